// SPDX-License-Identifier: Apache-2.0
package io.symbolon.oauth.jdbc;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import com.zaxxer.hikari.SQLExceptionOverride;
import com.zaxxer.hikari.pool.HikariPool.PoolInitializationException;
import io.symbolon.oauth.api.Secret;
import io.symbolon.oauth.jdbc.internal.store.Dialect;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.Optional;
import javax.sql.DataSource;

/**
 * The connections: a pool of ours, which is closed in the end, or the application's.
 *
 * @param dataSource where they come from
 * @param own the pool, if it is ours
 */
record Pool(DataSource dataSource, Optional<HikariDataSource> own) implements AutoCloseable {

    static Pool of(JdbcStorage settings) {
        return settings.pool()
                .map(Pool::opened)
                .orElseGet(() -> new Pool(settings.dataSource().orElseThrow(), Optional.empty()));
    }

    private static Pool opened(JdbcStorage.ConnectionPool settings) {
        requireDriver(settings.url());
        HikariConfig config = new HikariConfig();
        config.setPoolName("symbolon");
        config.setJdbcUrl(settings.url());
        settings.user().ifPresent(config::setUsername);
        settings.password().map(Secret::reveal).ifPresent(config::setPassword);
        config.setMaximumPoolSize(settings.connections());
        config.setConnectionTimeout(settings.timeout().toMillis());
        config.setTransactionIsolation("TRANSACTION_READ_COMMITTED");
        config.setExceptionOverride(new LostConnections());
        try {
            HikariDataSource pool = new HikariDataSource(config);
            return new Pool(pool, Optional.of(pool));
        } catch (PoolInitializationException e) {
            throw e.getCause() instanceof SQLException refused
                    ? unreachable(refused)
                    : unreachable(new SQLException(e));
        }
    }

    private static void requireDriver(String url) {
        try {
            DriverManager.getDriver(url);
        } catch (SQLException e) {
            throw new IllegalArgumentException(
                    "there is no driver for the JDBC URL; check the URL, and that the driver of the database is on the class"
                            + " path",
                    e);
        }
    }

    /** What the operator is told when no connection can be had at the start. */
    static IllegalArgumentException unreachable(SQLException failure) {
        return new IllegalArgumentException(
                "no connection to the database can be had: " + failure.getMessage()
                        + "; check the JDBC URL, the user and the password, and that the database is running",
                failure);
    }

    /** How our own pool is doing. */
    Optional<JdbcMetrics.Connections> connections() {
        return own.map(HikariDataSource::getHikariPoolMXBean)
                .map(pool -> new JdbcMetrics.Connections(
                        pool.getActiveConnections(), pool.getIdleConnections(), pool.getThreadsAwaitingConnection()));
    }

    @Override
    public void close() {
        own.ifPresent(HikariDataSource::close);
    }

    /** Also knows a connection to H2 as lost, which the pool would otherwise hand out again and again. */
    private static final class LostConnections implements SQLExceptionOverride {

        @java.lang.Override
        public SQLExceptionOverride.Override adjudicate(SQLException failure) {
            return Dialect.isConnectionLost(failure)
                    ? SQLExceptionOverride.Override.MUST_EVICT
                    : SQLExceptionOverride.Override.CONTINUE_EVICT;
        }
    }
}
