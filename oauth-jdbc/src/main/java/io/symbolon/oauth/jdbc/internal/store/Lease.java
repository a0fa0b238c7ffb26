// SPDX-License-Identifier: Apache-2.0
package io.symbolon.oauth.jdbc.internal.store;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;

/**
 * Lets one node at a time do what need not be done twice. Who has the lease keeps it by using it; when a node is gone, another
 * one gets it after five minutes.
 */
final class Lease {

    private static final Duration TIME = Duration.ofMinutes(5);

    private final Database database;
    private final int issuer;
    private final String name;
    private final byte[] holder;
    private final String renewal;
    private final SingleInsert first;

    /** The lease of this name, for this node. */
    Lease(Database database, int issuer, String name, byte[] holder) {
        this.database = database;
        this.issuer = issuer;
        this.name = name;
        this.holder = holder.clone();
        this.renewal = database.sql("UPDATE {lease} SET holder = ?, held_until = ?"
                + " WHERE issuer = ? AND name = ? AND (holder = ? OR held_until <= ?)");
        this.first = new SingleInsert(database, "{lease} (issuer, name, holder, held_until)", 4);
    }

    /** Whether this node has it now. */
    boolean isHeld(Instant now, Connection connection) throws SQLException {
        long until = Times.millis(now.plus(TIME));
        int renewed = database.update(
                connection,
                renewal,
                parameters -> parameters
                        .bytes(holder)
                        .bigNumber(until)
                        .number(issuer)
                        .text(name)
                        .bytes(holder)
                        .bigNumber(Times.millis(now)));
        return renewed == 1
                || first.isInserted(
                        connection,
                        parameters -> parameters
                                .number(issuer)
                                .text(name)
                                .bytes(holder)
                                .bigNumber(until));
    }
}
