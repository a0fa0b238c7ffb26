// SPDX-License-Identifier: Apache-2.0
package io.symbolon.oauth.jdbc.internal.schema;

import java.util.stream.Collectors;
import java.util.stream.IntStream;
import javax.sql.DataSource;

/** Stops the start on tables that this version cannot work with. */
public final class SchemaCheck {

    private SchemaCheck() {}

    /**
     * Returns if the tables are there and of a version that fits.
     *
     * @throws SchemaException if not
     */
    public static void check(DataSource dataSource, SchemaPlace place) {
        SchemaVersion found = SchemaVersion.find(dataSource, place)
                .orElseThrow(() -> new SchemaException("There is no table " + place.table("schema_version") + ": "
                        + place + " have not been made, or are in another schema or under another prefix. "
                        + remedy(place, 1)));
        if (found.isTooNew()) {
            throw new SchemaException(
                    place + " have version " + found.version() + ", which works with programs for version "
                            + found.compatibleFrom() + " and later; this one is for version " + SchemaVersion.NEEDED
                            + ". A newer Symbolon has upgraded them: start that one, or another database.");
        }
        if (found.isTooOld()) {
            throw new SchemaException(place + " have version " + found.version() + "; version " + SchemaVersion.NEEDED
                    + " is needed. " + remedy(place, found.version() + 1));
        }
    }

    private static String remedy(SchemaPlace place, int from) {
        String scripts = IntStream.rangeClosed(from, SchemaVersion.NEEDED)
                .mapToObj(number -> place.folder() + "/V" + number + "__*.sql")
                .collect(Collectors.joining(", "));
        return "Either put Flyway on the class path (flyway-core, and flyway-database-postgresql or flyway-mysql with it) and"
                + " let it migrate at start, or run these scripts of the oauth-jdbc jar, in this order, with ${table} replaced"
                + " by '" + place.table("") + "' and ${prefix} by '" + place.prefix() + "': " + scripts
                + ". See docs/jdbc.md.";
    }
}
