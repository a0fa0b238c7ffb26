// SPDX-License-Identifier: Apache-2.0
package io.symbolon.oauth.jdbc;

import static org.assertj.core.api.Assertions.assertThat;

import io.symbolon.oauth.api.Issuer;
import io.symbolon.oauth.api.Scope;
import io.symbolon.oauth.api.Scopes;
import io.symbolon.oauth.api.client.Client;
import io.symbolon.oauth.api.resource.RegisteredScope;
import io.symbolon.oauth.api.store.ClientStore;
import io.symbolon.oauth.api.store.ConsentStore;
import io.symbolon.oauth.api.store.Resolution;
import io.symbolon.oauth.api.store.TokenStore;
import io.symbolon.oauth.api.token.AccessToken;
import io.symbolon.oauth.api.token.Grant;
import io.symbolon.oauth.api.token.Redeemable;
import io.symbolon.oauth.quality.databases.Database;
import io.symbolon.oauth.testkit.TestCommit;
import io.symbolon.oauth.testkit.TestGrants;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Whether every statement finds its rows by an index. PostgreSQL counts how often it had to read a whole table. */
final class IndexesTest {

    private static final Issuer ISSUER = new Issuer("https://a.example");
    private static final Instant NOON = Instant.parse("2026-03-01T12:00:00Z");

    private final TestGrants noon = TestGrants.madeAt(NOON);

    @Test
    @Timeout(60)
    void areUsedByEveryStatement() throws SQLException {
        Database database = TestStorage.POSTGRESQL.fresh();
        JdbcStorage.Builder settings = TestStorage.POSTGRESQL.settings(database).staleness(Duration.ZERO);
        OpenStorage.open(settings.build()).close();
        forbidScans(database);
        Map<String, Long> before = scans(database);

        try (OpenStorage storage = OpenStorage.open(
                settings.migration(JdbcStorage.Migration.CHECK_ONLY).build())) {
            useTokens(storage.tokens(ISSUER));
            useOthers(storage);
        }

        assertThat(scans(database)).isEqualTo(before);
    }

    @Test
    @Timeout(60)
    void areMissedWhereThereIsNone() throws SQLException {
        Database database = TestStorage.POSTGRESQL.fresh();
        OpenStorage.open(TestStorage.POSTGRESQL.settings(database).build()).close();
        forbidScans(database);
        Map<String, Long> before = scans(database);

        try (Connection connection = database.dataSource().getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute("SELECT 1 FROM oauth_access_token WHERE subject = 'alice'");
        }

        assertThat(scans(database)).isNotEqualTo(before);
    }

    /** A database that has never counted its rows, as every new one, must not be led to an index that all rows share. */
    @Test
    @Timeout(60)
    void leadToTheRowsThatAreWantedAndToNoOthers() throws SQLException {
        Database database = TestStorage.POSTGRESQL.fresh();
        try (OpenStorage storage =
                OpenStorage.open(TestStorage.POSTGRESQL.settings(database).build())) {
            useTokens(storage.tokens(ISSUER));
            fill(storage.tokens(ISSUER), 300);
        }
        long before = rowsRead(database);

        try (OpenStorage storage =
                OpenStorage.open(TestStorage.POSTGRESQL.settings(database).build())) {
            useTokens(storage.tokens(ISSUER));
        }

        assertThat(rowsRead(database) - before).isLessThan(150);
    }

    private void fill(TokenStore store, int rows) {
        for (int i = 0; i < rows; i++) {
            Grant grant = noon.refreshableGrant();
            store.commit(TestCommit.at(NOON)
                    .inserting(grant)
                    .inserting(noon.code(grant))
                    .inserting(noon.accessToken(grant))
                    .commit());
        }
    }

    private static long rowsRead(Database database) throws SQLException {
        try (Connection connection = database.dataSource().getConnection();
                Statement statement = connection.createStatement()) {
            awaitEndOfOthers(statement);
            try (ResultSet rows = statement.executeQuery("SELECT sum(seq_tup_read + coalesce(idx_tup_fetch, 0))"
                    + " FROM pg_stat_user_tables WHERE relname NOT LIKE '%schema_%'")) {
                rows.next();
                return rows.getLong(1);
            }
        }
    }

    /** What a session counted is there for all once it has ended, which takes a moment. */
    private static void awaitEndOfOthers(Statement statement) throws SQLException {
        boolean others = true;
        while (others) {
            try (ResultSet sessions = statement.executeQuery("SELECT 1 FROM pg_stat_activity WHERE datname ="
                    + " current_database() AND pid <> pg_backend_pid() AND backend_type = 'client backend'")) {
                others = sessions.next();
            }
        }
    }

    private void useTokens(TokenStore store) {
        Grant grant = noon.refreshableGrant();
        Redeemable code = noon.code(grant);
        Redeemable deviceCode = noon.deviceCode();
        AccessToken token = noon.accessToken(grant);
        store.commit(TestCommit.at(NOON)
                .inserting(grant)
                .inserting(code, deviceCode)
                .inserting(token)
                .commit());
        store.commit(TestCommit.at(NOON)
                .redeeming(code, grant)
                .inserting(noon.accessToken(grant))
                .commit());
        store.commit(TestCommit.at(NOON)
                .refreshing(grant, noon.successor(grant, TestGrants.commitId()))
                .inserting(noon.accessToken(grant))
                .commit());
        store.poll(deviceCode.id(), NOON);
        store.resolve(deviceCode.id(), new Resolution.Approved(noon.deviceGrant()), NOON);
        store.findRedeemable(code.id());
        store.findGrant(grant.id());
        store.findAccessToken(token.id());
        store.livenessOf(token);
        store.revoke(token, NOON);
        store.revoke(noon.accessToken(grant), NOON);
        store.revokeAllOf(grant.subject(), NOON);
        store.revoke(grant.id(), NOON);
        store.prune(noon.keptUntil().plusMillis(1), 100);
    }

    private void useOthers(OpenStorage storage) {
        ClientStore clients = storage.clients(ISSUER);
        Client client = Client.publicClient("app")
                .authorizationCode("https://app.example/callback")
                .corsOrigin("https://app.example")
                .build();
        clients.add(client);
        clients.replace(client);
        clients.revokeTokens(client.clientId(), NOON);
        clients.find(client.clientId());
        clients.isCorsOriginRegistered("https://app.example");
        clients.remove(client.clientId());
        ConsentStore consents = storage.consents(ISSUER);
        consents.remember(noon.subject(), client.clientId(), Scopes.parse("a"), NOON);
        consents.remember(noon.subject(), client.clientId(), Scopes.parse("b"), NOON);
        consents.forget(noon.subject(), client.clientId());
        storage.scopes(ISSUER).put(new RegisteredScope(new Scope("a"), "A"));
        storage.scopes(ISSUER).all();
        storage.resources(ISSUER).all();
        storage.signingKeys(ISSUER).all();
        storage.markers(ISSUER).burn(TestGrants.digest(), NOON, NOON);
        storage.markers(ISSUER).prune(NOON, 10);
        storage.interactions(ISSUER).find(TestGrants.digest());
        storage.interactions(ISSUER).prune(NOON, 10);
    }

    /** A scan is then taken only where there is no other way. */
    private static void forbidScans(Database database) throws SQLException {
        String name =
                database.url().substring(database.url().lastIndexOf('/') + 1).split("\\?", 2)[0];
        try (Connection connection = database.dataSource().getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute("ALTER DATABASE " + name + " SET enable_seqscan = off");
        }
    }

    // The version of the tables is looked up by no key.
    private static Map<String, Long> scans(Database database) throws SQLException {
        Map<String, Long> scans = new TreeMap<>();
        try (Connection connection = database.dataSource().getConnection();
                Statement statement = connection.createStatement()) {
            awaitEndOfOthers(statement);
            try (ResultSet rows = statement.executeQuery(
                    "SELECT relname, seq_scan FROM pg_stat_user_tables WHERE relname NOT LIKE '%schema_%'")) {
                while (rows.next()) {
                    scans.put(rows.getString(1), rows.getLong(2));
                }
            }
        }
        return scans;
    }
}
