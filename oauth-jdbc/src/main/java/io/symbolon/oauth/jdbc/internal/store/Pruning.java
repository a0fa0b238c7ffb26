// SPDX-License-Identifier: Apache-2.0
package io.symbolon.oauth.jdbc.internal.store;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;

/** Deletes rows whose time is over, if this node has the lease. */
final class Pruning {

    private final Database database;
    private final int issuer;
    private final Lease lease;
    private final List<Deletion> deletions;

    /**
     * Of these tables, in this order.
     *
     * @param holder names this node
     */
    Pruning(Database database, int issuer, String lease, byte[] holder, List<String> tables) {
        this.database = database;
        this.issuer = issuer;
        this.lease = new Lease(database, issuer, lease, holder);
        this.deletions =
                tables.stream().map(table -> Deletion.from(table, database)).toList();
    }

    /** How many rows it deleted, at most this many. */
    int prune(Instant now, int max) {
        return database.withHandle(handle -> {
            if (!lease.isHeld(now, handle.getConnection())) {
                return 0;
            }
            int deleted = 0;
            for (Deletion deletion : deletions) {
                if (deleted < max) {
                    int left = max - deleted;
                    Connection connection = handle.getConnection();
                    deleted += database.counts().timed(() -> deletion.delete(issuer, now, left, connection));
                }
            }
            database.counts().pruned(deleted);
            return deleted;
        });
    }

    /** Deletes from one table. */
    private record Deletion(String statement, boolean marks) {

        static Deletion from(String table, Database database) {
            // A mark on a subject goes when nothing is left that it can have ended.
            boolean marks = table.equals("subject_mark");
            String column = marks ? "marked_at" : "kept_until";
            String bound = marks ? "? - (SELECT longest_life FROM {issuer} WHERE id = ?)" : "?";
            String condition = "issuer = ? AND " + column + " <= " + bound;
            return new Deletion(database.sql(database.dialect().deletion("{" + table + "}", condition, column)), marks);
        }

        int delete(int issuer, Instant now, int max, Connection connection) throws SQLException {
            return Sql.update(connection, statement, parameters -> {
                parameters.number(issuer).bigNumber(Times.millis(now));
                if (marks) {
                    parameters.number(issuer);
                }
                parameters.number(max);
            });
        }
    }
}
