// SPDX-License-Identifier: Apache-2.0
package io.symbolon.oauth.jdbc.internal.store;

import java.nio.ByteBuffer;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Inserts of many rows in one statement. A row that is there already was written by the same commit, and stays. */
final class RowInserts {

    private static final int ROWS_AT_ONCE = 64;

    private final Database database;

    RowInserts(Database database) {
        this.database = database;
    }

    /** Inserts all of it, or nothing, in a transaction of its own. */
    int insertAlone(CommitRows rows) throws SQLException {
        boolean oneStatement = rows.tables() == CommitRows.INTO_ACCESS_TOKEN
                && rows.accessTokens().size() <= ROWS_AT_ONCE;
        return repeatedForDuplicates(careful -> oneStatement && !careful
                ? database.raw(handle -> insert(rows, false, handle.getConnection()))
                : database.rawInTransaction(handle -> insert(rows, careful, handle.getConnection())));
    }

    /** Does it once more, looking before it inserts, where a row was there already. */
    <T> T repeatedForDuplicates(Inserting<T> work) throws SQLException {
        boolean careful = false;
        while (true) {
            try {
                return work.insert(careful);
            } catch (SQLException e) {
                if (!Dialect.isDuplicateKey(e)) {
                    throw e;
                }
                careful = true;
            }
        }
    }

    int insert(CommitRows rows, boolean careful, Connection connection) throws SQLException {
        insert(TokenRows.GRANT, rows.grants(), careful, connection);
        insert(TokenRows.REDEEMABLE, rows.redeemables(), careful, connection);
        insert(TokenRows.ACCESS_TOKEN, rows.accessTokens(), careful, connection);
        return rows.tables();
    }

    private <R> void insert(RowShape<R> shape, List<Placed<R>> all, boolean careful, Connection connection)
            throws SQLException {
        List<Placed<R>> rows = careful ? absent(shape, all, connection) : all;
        for (int first = 0; first < rows.size(); first += ROWS_AT_ONCE) {
            List<Placed<R>> some = rows.subList(first, Math.min(rows.size(), first + ROWS_AT_ONCE));
            String values =
                    "(" + String.join(", ", Collections.nCopies(shape.columns().size() + 1, "?")) + ")";
            String statement = database.sql("INSERT INTO {" + shape.table() + "} (issuer, " + shape.columnList("")
                    + ") VALUES " + String.join(", ", Collections.nCopies(some.size(), values)));
            try (PreparedStatement prepared = connection.prepareStatement(statement)) {
                Statements parameters = new Statements(prepared);
                for (Placed<R> row : some) {
                    parameters.number(row.issuer()).row(shape, row.noun());
                }
                database.counts().timed(prepared::executeUpdate);
            }
        }
    }

    private <R> List<Placed<R>> absent(RowShape<R> shape, List<Placed<R>> rows, Connection connection)
            throws SQLException {
        List<Placed<R>> absent = new ArrayList<>();
        Set<List<Object>> seen = new HashSet<>();
        try (PreparedStatement looking = connection.prepareStatement(
                database.sql("SELECT 1 FROM {" + shape.table() + "} WHERE issuer = ? AND id = ?"))) {
            for (Placed<R> row : rows) {
                byte[] key = shape.keyOf(row.noun());
                new Statements(looking).number(row.issuer()).bytes(key);
                try (ResultSet found = database.counts().timed(looking::executeQuery)) {
                    if (!found.next() && seen.add(List.of(row.issuer(), ByteBuffer.wrap(key)))) {
                        absent.add(row);
                    }
                }
            }
        }
        return absent;
    }

    /** Work that inserts, carefully or not. */
    interface Inserting<T> {
        T insert(boolean careful) throws SQLException;
    }
}
