// SPDX-License-Identifier: Apache-2.0
package io.symbolon.oauth.jdbc;

import java.lang.reflect.InvocationHandler;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import javax.sql.DataSource;

/** A data source that keeps a list of what is asked of the database, in order. */
final class CountedDataSource {

    /** What makes the database answer, by the names of JDBC. */
    private static final Map<String, String> ASKED = Map.of(
            "execute", "statement",
            "executeQuery", "query",
            "executeUpdate", "update",
            "executeLargeUpdate", "update",
            "executeBatch", "batch",
            "commit", "commit",
            "rollback", "rollback");

    private final Queue<String> asked = new ConcurrentLinkedQueue<>();
    private final DataSource dataSource;

    CountedDataSource(DataSource real) {
        this.dataSource = counted(DataSource.class, real);
    }

    DataSource dataSource() {
        return dataSource;
    }

    /** What was asked since this was last called. */
    List<String> taken() {
        List<String> taken = new ArrayList<>(asked);
        asked.clear();
        return taken;
    }

    private <T> T counted(Class<T> type, T target) {
        InvocationHandler handler = (proxy, method, arguments) -> {
            String name = ASKED.get(method.getName());
            if (name != null) {
                asked.add(name);
            }
            Object result;
            try {
                result = method.invoke(target, arguments);
            } catch (InvocationTargetException e) {
                throw e.getCause();
            }
            if (result instanceof Connection connection) {
                return counted(Connection.class, connection);
            }
            if (result instanceof PreparedStatement statement) {
                return counted(PreparedStatement.class, statement);
            }
            return result instanceof Statement statement ? counted(Statement.class, statement) : result;
        };
        return type.cast(Proxy.newProxyInstance(type.getClassLoader(), new Class<?>[] {type}, handler));
    }
}
