// SPDX-License-Identifier: Apache-2.0
package io.symbolon.oauth.jdbc;

import java.lang.reflect.InvocationHandler;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.Set;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.atomic.LongAdder;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/** The application's connections, which count what is executed on them, and which a test can withhold or let fail. */
final class WatchedDataSource {

    private static final Set<String> EXECUTIONS = Set.of("execute", "executeQuery", "executeUpdate", "executeBatch");

    private final DataSource real;
    private final LongAdder executed = new LongAdder();
    private final AtomicReference<@Nullable SQLException> failure = new AtomicReference<>();
    private final Semaphore asked = new Semaphore(0);
    private final Semaphore given = new Semaphore(0);
    private volatile boolean withholding;

    WatchedDataSource(DataSource real) {
        this.real = real;
    }

    DataSource dataSource() {
        return proxy(DataSource.class, (self, method, arguments) -> {
            if (method.getName().equals("getConnection") && withholding) {
                asked.release();
                given.acquire();
            }
            Object result = call(real, method, arguments);
            return result instanceof Connection connection ? watched(connection) : result;
        });
    }

    /** How many prepared statements and commits were executed. */
    long executed() {
        return executed.sum();
    }

    /** From now on whoever asks for a connection waits for it. */
    void withhold() {
        withholding = true;
    }

    /** Waits until somebody asks for a connection. */
    void awaitRequest() throws InterruptedException {
        asked.acquire();
    }

    /** Gives all who wait what they wait for, and makes nobody wait any more. */
    void letGo() {
        withholding = false;
        given.release(1000);
    }

    /** Lets the next statement fail in this way, before it reaches the database. */
    void failOnce(SQLException how) {
        failure.set(how);
    }

    private Connection watched(Connection connection) {
        return proxy(Connection.class, (self, method, arguments) -> {
            if (method.getName().equals("commit")) {
                executed.increment();
            }
            Object result = call(connection, method, arguments);
            return result instanceof PreparedStatement statement ? watched(statement) : result;
        });
    }

    private PreparedStatement watched(PreparedStatement statement) {
        return proxy(PreparedStatement.class, (self, method, arguments) -> {
            if (EXECUTIONS.contains(method.getName())) {
                executed.increment();
                SQLException wanted = failure.getAndSet(null);
                if (wanted != null) {
                    throw wanted;
                }
            }
            return call(statement, method, arguments);
        });
    }

    private static <T> T proxy(Class<T> type, InvocationHandler handler) {
        return type.cast(Proxy.newProxyInstance(type.getClassLoader(), new Class<?>[] {type}, handler));
    }

    private static Object call(Object target, Method method, Object[] arguments) throws Throwable {
        try {
            return method.invoke(target, arguments);
        } catch (InvocationTargetException e) {
            throw e.getCause();
        }
    }
}
