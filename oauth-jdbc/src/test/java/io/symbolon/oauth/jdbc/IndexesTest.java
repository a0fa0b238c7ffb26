// SPDX-License-Identifier: Apache-2.0
package io.symbolon.oauth.jdbc;

import static org.assertj.core.api.Assertions.assertThat;

import com.zaxxer.hikari.HikariDataSource;
import io.symbolon.oauth.api.Issuer;
import io.symbolon.oauth.api.store.TokenStore;
import io.symbolon.oauth.api.token.Grant;
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
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Whether every statement finds its rows by an index. PostgreSQL counts how often it had to read a whole table. */
final class IndexesTest {

    private static final Issuer ISSUER = new Issuer("https://a.example");
    private static final Instant NOON = Instant.parse("2026-03-01T12:00:00Z");

    // the driver prepares a statement when it comes for the fifth time, and the server then tries five plans before it
    // keeps one
    private static final int PLANNED_FOR_GOOD = 30;

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
            EveryStatement.runOn(storage);
            ReadsTogether.runOn(storage);
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

    /**
     * A database that has never counted its rows, as every new one, must not be led to an index that all rows share; neither
     * by a plan for these parameters nor by one for any.
     */
    @ParameterizedTest
    @ValueSource(strings = {"force_custom_plan", "force_generic_plan"})
    @Timeout(60)
    void leadToTheRowsThatAreWantedAndToNoOthers(String plans) throws SQLException {
        Database database = TestStorage.POSTGRESQL.fresh();
        set(database, "plan_cache_mode", plans);
        try (OpenStorage storage =
                OpenStorage.open(TestStorage.POSTGRESQL.settings(database).build())) {
            EveryStatement.runOnTokens(storage);
            fill(storage.tokens(ISSUER), 300);
        }
        long before = rowsRead(database);

        try (OpenStorage storage =
                OpenStorage.open(TestStorage.POSTGRESQL.settings(database).build())) {
            EveryStatement.runOnTokens(storage);
        }

        assertThat(rowsRead(database) - before).isLessThan(150);

        long beforeMany = rowsRead(database);
        try (OpenStorage storage =
                OpenStorage.open(TestStorage.POSTGRESQL.settings(database).build())) {
            ReadsTogether.runOn(storage);
        }

        assertThat(rowsRead(database) - beforeMany).isLessThan(ReadsTogether.ROWS_TO_READ);
    }

    /** Making a plan for what commits do takes longer than doing it, so the database must keep the plans. */
    @Test
    @Timeout(60)
    void needNotBeLookedForEachTime() throws SQLException {
        Database database = TestStorage.POSTGRESQL.fresh();
        OpenStorage.open(TestStorage.POSTGRESQL.settings(database).build()).close();
        try (HikariDataSource oneConnection = new HikariDataSource()) {
            oneConnection.setDataSource(database.dataSource());
            oneConnection.setMaximumPoolSize(1);
            try (OpenStorage storage = OpenStorage.open(JdbcStorage.on(oneConnection)
                    .encryptionKey("test", TestStorage.KEY)
                    .migration(JdbcStorage.Migration.CHECK_ONLY)
                    .build())) {
                for (int i = 0; i < PLANNED_FOR_GOOD; i++) {
                    EveryStatement.runOnTokens(storage);
                }
                ReadsTogether.runOn(storage);
            }

            assertThat(timesPlanned(oneConnection))
                    .hasSizeGreaterThan(10)
                    .satisfies(planned -> assertThat(planned.keySet())
                            .filteredOn(ReadsTogether::isOne)
                            .hasSize(ReadsTogether.STATEMENTS))
                    .allSatisfy((statement, times) ->
                            assertThat(times).as(statement).isLessThanOrEqualTo(5));
        }
    }

    /** How often each statement that ran often was planned for the parameters of one execution. */
    private static Map<String, Integer> timesPlanned(DataSource connections) throws SQLException {
        Map<String, Integer> planned = new TreeMap<>();
        try (Connection connection = connections.getConnection();
                Statement statement = connection.createStatement();
                ResultSet prepared = statement.executeQuery(
                        "SELECT coalesce(statement, name), custom_plans FROM pg_prepared_statements"
                                + " WHERE generic_plans + custom_plans > 10")) {
            while (prepared.next()) {
                planned.put(prepared.getString(1), prepared.getInt(2));
            }
        }
        return planned;
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

    /** A scan is then taken only where there is no other way. */
    private static void forbidScans(Database database) throws SQLException {
        set(database, "enable_seqscan", "off");
    }

    private static void set(Database database, String setting, String value) throws SQLException {
        String name =
                database.url().substring(database.url().lastIndexOf('/') + 1).split("\\?", 2)[0];
        try (Connection connection = database.dataSource().getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute("ALTER DATABASE " + name + " SET " + setting + " = " + value);
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
