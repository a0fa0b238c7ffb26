// SPDX-License-Identifier: Apache-2.0
package io.symbolon.oauth.quality.databases;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What there is to know about one make of database server. */
interface Product {

    /** Its name, fit for a file. */
    String name();

    /** Writes an empty database cluster into this folder, which is its own. */
    void install(Path folder);

    /** The command that runs the server in the foreground on what was installed into the folder. */
    List<String> command(Path folder, int port);

    /** What the server wants in its environment. */
    Map<String, String> environment();

    /** The statement that makes a database of this name; absent if the first connection does. */
    default Optional<String> creation(String name) {
        return Optional.of("CREATE DATABASE " + name);
    }

    /** The database of this name, or the one that is always there. */
    Database database(int port, String name);

    /** The name of the database that is always there. */
    String firstDatabase();
}
