// SPDX-License-Identifier: Apache-2.0
package io.symbolon.oauth.jdbc.internal.schema;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Optional;
import java.util.Set;
import javax.sql.DataSource;

/**
 * The version of the tables, as the last script wrote it.
 *
 * @param version the number of the script
 * @param compatibleFrom the oldest version for which a program can have been written that works on these tables too
 */
record SchemaVersion(int version, int compatibleFrom) {

    /** The version that this program was written for: the number of the newest script. */
    static final int NEEDED = 1;

    // PostgreSQL; MariaDB and H2; H2, with a similar name, or none at all; H2 without the schema.
    private static final Set<String> NO_SUCH_TABLE = Set.of("42P01", "42S02", "42S03", "42S04", "90079");

    /** What the table says; absent if there is no such table. */
    static Optional<SchemaVersion> find(DataSource dataSource, SchemaPlace place) {
        String newest =
                "SELECT version, compatible_from FROM " + place.table("schema_version") + " ORDER BY version DESC";
        try (Connection connection = dataSource.getConnection();
                Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(newest)) {
            return rows.next() ? Optional.of(new SchemaVersion(rows.getInt(1), rows.getInt(2))) : Optional.empty();
        } catch (SQLException e) {
            if (NO_SUCH_TABLE.contains(e.getSQLState())) {
                return Optional.empty();
            }
            throw new SchemaException(
                    "The version of " + place + " cannot be read: " + e.getMessage()
                            + ". Check that the database is up, and that the user may read and write its tables.",
                    e);
        }
    }

    /** Whether a program that was written for the needed version works on these tables. */
    boolean isTooNew() {
        return compatibleFrom > NEEDED;
    }

    boolean isTooOld() {
        return version < NEEDED;
    }
}
