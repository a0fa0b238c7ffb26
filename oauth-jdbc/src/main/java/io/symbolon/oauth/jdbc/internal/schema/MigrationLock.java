// SPDX-License-Identifier: Apache-2.0
package io.symbolon.oauth.jdbc.internal.schema;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import javax.sql.DataSource;

/**
 * Held by one node at a time, as long as its connection lives, around all that Flyway does. Flyway's own lock is taken too
 * late: nodes that start together on an empty database trip over each other before it.
 */
final class MigrationLock {

    private static final int LONGEST_WAIT_SECONDS = 600;
    private static final String DUPLICATE = "23505";

    private final Connection connection;
    private final String release;

    private MigrationLock(Connection connection, String release) {
        this.connection = connection;
        this.release = release;
    }

    /** Waits for whoever holds it, and works while nobody else can. */
    static void whileHeld(DataSource dataSource, SchemaPlace place, Runnable work) throws SQLException {
        MigrationLock lock = acquire(dataSource, place);
        try {
            work.run();
        } finally {
            lock.release();
        }
    }

    private static MigrationLock acquire(DataSource dataSource, SchemaPlace place) throws SQLException {
        Connection connection = dataSource.getConnection();
        try {
            return switch (place.scripts()) {
                case "postgresql" -> ofPostgreSql(connection, place);
                case "mariadb" -> ofMariaDb(connection, place);
                default -> ofH2(connection, place);
            };
        } catch (SQLException | SchemaException e) {
            connection.close();
            throw e;
        }
    }

    private void release() throws SQLException {
        try (connection;
                Statement statement = connection.createStatement()) {
            if (connection.getAutoCommit()) {
                statement.execute(release);
            } else {
                connection.rollback();
                connection.setAutoCommit(true);
            }
        }
    }

    private static MigrationLock ofPostgreSql(Connection connection, SchemaPlace place) throws SQLException {
        int key = place.table("schema_history").hashCode();
        execute(connection, "SELECT pg_advisory_lock(" + key + ")");
        return new MigrationLock(connection, "SELECT pg_advisory_unlock(" + key + ")");
    }

    // The name counts on the whole server.
    private static MigrationLock ofMariaDb(Connection connection, SchemaPlace place) throws SQLException {
        String name = "CONCAT('symbolon-', MD5(CONCAT(DATABASE(), '." + place.table("schema_history") + "')))";
        try (PreparedStatement statement =
                        connection.prepareStatement("SELECT GET_LOCK(" + name + ", " + LONGEST_WAIT_SECONDS + ")");
                ResultSet answer = statement.executeQuery()) {
            if (!answer.next() || answer.getInt(1) != 1) {
                throw new SchemaException("Another node has been migrating " + place + " for more than "
                        + LONGEST_WAIT_SECONDS + " seconds. See what it does, and start this one again.");
            }
        }
        return new MigrationLock(connection, "SELECT RELEASE_LOCK(" + name + ")");
    }

    // H2 has no locks but those of rows.
    private static MigrationLock ofH2(Connection connection, SchemaPlace place) throws SQLException {
        String table = place.table("schema_lock");
        execute(connection, "SET LOCK_TIMEOUT " + 1000 * LONGEST_WAIT_SECONDS);
        execute(connection, "CREATE TABLE IF NOT EXISTS " + table + " (id INTEGER NOT NULL PRIMARY KEY)");
        try {
            execute(connection, "INSERT INTO " + table + " SELECT 1 WHERE NOT EXISTS (SELECT 1 FROM " + table + ")");
        } catch (SQLException e) {
            if (!DUPLICATE.equals(e.getSQLState())) {
                throw e;
            }
        }
        connection.setAutoCommit(false);
        execute(connection, "SELECT id FROM " + table + " FOR UPDATE");
        return new MigrationLock(connection, "");
    }

    private static void execute(Connection connection, String sql) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }
}
