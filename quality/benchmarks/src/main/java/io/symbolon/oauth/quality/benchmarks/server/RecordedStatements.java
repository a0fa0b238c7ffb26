// SPDX-License-Identifier: Apache-2.0
package io.symbolon.oauth.quality.benchmarks.server;

import io.symbolon.oauth.quality.databases.Database;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentSkipListSet;
import javax.sql.DataSource;

/** The statements that go through a data source, and how PostgreSQL would run them whatever their parameters are. */
public final class RecordedStatements {

    private final Database database;
    private final Set<String> prepared = new ConcurrentSkipListSet<>();

    public RecordedStatements(Database database) {
        this.database = database;
    }

    /** The same database; what is prepared on its connections is on record. */
    public DataSource recording() {
        return proxy(DataSource.class, database.dataSource());
    }

    /** Forgets what was recorded. */
    public void forget() {
        prepared.clear();
    }

    /** The lines of the plans that name a table or an index, each of them once. */
    public List<String> accesses() {
        List<String> accesses = new ArrayList<>();
        try (Connection connection = connection();
                Statement statement = connection.createStatement()) {
            for (String recorded : prepared) {
                String query = "EXPLAIN (GENERIC_PLAN, COSTS OFF) " + numbered(recorded);
                try (ResultSet plan = statement.executeQuery(query)) {
                    while (plan.next()) {
                        accesses.add(plan.getString(1).replace("->", "").trim());
                    }
                }
            }
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
        return accesses.stream()
                .filter(line -> line.contains("Scan") && line.contains(" on "))
                .filter(line -> line.contains("oauth_"))
                .distinct()
                .toList();
    }

    /** Without the protocol that would ask for the parameters. */
    private Connection connection() throws SQLException {
        return DriverManager.getConnection(
                database.url() + "?preferQueryMode=simple", database.user(), database.password());
    }

    /** The server's own way to write parameters. */
    private static String numbered(String statement) {
        String[] parts = statement.split("\\?", -1);
        StringBuilder text = new StringBuilder(parts[0]);
        for (int i = 1; i < parts.length; i++) {
            text.append('$').append(i).append(parts[i]);
        }
        return text.toString();
    }

    private <T> T proxy(Class<T> type, T real) {
        return type.cast(Proxy.newProxyInstance(
                type.getClassLoader(), new Class<?>[] {type}, (proxy, method, arguments) -> {
                    if (method.getName().equals("prepareStatement")) {
                        prepared.add((String) arguments[0]);
                    }
                    try {
                        Object result = method.invoke(real, arguments);
                        return result instanceof Connection connection ? proxy(Connection.class, connection) : result;
                    } catch (InvocationTargetException e) {
                        throw e.getCause();
                    }
                }));
    }
}
