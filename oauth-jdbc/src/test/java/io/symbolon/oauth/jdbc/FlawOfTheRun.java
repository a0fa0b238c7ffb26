// SPDX-License-Identifier: Apache-2.0
package io.symbolon.oauth.jdbc;

import io.symbolon.oauth.quality.databases.Databases;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;

/** Hands a storage with the flaw that {@link SqlFlawsTest} asks for to the constructor of the contract's test. */
final class FlawOfTheRun implements ParameterResolver {

    static final String PARAMETER = "flaw";

    private static final Map<SqlFlaw, OpenStorage> STORAGES = new ConcurrentHashMap<>();

    @Override
    public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
        return parameter.getParameter().getType() == OpenStorage.class;
    }

    @Override
    public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
        SqlFlaw flaw =
                SqlFlaw.valueOf(context.getConfigurationParameter(PARAMETER).orElseThrow());
        return STORAGES.computeIfAbsent(flaw, FlawOfTheRun::storage);
    }

    private static OpenStorage storage(SqlFlaw flaw) {
        return OpenStorage.open(
                JdbcStorage.on(FlawedSql.of(Databases.h2Memory().freshDatabase().dataSource(), flaw))
                        .encryptionKey("test", TestStorage.KEY)
                        .withoutGroupCommit() // which lets nobody in this JVM race for a row
                        .build());
    }
}
