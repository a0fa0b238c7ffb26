// SPDX-License-Identifier: Apache-2.0
package io.symbolon.oauth.quality.databases;

/** The kinds of database that are there to try. */
public enum Engine {
    /** H2 within this JVM, its rows in memory. */
    H2_MEMORY {
        @Override
        public RunningDatabase start() {
            return H2.inMemory();
        }
    },
    /** H2 within this JVM, its rows in a file. */
    H2_FILE {
        @Override
        public RunningDatabase start() {
            return H2.inFiles();
        }
    },
    /** H2 in a JVM of its own, its rows in a file. */
    H2_SERVER {
        @Override
        public RunningDatabase start() {
            return Server.start(new H2Server());
        }
    },
    /** A PostgreSQL server. */
    POSTGRESQL {
        @Override
        public RunningDatabase start() {
            return Server.start(new PostgreSql());
        }
    },
    /** A MariaDB server. */
    MARIADB {
        @Override
        public RunningDatabase start() {
            return Server.start(new MariaDb());
        }
    };

    /** One more of this kind, for whoever wants to kill it. */
    public abstract RunningDatabase start();

    /** The one of this kind that all tests of this JVM share; started when it is first asked for. Nobody may kill it. */
    public RunningDatabase shared() {
        return Databases.shared(this);
    }
}
