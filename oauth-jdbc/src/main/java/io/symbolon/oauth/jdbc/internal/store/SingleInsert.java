// SPDX-License-Identifier: Apache-2.0
package io.symbolon.oauth.jdbc.internal.store;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.Collections;

/** Inserts one row, unless there is one under its key. */
final class SingleInsert {

    private final Database database;
    private final String statement;

    SingleInsert(Database database, String into, int columns) {
        this.database = database;
        this.statement = database.sql(database.dialect()
                .insertion(into, "VALUES (" + String.join(", ", Collections.nCopies(columns, "?")) + ")"));
    }

    /** Whether the row is new. The database may have to wait for another one that inserts the same key. */
    boolean isInserted(Connection connection, Sql.Setting setting) throws SQLException {
        try {
            return database.update(connection, statement, setting) == 1;
        } catch (SQLException e) {
            if (Dialect.isDuplicateKey(e)) {
                return false;
            }
            throw e;
        }
    }
}
