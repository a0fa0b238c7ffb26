// SPDX-License-Identifier: Apache-2.0
package io.symbolon.oauth.jdbc;

import io.symbolon.oauth.api.Secret;
import io.symbolon.oauth.quality.databases.Database;
import io.symbolon.oauth.quality.databases.Databases;
import io.symbolon.oauth.quality.databases.RunningDatabase;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** A database of each make that all tests of a JVM share; each test has issuers of its own. */
enum TestStorage {
    H2,
    POSTGRESQL,
    MARIADB;

    /** 32 bytes that nobody may use but tests. */
    static final Secret KEY = Secret.of("AAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh8=");

    private static final Map<TestStorage, OpenStorage> SHARED = new ConcurrentHashMap<>();
    private static final Map<TestStorage, OpenStorage> ONE_BY_ONE = new ConcurrentHashMap<>();

    private RunningDatabase server() {
        return switch (this) {
            case H2 -> Databases.h2Memory();
            case POSTGRESQL -> Databases.postgres();
            case MARIADB -> Databases.mariaDb();
        };
    }

    /** One that is open as long as the JVM. */
    OpenStorage shared() {
        return SHARED.computeIfAbsent(
                this,
                make -> OpenStorage.open(
                        make.settings(make.server().freshDatabase()).build()));
    }

    /** The same without group commit, which would let nobody in this JVM race for a row. */
    OpenStorage oneByOne() {
        return ONE_BY_ONE.computeIfAbsent(
                this,
                make -> OpenStorage.open(make.settings(make.server().freshDatabase())
                        .withoutGroupCommit()
                        .build()));
    }

    /** An empty database that outlives its connections. */
    Database fresh() {
        return this == H2 ? Databases.h2File().freshDatabase() : server().freshDatabase();
    }

    /** Settings for a database, with a pool that is large enough for races of eight. */
    JdbcStorage.Builder settings(Database database) {
        return JdbcStorage.at(database.url())
                .user(database.user())
                .password(Secret.of(database.password()))
                .connections(10)
                .connectionTimeout(Duration.ofSeconds(10))
                .encryptionKey("test", KEY);
    }
}
