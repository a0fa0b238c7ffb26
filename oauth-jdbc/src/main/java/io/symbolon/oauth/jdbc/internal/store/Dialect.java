// SPDX-License-Identifier: Apache-2.0
package io.symbolon.oauth.jdbc.internal.store;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Locale;
import java.util.Set;

/** In what the databases differ. */
public enum Dialect {
    H2("h2", 1, "", "") {
        @Override
        String deletion(String table, String condition, String column) {
            return "DELETE FROM " + table + " WHERE " + condition + " FETCH FIRST ? ROWS ONLY";
        }

        // Left alone, it writes half a second after the commit, and a token that was answered is lost with the process.
        @Override
        public void requireFit(Connection connection) throws SQLException {
            super.requireFit(connection);
            try (Statement statement = connection.createStatement()) {
                statement.execute("SET WRITE_DELAY 0");
            } catch (SQLException e) {
                throw new IllegalArgumentException(
                        "H2 must write each commit at once, and this user may not tell it so; connect once as an"
                                + " administrator and run: SET WRITE_DELAY 0. H2 says: " + e.getMessage(),
                        e);
            }
        }
    },
    POSTGRESQL("postgresql", 64, "", " ON CONFLICT DO NOTHING") {
        @Override
        String deletion(String table, String condition, String column) {
            return "DELETE FROM " + table + " WHERE ctid = ANY(ARRAY(SELECT ctid FROM " + table + " WHERE " + condition
                    + " ORDER BY " + column + " LIMIT ? FOR UPDATE SKIP LOCKED))";
        }
    },
    MARIADB("mariadb", 64, " IGNORE", "") {
        @Override
        String deletion(String table, String condition, String column) {
            return "DELETE FROM " + table + " WHERE " + condition + " LIMIT ?";
        }

        // Without it a value that is too long would be cut off in silence.
        @Override
        public void requireFit(Connection connection) throws SQLException {
            try (Statement statement = connection.createStatement();
                    ResultSet mode = statement.executeQuery("SELECT @@sql_mode")) {
                if (mode.next() && !mode.getString(1).contains("STRICT_")) {
                    throw new IllegalArgumentException(
                            "the sql_mode of the database's connections is not strict, so that"
                                    + " values would be cut off; add STRICT_TRANS_TABLES to it");
                }
            }
        }

        // The default, REPEATABLE READ, would show a loser what was there before the winner.
        @Override
        void begin(Connection connection, boolean readsCommitted) throws SQLException {
            if (!readsCommitted) {
                readCommitted(connection);
            }
            connection.setAutoCommit(false);
        }

        private void readCommitted(Connection connection) throws SQLException {
            try (Statement statement = connection.createStatement()) {
                statement.execute("SET TRANSACTION ISOLATION LEVEL READ COMMITTED");
            }
        }
    };

    // A row is there already; both spellings of a key that is taken.
    private static final Set<Integer> DUPLICATE_KEY_OF_MARIADB = Set.of(1062, 1586);

    private final String folder;
    private final int keysAtOnce;
    private final String ignoreBefore;
    private final String ignoreAfter;

    Dialect(String folder, int keysAtOnce, String ignoreBefore, String ignoreAfter) {
        this.folder = folder;
        this.keysAtOnce = keysAtOnce;
        this.ignoreBefore = ignoreBefore;
        this.ignoreAfter = ignoreAfter;
    }

    /**
     * The dialect of the database behind this connection.
     *
     * @throws IllegalArgumentException if it is another database; says which ones there are
     */
    public static Dialect of(Connection connection) throws SQLException {
        String product = connection.getMetaData().getDatabaseProductName();
        return switch (product.toLowerCase(Locale.ROOT)) {
            case "h2" -> H2;
            case "postgresql" -> POSTGRESQL;
            case "mariadb" -> MARIADB;
            default ->
                throw new IllegalArgumentException(
                        "the stores are for H2, PostgreSQL and MariaDB, but the database is " + product);
        };
    }

    /** The folder of its scripts. */
    public String folder() {
        return folder;
    }

    /**
     * Returns if the connection has what the stores rely on.
     *
     * @throws IllegalArgumentException if not; says what to change
     */
    public void requireFit(Connection connection) throws SQLException {
        if (!readsCommitted(connection)) {
            throw new IllegalArgumentException(
                    "the transactions of the data source must be READ COMMITTED: set its" + " transaction isolation");
        }
    }

    /** Whether the transactions of the connection read what is committed. */
    public static boolean readsCommitted(Connection connection) throws SQLException {
        return connection.getTransactionIsolation() == Connection.TRANSACTION_READ_COMMITTED;
    }

    /** How many keys of rows are looked up together: H2 uses an index for one only. */
    int keysAtOnce() {
        return keysAtOnce;
    }

    /** An insert that changes nothing where the row is there already, or throws what {@link #isDuplicateKey} knows. */
    String insertion(String into, String values) {
        return "INSERT" + ignoreBefore + " INTO " + into + " " + values + ignoreAfter;
    }

    /** A statement that deletes rows of the condition; its last parameter is how many at most. */
    abstract String deletion(String table, String condition, String column);

    /**
     * Begins a transaction that reads what is committed.
     *
     * @param readsCommitted whether the connection's transactions do so anyhow
     */
    void begin(Connection connection, boolean readsCommitted) throws SQLException {
        connection.setAutoCommit(false);
    }

    static boolean isDuplicateKey(SQLException failure) {
        return "23505".equals(failure.getSQLState()) || DUPLICATE_KEY_OF_MARIADB.contains(failure.getErrorCode());
    }

    /** Whether the transaction was undone for the sake of another one, so that it can be tried again. */
    static boolean isWorthRepeating(SQLException failure) {
        String state = failure.getSQLState();
        return state != null && (state.startsWith("40") || state.equals("90131"));
    }

    /** Whether it is the connection that failed, not the statement. */
    public static boolean isConnectionLost(SQLException failure) {
        String state = failure.getSQLState();
        return state != null
                && (state.startsWith("08")
                        || state.startsWith("57P0")
                        || state.equals("90067")
                        || state.equals("90121")
                        || state.equals("90098"));
    }
}
