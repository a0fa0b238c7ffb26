// SPDX-License-Identifier: Apache-2.0
package io.symbolon.oauth.jdbc.internal.schema;

import java.sql.Connection;
import java.sql.DatabaseMetaData;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Locale;
import javax.sql.DataSource;

/** A schema that somebody has made before; on MariaDB, a database. */
final class ExistingSchema {

    private ExistingSchema() {}

    /** Its name as the database has it: Flyway quotes it, and then upper and lower case matter. */
    static String named(DataSource dataSource, String schema) {
        try (Connection connection = dataSource.getConnection()) {
            DatabaseMetaData about = connection.getMetaData();
            String name = about.storesUpperCaseIdentifiers()
                    ? schema.toUpperCase(Locale.ROOT)
                    : about.storesLowerCaseIdentifiers() ? schema.toLowerCase(Locale.ROOT) : schema;
            boolean asCatalogs = !about.supportsSchemasInTableDefinitions();
            try (ResultSet names = asCatalogs ? about.getCatalogs() : about.getSchemas()) {
                while (names.next()) {
                    if (names.getString(1).equals(name)) {
                        return name;
                    }
                }
            }
            throw new SchemaException("There is no schema '" + schema + "' in the database. Create it (CREATE SCHEMA "
                    + schema + "), or leave the schema out.");
        } catch (SQLException e) {
            throw new SchemaException("The schemas of the database cannot be listed: " + e.getMessage(), e);
        }
    }
}
