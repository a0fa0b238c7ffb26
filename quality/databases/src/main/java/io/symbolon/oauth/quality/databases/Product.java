// SPDX-License-Identifier: Apache-2.0
package io.symbolon.oauth.quality.databases;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;

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

    /** The database of this name, or the one that is always there. */
    Database database(int port, String name);

    /** The name of the database that is always there. */
    String firstDatabase();
}
