// SPDX-License-Identifier: Apache-2.0
package io.symbolon.oauth.jdbc.internal.store;

import java.time.Instant;
import java.util.List;

/** Deletes rows whose time is over, if this node has the lease. */
final class Pruning {

    private final Database database;
    private final int issuer;
    private final Lease lease;
    private final List<String> deletions;

    /**
     * Of these tables, in this order.
     *
     * @param holder names this node
     */
    Pruning(Database database, int issuer, String lease, byte[] holder, List<String> tables) {
        this.database = database;
        this.issuer = issuer;
        this.lease = new Lease(database, issuer, lease, holder);
        this.deletions = tables.stream().map(table -> deletion(database, table)).toList();
    }

    private static String deletion(Database database, String table) {
        // A mark on a subject goes when nothing is left that it can have ended.
        boolean marks = table.equals("subject_mark");
        String column = marks ? "marked_at" : "kept_until";
        String bound = marks ? "? - (SELECT i.longest_life FROM {issuer} i WHERE i.id = issuer)" : "?";
        String condition = "issuer = ? AND " + column + " <= " + bound;
        return database.sql(database.dialect().deletion("{" + table + "}", condition, column));
    }

    /** How many rows it deleted, at most this many. */
    int prune(Instant now, int max) {
        return database.withHandle(handle -> {
            if (!lease.isHeld(now, handle.getConnection())) {
                return 0;
            }
            int deleted = 0;
            for (String deletion : deletions) {
                if (deleted < max) {
                    int left = max - deleted;
                    deleted += Sql.update(
                            handle.getConnection(),
                            deletion,
                            parameters -> parameters
                                    .number(issuer)
                                    .bigNumber(Times.millis(now))
                                    .number(left));
                }
            }
            return deleted;
        });
    }
}
