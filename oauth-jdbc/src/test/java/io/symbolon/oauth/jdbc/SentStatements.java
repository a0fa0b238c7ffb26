// SPDX-License-Identifier: Apache-2.0
package io.symbolon.oauth.jdbc;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Pattern;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/** All prepared statements that went through a data source, each with the parameters of one time. */
final class SentStatements {

    private static final Pattern PLAIN_INSERT = Pattern.compile("INSERT (IGNORE )?INTO \\w+ \\([^)]*\\) VALUES .*");

    private final Map<String, Sent> sent = new ConcurrentHashMap<>();

    /**
     * One of them.
     *
     * @param sql the statement
     * @param settings how its parameters were set
     */
    record Sent(String sql, List<Setting> settings) {

        void setParametersOf(PreparedStatement statement) throws SQLException {
            for (Setting setting : settings) {
                invoke(setting.method(), statement, setting.arguments().toArray());
            }
        }
    }

    /** How a parameter was set. */
    private record Setting(Method method, List<Object> arguments) {}

    DataSource through(DataSource dataSource) {
        return proxy(DataSource.class, (method, arguments) -> {
            Object connection = invoke(method, dataSource, arguments);
            return connection instanceof Connection opened ? through(opened) : connection;
        });
    }

    void forget() {
        sent.clear();
    }

    /** The plans of those that read: each statement but plain inserts. */
    List<QueryPlan> plans(Connection connection) throws SQLException {
        List<QueryPlan> plans = new ArrayList<>();
        for (Sent statement : new TreeMap<>(sent).values()) {
            if (!PLAIN_INSERT.matcher(statement.sql()).matches()) {
                plans.add(QueryPlan.of(statement, connection));
            }
        }
        return plans;
    }

    private Connection through(Connection connection) {
        return proxy(Connection.class, (method, arguments) -> {
            Object result = invoke(method, connection, arguments);
            return result instanceof PreparedStatement prepared && arguments != null
                    ? through(prepared, String.valueOf(arguments[0]))
                    : result;
        });
    }

    private PreparedStatement through(PreparedStatement prepared, String sql) {
        List<Setting> settings = new ArrayList<>();
        return proxy(PreparedStatement.class, (method, arguments) -> {
            String name = method.getName();
            if (name.startsWith("set") && arguments != null && arguments.length > 1) {
                settings.add(new Setting(method, Collections.unmodifiableList(Arrays.asList(arguments.clone()))));
            } else if (name.startsWith("execute") || name.equals("addBatch")) {
                sent.putIfAbsent(sql, new Sent(sql, List.copyOf(settings)));
            }
            return invoke(method, prepared, arguments);
        });
    }

    /** A call to the real object. */
    private interface Call {
        @Nullable
        Object to(Method method, Object @Nullable [] arguments) throws SQLException;
    }

    private static <T> T proxy(Class<T> type, Call call) {
        return type.cast(Proxy.newProxyInstance(
                SentStatements.class.getClassLoader(),
                new Class<?>[] {type},
                (proxy, method, arguments) -> call.to(method, arguments)));
    }

    private static @Nullable Object invoke(Method method, Object on, Object @Nullable [] arguments)
            throws SQLException {
        try {
            return method.invoke(on, arguments);
        } catch (InvocationTargetException e) {
            if (e.getCause() instanceof SQLException refused) {
                throw refused;
            }
            throw new AssertionError(e.getCause());
        } catch (IllegalAccessException e) {
            throw new AssertionError(e);
        }
    }
}
