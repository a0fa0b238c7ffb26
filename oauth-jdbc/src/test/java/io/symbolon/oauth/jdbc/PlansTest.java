// SPDX-License-Identifier: Apache-2.0
package io.symbolon.oauth.jdbc;

import static org.assertj.core.api.Assertions.assertThat;

import io.symbolon.oauth.quality.databases.Database;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Whether H2 and MariaDB, asked for the plan of each statement that the stores have sent, find its rows by an index. */
final class PlansTest {

    @ParameterizedTest
    @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "POSTGRESQL")
    void takeAnIndexForEveryStatement(TestStorage storage) throws SQLException {
        Database database = storage.fresh();

        List<QueryPlan> plans = plans(storage, database);

        assertThat(plans).hasSizeGreaterThan(40);
        assertThat(plans).filteredOn(QueryPlan::isScan).isEmpty();
    }

    @ParameterizedTest
    @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "POSTGRESQL")
    void showAScanWhereThereIsNoIndex(TestStorage storage) throws SQLException {
        Database database = storage.fresh();
        OpenStorage.open(storage.settings(database).build()).close();
        try (Connection connection = database.dataSource().getConnection();
                Statement statement = connection.createStatement()) {
            boolean h2 = storage == TestStorage.H2;
            statement.execute("DROP INDEX oauth_access_token_kept" + (h2 ? "" : " ON oauth_access_token"));
            statement.execute("ALTER TABLE oauth_grant DROP PRIMARY KEY");
        }

        List<QueryPlan> plans = plans(storage, database);

        assertThat(plans)
                .filteredOn(QueryPlan::isScan)
                .extracting(QueryPlan::statement)
                .anyMatch(statement -> statement.startsWith("DELETE FROM oauth_access_token"))
                .anyMatch(statement -> statement.startsWith("UPDATE oauth_grant"));
    }

    private static List<QueryPlan> plans(TestStorage storage, Database database) throws SQLException {
        SentStatements sent = new SentStatements();
        try (OpenStorage open = OpenStorage.open(JdbcStorage.on(sent.through(database.dataSource()))
                .encryptionKey("test", TestStorage.KEY)
                .staleness(Duration.ZERO)
                .build())) {
            sent.forget(); // what made the tables
            EveryStatement.runOn(open);
        }
        if (storage == TestStorage.MARIADB) {
            ManyRows.in(database);
        }
        try (Connection connection = database.dataSource().getConnection()) {
            return sent.plans(connection);
        }
    }
}
