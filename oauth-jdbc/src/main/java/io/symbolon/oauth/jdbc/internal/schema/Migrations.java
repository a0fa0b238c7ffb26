// SPDX-License-Identifier: Apache-2.0
package io.symbolon.oauth.jdbc.internal.schema;

import java.sql.SQLException;
import javax.sql.DataSource;

/**
 * Makes and upgrades the tables with Flyway, under a history table of its own. What the application migrates with its own
 * Flyway, and whatever else is in the schema, is neither looked at nor changed; there is no clean, and nothing is read
 * from the application's configuration of Flyway.
 */
public final class Migrations {

    private Migrations() {}

    /** Whether Flyway is on the class path. */
    public static boolean arePossible() {
        try {
            Class.forName("org.flywaydb.core.Flyway", false, Migrations.class.getClassLoader());
            return true;
        } catch (ClassNotFoundException e) {
            return false;
        }
    }

    /**
     * Runs the scripts that have not run yet; of several nodes that start together one does, and the others wait. Tables
     * that a newer version has made stay as they are.
     *
     * @throws SchemaException if a script fails
     */
    public static void migrate(DataSource dataSource, SchemaPlace place) {
        place.schema().ifPresent(schema -> ExistingSchema.named(dataSource, schema));
        try {
            MigrationLock.whileHeld(dataSource, place, () -> FlywayRun.migrate(dataSource, place));
        } catch (SQLException e) {
            throw new SchemaException(place + " could not be locked for an upgrade: " + e.getMessage(), e);
        }
    }
}
