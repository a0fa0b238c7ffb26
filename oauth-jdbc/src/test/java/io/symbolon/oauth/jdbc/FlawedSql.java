// SPDX-License-Identifier: Apache-2.0
package io.symbolon.oauth.jdbc;

import java.lang.reflect.InvocationHandler;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import javax.sql.DataSource;

/** Connections that break statements in one place before the database sees them. */
final class FlawedSql {

    private FlawedSql() {}

    static DataSource of(DataSource sound, SqlFlaw flaw) {
        return proxy(DataSource.class, sound, flaw);
    }

    private static <T> T proxy(Class<T> type, Object sound, SqlFlaw flaw) {
        InvocationHandler handler = (proxy, method, arguments) -> {
            if (method.getName().equals("prepareStatement")) {
                arguments[0] = flaw.in(String.valueOf(arguments[0]));
            }
            try {
                Object result = method.invoke(sound, arguments);
                return result instanceof Connection ? proxy(Connection.class, result, flaw) : result;
            } catch (InvocationTargetException e) {
                throw e.getCause();
            }
        };
        return type.cast(Proxy.newProxyInstance(FlawedSql.class.getClassLoader(), new Class<?>[] {type}, handler));
    }
}
