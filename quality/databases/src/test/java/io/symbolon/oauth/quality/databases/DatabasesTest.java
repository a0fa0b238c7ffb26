// SPDX-License-Identifier: Apache-2.0
package io.symbolon.oauth.quality.databases;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

final class DatabasesTest {

    @Test
    void postgreSqlIsOfTheNewestMajorVersion() throws SQLException {
        assertThat(answer(Databases.postgres().database(), "SHOW server_version"))
                .startsWith("18.");
    }

    @Test
    void mariaDbIsOfVersion11() throws SQLException {
        assertThat(answer(Databases.mariaDb().database(), "SELECT VERSION()")).startsWith("11.");
    }

    @Test
    void postgreSqlForcesEachCommitToDisk() throws SQLException {
        assertThat(answer(Databases.postgres().database(), "SHOW fsync")).isEqualTo("on");
        assertThat(answer(Databases.postgres().database(), "SHOW synchronous_commit"))
                .isEqualTo("on");
    }

    @Test
    void mariaDbForcesEachCommitToDisk() throws SQLException {
        assertThat(answer(Databases.mariaDb().database(), "SELECT @@innodb_flush_log_at_trx_commit"))
                .isEqualTo("1");
    }

    @ParameterizedTest
    @EnumSource
    void thereIsOneOfEachForAllTests(Engine engine) {
        assertThat(engine.shared()).isSameAs(engine.shared());
    }

    @ParameterizedTest
    @EnumSource
    void aFreshDatabaseIsEmpty(Engine engine) throws SQLException {
        execute(engine.shared().freshDatabase(), "CREATE TABLE kept (id INT PRIMARY KEY)");

        Database fresh = engine.shared().freshDatabase();

        assertThatThrownBy(() -> answer(fresh, "SELECT COUNT(*) FROM kept")).isInstanceOf(SQLException.class);
    }

    @ParameterizedTest
    @EnumSource(names = {"H2_SERVER", "POSTGRESQL", "MARIADB"})
    void aServerKeepsWhatWasCommittedWhenItIsKilled(Engine engine) throws SQLException {
        try (RunningDatabase running = engine.start()) {
            Database fresh = running.freshDatabase();
            execute(fresh, "CREATE TABLE kept (id INT PRIMARY KEY)");
            execute(fresh, "INSERT INTO kept VALUES (42)");

            running.kill();
            assertThatThrownBy(() -> answer(fresh, "SELECT id FROM kept")).isInstanceOf(SQLException.class);
            running.restart();

            assertThat(answer(fresh, "SELECT id FROM kept")).isEqualTo("42");
        }
    }

    @Test
    void h2IsOpenedAgainAfterAClose() throws SQLException {
        try (RunningDatabase running = Engine.H2_FILE.start()) {
            Database fresh = running.freshDatabase();
            execute(fresh, "SET WRITE_DELAY 0");
            execute(fresh, "CREATE TABLE kept (id INT PRIMARY KEY)");
            execute(fresh, "INSERT INTO kept VALUES (42)");
            execute(fresh, "CHECKPOINT SYNC");

            running.kill();
            running.restart();

            assertThat(answer(fresh, "SELECT id FROM kept")).isEqualTo("42");
        }
    }

    private static void execute(Database database, String sql) throws SQLException {
        try (Connection connection = database.dataSource().getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    private static String answer(Database database, String sql) throws SQLException {
        try (Connection connection = database.dataSource().getConnection();
                Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(sql)) {
            assertThat(rows.next()).isTrue();
            return rows.getString(1);
        }
    }
}
