// SPDX-License-Identifier: Apache-2.0
package io.symbolon.oauth.jdbc.internal.store;

import io.symbolon.oauth.api.store.StoreUnavailableException;
import io.symbolon.oauth.jdbc.internal.metrics.Counts;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Optional;
import javax.sql.DataSource;
import org.jdbi.v3.core.ConnectionException;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.HandleCallback;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.JdbiException;

/** The database, and how work is done on it. Safe for use by many threads. */
public final class Database {

    private static final int ATTEMPTS = 10;
    private static final Duration RETRY_AFTER = Duration.ofSeconds(2);

    private final Jdbi jdbi;
    private final Dialect dialect;
    private final Tables tables;
    private final boolean readsCommitted;
    private final Counts counts;

    private Database(DataSource dataSource, Dialect dialect, Tables tables, boolean readsCommitted, Counts counts) {
        this.jdbi = Jdbi.create(dataSource).setSqlLogger(new CountedByJdbi(counts));
        this.counts = counts;
        this.dialect = dialect;
        this.tables = tables;
        this.readsCommitted = readsCommitted;
    }

    /**
     * Looks at the database.
     *
     * @param counts where to count what is done on it
     * @throws IllegalArgumentException if it cannot be used; says what to change
     */
    public static Database of(DataSource dataSource, Tables tables, Counts counts) throws SQLException {
        try (Connection connection = dataSource.getConnection()) {
            Dialect dialect = Dialect.of(connection);
            dialect.requireFit(connection);
            return new Database(dataSource, dialect, tables, Dialect.readsCommitted(connection), counts);
        }
    }

    /** What it speaks. */
    public Dialect dialect() {
        return dialect;
    }

    /** The statement for these tables. */
    String sql(String statement) {
        return tables.sql(statement);
    }

    /** Where what is done on it is counted. */
    Counts counts() {
        return counts;
    }

    /** How many rows the statement has changed. */
    int update(Connection connection, String statement, Sql.Setting setting) throws SQLException {
        return counts.timed(() -> Sql.update(connection, statement, setting));
    }

    /** The first row that the query finds, if there is any. */
    <T> Optional<T> first(Connection connection, String query, Sql.Setting setting, Sql.Reading<T> reading)
            throws SQLException {
        return counts.timed(() -> Sql.first(connection, query, setting, reading));
    }

    /** Does work each of whose statements is a transaction of its own. */
    <T> T withHandle(HandleCallback<T, SQLException> work) {
        return answered(() -> raw(work));
    }

    /** Does work that happens as a whole or not at all; more than once, where the database had to undo it. */
    <T> T inTransaction(HandleCallback<T, SQLException> work) {
        return answered(() -> rawInTransaction(work));
    }

    /** As {@link #withHandle}, but says what failed; that a connection cannot be had is a {@link StoreUnavailableException}. */
    <T> T raw(HandleCallback<T, SQLException> work) throws SQLException {
        try (Handle handle = opened()) {
            Connection connection = handle.getConnection();
            boolean autoCommit = connection.getAutoCommit();
            if (!autoCommit) {
                connection.setAutoCommit(true);
            }
            try {
                return work.withHandle(handle);
            } finally {
                if (!autoCommit && !connection.isClosed()) {
                    connection.setAutoCommit(false);
                }
            }
        } catch (JdbiException e) {
            throw sqlOf(e);
        }
    }

    /** As {@link #inTransaction}, but says what failed. */
    <T> T rawInTransaction(HandleCallback<T, SQLException> work) throws SQLException {
        for (int attempt = 1; ; attempt++) {
            try {
                return raw(handle -> once(handle, work));
            } catch (SQLException e) {
                if (attempt == ATTEMPTS || !Dialect.isWorthRepeating(e)) {
                    throw e;
                }
                counts.repeated();
            }
        }
    }

    private <T> T once(Handle handle, HandleCallback<T, SQLException> work) throws SQLException {
        Connection connection = handle.getConnection();
        dialect.begin(connection, readsCommitted);
        boolean done = false;
        try {
            T result = work.withHandle(handle);
            counts.timed(() -> committed(connection));
            done = true;
            return result;
        } catch (JdbiException e) {
            throw sqlOf(e);
        } finally {
            end(connection, done);
        }
    }

    private static boolean committed(Connection connection) throws SQLException {
        connection.commit();
        return true;
    }

    // A connection that is gone cannot be rolled back; why it is gone is on its way up already.
    private static void end(Connection connection, boolean done) throws SQLException {
        try {
            if (!done) {
                connection.rollback();
            }
            connection.setAutoCommit(true);
        } catch (SQLException e) {
            if (done) {
                throw e;
            }
        }
    }

    private Handle opened() {
        try {
            return jdbi.open();
        } catch (ConnectionException e) {
            throw new StoreUnavailableException("no connection to the database can be had", RETRY_AFTER, e);
        }
    }

    private <T> T answered(SqlCall<T> call) {
        try {
            return call.call();
        } catch (SQLException e) {
            RuntimeException failure = failure(e);
            if (failure instanceof StoreUnavailableException) {
                counts.refused();
            }
            throw failure;
        } catch (StoreUnavailableException e) {
            counts.refused();
            throw e;
        }
    }

    private static RuntimeException failure(SQLException failure) {
        return Dialect.isConnectionLost(failure)
                ? new StoreUnavailableException("the connection to the database was lost", RETRY_AFTER, failure)
                : new DatabaseException(failure);
    }

    /** What the driver said; anything else goes on as it is. */
    private static SQLException sqlOf(JdbiException failure) {
        Throwable cause = failure;
        while (cause != null) {
            if (cause instanceof SQLException found) {
                return found;
            }
            cause = cause.getCause();
        }
        throw failure;
    }
}
