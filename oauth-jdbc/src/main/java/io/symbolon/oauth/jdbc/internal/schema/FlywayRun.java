// SPDX-License-Identifier: Apache-2.0
package io.symbolon.oauth.jdbc.internal.schema;

import java.nio.charset.StandardCharsets;
import java.util.Optional;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.FlywayException;
import org.flywaydb.core.api.configuration.FluentConfiguration;

/** Flyway's part; nobody loads this class where Flyway is missing. */
final class FlywayRun {

    private static final String NOTHING_YET = "0";

    private FlywayRun() {}

    /** Runs the scripts that have not run yet. The caller sees to it that nobody else does at the same time. */
    static void migrate(DataSource dataSource, SchemaPlace place) {
        Optional<SchemaVersion> found = SchemaVersion.find(dataSource, place);
        try {
            configuration(dataSource, place, found).load().migrate();
        } catch (FlywayException e) {
            throw new SchemaException(
                    place + " could not be made or upgraded. If Flyway finds no database plug-in, add"
                            + " flyway-database-postgresql or flyway-mysql to the class path. Flyway says: "
                            + e.getMessage(),
                    e);
        }
    }

    private static FluentConfiguration configuration(
            DataSource dataSource, SchemaPlace place, Optional<SchemaVersion> found) {
        FluentConfiguration configuration = Flyway.configure(FlywayRun.class.getClassLoader())
                .dataSource(dataSource)
                .encoding(StandardCharsets.UTF_8)
                .table(place.prefix() + "schema_history")
                .locations("classpath:" + place.folder())
                .failOnMissingLocations(true)
                .callbackLocations(new String[0])
                .placeholders(place.placeholders())
                .cleanDisabled(true)
                .createSchemas(false)
                // A history that begins among tables of others, or after somebody has run the scripts by hand, needs a
                // first entry that says up to which script nothing is left to do. Others' tables are never part of it.
                .baselineOnMigrate(true)
                .baselineVersion(
                        found.map(SchemaVersion::version).map(String::valueOf).orElse(NOTHING_YET))
                .baselineDescription("what was there before");
        place.schema().ifPresent(schema -> configuration.defaultSchema(ExistingSchema.named(dataSource, schema)));
        return configuration;
    }
}
