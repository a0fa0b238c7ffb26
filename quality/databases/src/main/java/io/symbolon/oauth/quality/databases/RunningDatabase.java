// SPDX-License-Identifier: Apache-2.0
package io.symbolon.oauth.quality.databases;

import javax.sql.DataSource;

/**
 * A database server with its defaults for durability, on a free port, its data in a folder for temporary files. It is
 * killed and its data deleted when the JVM ends, in whatever way that ends. Safe for use by many threads, but for {@link
 * #kill} and {@link #restart}.
 */
public interface RunningDatabase extends AutoCloseable {

    /** The database that is there from the start. */
    Database database();

    /** An empty database beside the others, which nobody else is told of. */
    Database freshDatabase();

    /**
     * Ends the server as a power failure would, {@code kill -9} for all its processes, or, where it lives in this JVM, a
     * close that writes nothing more. It returns when the server is gone.
     */
    void kill();

    /** Starts the server again on the same data and port, and returns when it answers. */
    void restart();

    /** Ends the server and deletes its data. */
    @Override
    void close();

    /** The JDBC URL of the database that is there from the start. */
    default String url() {
        return database().url();
    }

    /** Who connects. */
    default String user() {
        return database().user();
    }

    /** The user's password. */
    default String password() {
        return database().password();
    }

    /** Opens a new connection each time to the database that is there from the start. */
    default DataSource dataSource() {
        return database().dataSource();
    }
}
