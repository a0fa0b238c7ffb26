// SPDX-License-Identifier: Apache-2.0
package io.symbolon.oauth.jdbc.internal.schema;

import java.util.Map;
import java.util.Optional;

/**
 * Where the tables are.
 *
 * @param scripts the folder of the scripts for this database: {@code h2}, {@code postgresql} or {@code mariadb}
 * @param schema the schema, as it is written in a statement without quotes; absent for the one that connections start in
 * @param prefix what the name of each table begins with
 */
public record SchemaPlace(String scripts, Optional<String> schema, String prefix) {

    /** The table's whole name, fit for a statement. */
    public String table(String name) {
        return schema.map(qualifier -> qualifier + ".").orElse("") + prefix + name;
    }

    /** What the scripts leave open. */
    Map<String, String> placeholders() {
        return Map.of("table", table(""), "prefix", prefix);
    }

    /** Where the scripts are on the class path. */
    String folder() {
        return "io/symbolon/oauth/jdbc/migration/" + scripts;
    }

    @Override
    public String toString() {
        return "the tables " + table("") + "*";
    }
}
