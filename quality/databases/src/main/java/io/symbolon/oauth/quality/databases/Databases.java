// SPDX-License-Identifier: Apache-2.0
package io.symbolon.oauth.quality.databases;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** The databases that all tests of a JVM share, each started when it is first asked for. */
public final class Databases {

    private static final Map<Engine, RunningDatabase> SHARED = new ConcurrentHashMap<>();

    private Databases() {}

    /** PostgreSQL, of the newest major version that there are binaries of. */
    public static RunningDatabase postgres() {
        return shared(Engine.POSTGRESQL);
    }

    /** MariaDB 11. */
    public static RunningDatabase mariaDb() {
        return shared(Engine.MARIADB);
    }

    /** H2 with its rows in a file. */
    public static RunningDatabase h2File() {
        return shared(Engine.H2_FILE);
    }

    /** H2 with its rows in memory. */
    public static RunningDatabase h2Memory() {
        return shared(Engine.H2_MEMORY);
    }

    static RunningDatabase shared(Engine engine) {
        return SHARED.computeIfAbsent(engine, Engine::start);
    }
}
