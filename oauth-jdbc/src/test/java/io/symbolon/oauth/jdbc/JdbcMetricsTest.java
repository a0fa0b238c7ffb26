// SPDX-License-Identifier: Apache-2.0
package io.symbolon.oauth.jdbc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.symbolon.oauth.api.ClientId;
import io.symbolon.oauth.api.GrantId;
import io.symbolon.oauth.api.Issuer;
import io.symbolon.oauth.api.Secret;
import io.symbolon.oauth.api.Subject;
import io.symbolon.oauth.api.client.Client;
import io.symbolon.oauth.api.store.CommitOutcome;
import io.symbolon.oauth.api.store.StoreUnavailableException;
import io.symbolon.oauth.api.store.TokenStore;
import io.symbolon.oauth.api.token.Redeemable;
import io.symbolon.oauth.core.OAuthServer;
import io.symbolon.oauth.testkit.CodeFlow;
import io.symbolon.oauth.testkit.IssuedTokens;
import io.symbolon.oauth.testkit.TestCommit;
import io.symbolon.oauth.testkit.TestGrants;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.function.BooleanSupplier;
import javax.sql.DataSource;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

@DisplayName("The metrics of a storage show")
@Timeout(value = 60, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
final class JdbcMetricsTest {

    private static final Issuer ISSUER = new Issuer("https://a.example");
    private static final Instant NOON = Instant.parse("2026-03-01T12:00:00Z");
    private static final TestGrants GRANTS = TestGrants.madeAt(NOON);
    private static final Secret SECRET = Secret.of("a-secret-of-the-printer-that-nobody-guesses");
    private static final Client PRINTER = Client.confidential("printer", SECRET)
            .authorizationCode("https://printer.example.com/callback")
            .scopes("photos.read")
            .build();

    private final WatchedDataSource connections =
            new WatchedDataSource(TestStorage.H2.fresh().dataSource());
    private final JdbcStorage storage = JdbcStorage.on(connections.dataSource()).build();

    @Test
    void whichConnectionsAreInUseAndWhoWaitsForOne() throws SQLException, InterruptedException, ExecutionException {
        JdbcStorage pooled =
                TestStorage.H2.settings(TestStorage.H2.fresh()).connections(4).build();
        assertThat(pooled.metrics().connections()).isEmpty();
        try (OpenStorage open = OpenStorage.open(pooled)) {
            TokenStore store = open.tokens(ISSUER);
            DataSource pool = pooled.shared().now().orElseThrow().pool().dataSource();
            FutureTask<?> fifth =
                    new FutureTask<>(() -> store.findGrant(GRANTS.grant().id()));
            try (Connection first = pool.getConnection();
                    Connection second = pool.getConnection();
                    Connection third = pool.getConnection();
                    Connection fourth = pool.getConnection()) {
                new Thread(fifth).start();
                await(() -> counted(pooled).equals(new JdbcMetrics.Connections(4, 0, 1)));

                assertThat(Set.of(first, second, third, fourth)).hasSize(4);
            }

            assertThat(fifth.get()).isEqualTo(Optional.empty());
            await(() -> counted(pooled).equals(new JdbcMetrics.Connections(0, 4, 0)));
        }
    }

    @Test
    void nothingOfAPoolThatIsTheApplications() {
        try (OpenStorage open = OpenStorage.open(storage)) {
            open.tokens(ISSUER);

            assertThat(storage.metrics().connections()).isEmpty();
        }
    }

    @Test
    void whatWasRefusedForLackOfAConnection() throws SQLException {
        JdbcStorage pooled = TestStorage.H2
                .settings(TestStorage.H2.fresh())
                .connections(4)
                .connectionTimeout(Duration.ofMillis(250))
                .build();
        try (OpenStorage open = OpenStorage.open(pooled)) {
            TokenStore store = open.tokens(ISSUER);
            DataSource pool = pooled.shared().now().orElseThrow().pool().dataSource();
            try (Connection first = pool.getConnection();
                    Connection second = pool.getConnection();
                    Connection third = pool.getConnection();
                    Connection fourth = pool.getConnection()) {
                GrantId unknown = GRANTS.grant().id();
                TestCommit commit = TestCommit.at(NOON).inserting(GRANTS.accessToken());

                assertThat(Set.of(first, second, third, fourth)).hasSize(4);
                assertThatThrownBy(() -> store.findGrant(unknown)).isInstanceOf(StoreUnavailableException.class);
                assertThatThrownBy(() -> store.commit(commit.commit())).isInstanceOf(StoreUnavailableException.class);
            }

            assertThat(pooled.metrics().refused()).isEqualTo(2);
            assertThat(pooled.metrics().commits().decided()).isZero();
        }
    }

    @Test
    void commitsThatWereDoneAgain() {
        try (OpenStorage open = OpenStorage.open(storage)) {
            TokenStore store = open.tokens(ISSUER);
            connections.failOnce(new SQLException("the answer was lost"));

            CommitOutcome outcome = store.commit(
                    TestCommit.at(NOON).inserting(GRANTS.accessToken()).commit());

            assertThat(outcome).isEqualTo(new CommitOutcome.Committed());
            assertThat(storage.metrics().commits()).isEqualTo(new JdbcMetrics.Commits(1, 1, 1, 0));
        }
    }

    @Test
    void transactionsThatWereDoneAgain() {
        try (OpenStorage open = OpenStorage.open(storage)) {
            TokenStore store = open.tokens(ISSUER);
            Redeemable deviceCode = GRANTS.deviceCode();
            store.commit(TestCommit.at(NOON).inserting(deviceCode).commit());
            connections.failOnce(new SQLException("two transactions were in each other's way", "40001"));

            store.poll(deviceCode.id(), NOON);

            assertThat(storage.metrics().commits().repeated()).isEqualTo(1);
        }
    }

    @Test
    void rowsThatWerePruned() {
        try (OpenStorage open = OpenStorage.open(storage)) {
            TokenStore store = open.tokens(ISSUER);
            store.commit(TestCommit.at(NOON)
                    .inserting(GRANTS.accessToken(), GRANTS.accessToken())
                    .commit());
            open.markers(ISSUER).burn(TestGrants.digest(), NOON, NOON);

            store.prune(GRANTS.keptUntil(), 100);
            open.markers(ISSUER).prune(NOON, 100);

            assertThat(storage.metrics().prunedRows()).isEqualTo(3);
        }
    }

    @ParameterizedTest
    @EnumSource
    void eachStatement(TestStorage make) {
        WatchedDataSource watched = new WatchedDataSource(make.fresh().dataSource());
        JdbcStorage counting = JdbcStorage.on(watched.dataSource())
                .encryptionKey("test", TestStorage.KEY)
                .staleness(Duration.ZERO)
                .build();
        try (OAuthServer server = OAuthServer.builder(ISSUER.uri())
                .loginPage("/login")
                .scope("photos.read", "See your photos")
                .client(PRINTER)
                .storage(new JdbcStorageModule(counting))
                .build()) {
            long before = watched.executed();
            JdbcMetrics.Statements countedBefore = counting.metrics().statements();

            useAll(server);

            JdbcMetrics.Statements counted = counting.metrics().statements();
            assertThat(watched.executed() - before).isGreaterThan(30);
            assertThat(counted.executed() - countedBefore.executed()).isEqualTo(watched.executed() - before);
            assertThat(counted.time()).isGreaterThan(countedBefore.time());
        }
    }

    private static void useAll(OAuthServer server) {
        CodeFlow flow = CodeFlow.of(server, new ClientId("printer"), SECRET);
        IssuedTokens tokens = flow.tokensFor("alice");
        flow.refresh(tokens);
        flow.refresh(tokens);
        server.revocations().revokeAllOf(Subject.ofAccount("alice"));
        TokenStore store = server.part(TokenStore.class);
        Redeemable deviceCode = GRANTS.deviceCode();
        store.commit(TestCommit.at(NOON).inserting(deviceCode).commit());
        store.poll(deviceCode.id(), NOON);
        store.prune(NOON, 10);
        server.clients().replace(PRINTER);
        server.scopes().all();
        server.scopes().all().forEach(server.scopes()::put);
        server.resources().all();
        server.clients().remove(PRINTER.clientId());
    }

    private static JdbcMetrics.Connections counted(JdbcStorage storage) {
        return storage.metrics().connections().orElseThrow();
    }

    private static void await(BooleanSupplier condition) {
        while (!condition.getAsBoolean()) {
            Thread.onSpinWait();
        }
    }
}
