// SPDX-License-Identifier: Apache-2.0
package io.symbolon.oauth.jdbc.internal.store;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Optional;

/** Single statements on a connection, without anything between them and the driver. */
final class Sql {

    private Sql() {}

    /** Sets the parameters of a statement. */
    interface Setting {
        void set(Statements parameters) throws SQLException;
    }

    /** Makes something of a row. */
    interface Reading<T> {
        T read(RowReader row) throws SQLException;
    }

    /** How many rows changed. */
    static int update(Connection connection, String statement, Setting setting) throws SQLException {
        try (PreparedStatement prepared = connection.prepareStatement(statement)) {
            setting.set(new Statements(prepared));
            return prepared.executeUpdate();
        }
    }

    /** The first row, if there is any. */
    static <T> Optional<T> first(Connection connection, String query, Setting setting, Reading<T> reading)
            throws SQLException {
        try (PreparedStatement prepared = connection.prepareStatement(query)) {
            setting.set(new Statements(prepared));
            try (ResultSet rows = prepared.executeQuery()) {
                return rows.next() ? Optional.of(reading.read(new RowReader(rows, 1))) : Optional.empty();
            }
        }
    }
}
