// SPDX-License-Identifier: Apache-2.0
package io.symbolon.oauth.jdbc;

import io.symbolon.oauth.api.Secret;
import java.time.Duration;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import javax.sql.DataSource;

/**
 * Where rows are kept, and how: the settings of {@link JdbcStorageModule}. All servers that are given the same storage share
 * one pool of connections and put their commits together: the first of them opens the database, the last one closes it. See
 * {@code docs/jdbc.md}. Safe for use by many threads.
 */
public final class JdbcStorage {

    /** What becomes of the tables when the server starts. */
    public enum Migration {
        /** They are made and upgraded where Flyway is on the class path; without it they are checked. */
        WHERE_POSSIBLE,
        /** They are made and upgraded; without Flyway the start stops. */
        REQUIRED,
        /** They are checked: somebody else makes them. */
        CHECK_ONLY
    }

    private final Optional<DataSource> dataSource;
    private final Optional<ConnectionPool> pool;
    private final Optional<String> schema;
    private final String tablePrefix;
    private final Map<String, Secret> encryptionKeys;
    private final Migration migration;
    private final boolean groupCommit;
    private final Duration staleness;
    private final SharedDatabase shared = new SharedDatabase();

    private JdbcStorage(Builder builder) {
        this.dataSource = builder.dataSource;
        this.pool = builder.pool();
        this.schema = builder.schema;
        this.tablePrefix = builder.tablePrefix;
        this.encryptionKeys = new LinkedHashMap<>(builder.encryptionKeys);
        this.migration = builder.migration;
        this.groupCommit = builder.groupCommit;
        this.staleness = builder.staleness;
    }

    /** Starts with the application's own pool of connections, which stays open when the server closes. */
    public static Builder on(DataSource dataSource) {
        Builder builder = new Builder(Optional.empty());
        builder.dataSource = Optional.of(dataSource);
        return builder;
    }

    /** Starts with a database of which the server keeps a pool of connections of its own. */
    public static Builder at(String jdbcUrl) {
        if (!jdbcUrl.startsWith("jdbc:")) {
            throw new IllegalArgumentException("a database is named by a JDBC URL, such as jdbc:postgresql://host/db");
        }
        return new Builder(Optional.of(jdbcUrl));
    }

    /** The application's own connections; absent where the server keeps a pool. */
    public Optional<DataSource> dataSource() {
        return dataSource;
    }

    /** The server's own pool; absent where the application brings its connections. */
    public Optional<ConnectionPool> pool() {
        return pool;
    }

    /** The schema of the tables, a database on MariaDB; absent for the one that connections start in. */
    public Optional<String> schema() {
        return schema;
    }

    /** What the name of each table begins with. */
    public String tablePrefix() {
        return tablePrefix;
    }

    /** The keys that encrypt signing keys, by their identifiers, the one in use first. */
    public Map<String, Secret> encryptionKeys() {
        return new LinkedHashMap<>(encryptionKeys);
    }

    public Migration migration() {
        return migration;
    }

    /** Whether token responses that arrive together share a commit of the database. */
    public boolean isGroupCommit() {
        return groupCommit;
    }

    /** How late a change of clients, scopes, resources and keys that another node made is seen at most. */
    public Duration staleness() {
        return staleness;
    }

    /** What is going on in the database now, and what was done since this storage was built; costs next to nothing. */
    public JdbcMetrics metrics() {
        return JdbcMetrics.of(shared);
    }

    SharedDatabase shared() {
        return shared;
    }

    /** Where the tables are, never how to get there. */
    @Override
    public String toString() {
        return "tables " + schema.map(name -> name + ".").orElse("") + tablePrefix + "*";
    }

    /** Collects the settings; each method says what it refuses. */
    public static final class Builder {

        private static final Pattern SCHEMA = Pattern.compile("[A-Za-z_][A-Za-z0-9_]{0,62}");
        private static final Pattern PREFIX = Pattern.compile("[a-z][a-z0-9_]{0,30}");
        private static final Pattern KEY_ID = Pattern.compile("[\\x21-\\x7E]{1,64}");

        private final Optional<String> url;
        private final Map<String, Secret> encryptionKeys = new LinkedHashMap<>();
        private Optional<DataSource> dataSource = Optional.empty();
        private Optional<String> user = Optional.empty();
        private Optional<Secret> password = Optional.empty();
        private int connections = Math.max(10, 2 * Runtime.getRuntime().availableProcessors() + 2);
        private Duration connectionTimeout = Duration.ofSeconds(5);
        private Optional<String> schema = Optional.empty();
        private String tablePrefix = "oauth_";
        private Migration migration = Migration.WHERE_POSSIBLE;
        private boolean groupCommit = true;
        private Duration staleness = Duration.ofSeconds(5);

        private Builder(Optional<String> url) {
            this.url = url;
        }

        /** Who connects, where the URL does not say it. */
        public Builder user(String name) {
            requireOwnPool("a user");
            this.user = Optional.of(name);
            return this;
        }

        public Builder password(Secret secret) {
            requireOwnPool("a password");
            this.password = Optional.of(secret);
            return this;
        }

        /** The most connections at the same time; 4 or more, since that many are needed where tables are made. */
        public Builder connections(int most) {
            requireOwnPool("a number of connections");
            if (most < 4) {
                throw new IllegalArgumentException("a pool has 4 connections or more");
            }
            this.connections = most;
            return this;
        }

        /** How long a request waits for a connection before it is answered with 503; 250 milliseconds or more. */
        public Builder connectionTimeout(Duration timeout) {
            requireOwnPool("a connection timeout");
            if (timeout.compareTo(Duration.ofMillis(250)) < 0) {
                throw new IllegalArgumentException("the connection timeout is 250 ms or more");
            }
            this.connectionTimeout = timeout;
            return this;
        }

        /** The schema of the tables; on MariaDB, a database. Letters, digits and underscores. */
        public Builder schema(String name) {
            if (!SCHEMA.matcher(name).matches()) {
                throw new IllegalArgumentException("a schema's name has letters, digits and underscores, at most 63");
            }
            this.schema = Optional.of(name);
            return this;
        }

        /** What the name of each table begins with, {@code oauth_} by default. */
        public Builder tablePrefix(String prefix) {
            if (!PREFIX.matcher(prefix).matches()) {
                throw new IllegalArgumentException(
                        "a table prefix has 1 to 31 lower-case letters, digits and underscores, a letter first");
            }
            this.tablePrefix = prefix;
            return this;
        }

        /**
         * A key that encrypts signing keys. The first one that is given encrypts; the others only decrypt what was encrypted
         * with them before, so that a key can be replaced.
         *
         * @param id names the key in the table; never use it for another one
         * @param key 32 random bytes in base64, such as {@code openssl rand -base64 32} makes them
         */
        public Builder encryptionKey(String id, Secret key) {
            if (!KEY_ID.matcher(id).matches()) {
                throw new IllegalArgumentException(
                        "an encryption key's identifier has 1 to 64 visible ASCII characters");
            }
            if (!has32Bytes(key)) {
                throw new IllegalArgumentException("the encryption key '" + id
                        + "' must be 32 random bytes in base64; make one with: openssl rand -base64 32");
            }
            if (encryptionKeys.putIfAbsent(id, key) != null) {
                throw new IllegalArgumentException("there are two encryption keys with the identifier '" + id + "'");
            }
            return this;
        }

        public Builder migration(Migration atStart) {
            this.migration = atStart;
            return this;
        }

        /** Gives each token response a commit of the database of its own. */
        public Builder withoutGroupCommit() {
            this.groupCommit = false;
            return this;
        }

        /** How late a change that another node made may be seen, 5 seconds by default; zero looks each time. */
        public Builder staleness(Duration most) {
            if (most.isNegative() || most.compareTo(Duration.ofMinutes(5)) > 0) {
                throw new IllegalArgumentException("the staleness is between 0 and 5 minutes");
            }
            this.staleness = most;
            return this;
        }

        public JdbcStorage build() {
            return new JdbcStorage(this);
        }

        private Optional<ConnectionPool> pool() {
            return url.map(at -> new ConnectionPool(at, user, password, connections, connectionTimeout));
        }

        private void requireOwnPool(String what) {
            if (dataSource.isPresent()) {
                throw new IllegalArgumentException(
                        what + " belongs to the application's own data source; set it there");
            }
        }

        private static boolean has32Bytes(Secret key) {
            try {
                return Base64.getDecoder().decode(key.reveal()).length == 32;
            } catch (IllegalArgumentException e) {
                return false;
            }
        }
    }

    /**
     * A pool of the server's own.
     *
     * @param url the JDBC URL
     * @param user who connects
     * @param password of the user
     * @param connections the most at the same time
     * @param timeout how long somebody waits for one
     */
    public record ConnectionPool(
            String url, Optional<String> user, Optional<Secret> password, int connections, Duration timeout) {

        /** Nothing of it: a URL may hold a password. */
        @Override
        public String toString() {
            return "pool of " + connections + " connections";
        }
    }
}
