// SPDX-License-Identifier: Apache-2.0
package io.symbolon.oauth.quality.faults;

import java.io.PrintWriter;
import java.lang.reflect.InvocationHandler;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Set;
import java.util.logging.Logger;
import javax.sql.DataSource;

/** Connections that reach a step before everything that is asked of the database, and before they are given back. */
final class SteppedDataSource implements DataSource {

    private static final Set<String> ASKS =
            Set.of("execute", "executeQuery", "executeUpdate", "executeBatch", "commit", "rollback");

    private final DataSource real;
    private final Steps steps;

    SteppedDataSource(DataSource real, Steps steps) {
        this.real = real;
        this.steps = steps;
    }

    @Override
    public Connection getConnection() throws SQLException {
        return stepped(Connection.class, real.getConnection());
    }

    @Override
    public Connection getConnection(String user, String password) throws SQLException {
        return stepped(Connection.class, real.getConnection(user, password));
    }

    private <T> T stepped(Class<T> type, T target) {
        InvocationHandler handler = (proxy, method, arguments) -> {
            if (ASKS.contains(method.getName())
                    || (target instanceof Connection && method.getName().equals("close"))) {
                steps.reach(method.getName());
            }
            Object result;
            try {
                result = method.invoke(target, arguments);
            } catch (InvocationTargetException e) {
                throw e.getCause();
            }
            if (result instanceof PreparedStatement statement) {
                return stepped(PreparedStatement.class, statement);
            }
            return result instanceof Statement statement ? stepped(Statement.class, statement) : result;
        };
        return type.cast(Proxy.newProxyInstance(type.getClassLoader(), new Class<?>[] {type}, handler));
    }

    @Override
    public PrintWriter getLogWriter() throws SQLException {
        return real.getLogWriter();
    }

    @Override
    public void setLogWriter(PrintWriter out) throws SQLException {
        real.setLogWriter(out);
    }

    @Override
    public void setLoginTimeout(int seconds) throws SQLException {
        real.setLoginTimeout(seconds);
    }

    @Override
    public int getLoginTimeout() throws SQLException {
        return real.getLoginTimeout();
    }

    @Override
    public Logger getParentLogger() {
        return Logger.getLogger("io.symbolon.oauth.quality.faults");
    }

    @Override
    public <T> T unwrap(Class<T> type) throws SQLException {
        return real.unwrap(type);
    }

    @Override
    public boolean isWrapperFor(Class<?> type) throws SQLException {
        return real.isWrapperFor(type);
    }
}
