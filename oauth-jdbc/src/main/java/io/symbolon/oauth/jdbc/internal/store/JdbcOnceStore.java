// SPDX-License-Identifier: Apache-2.0
package io.symbolon.oauth.jdbc.internal.store;

import io.symbolon.oauth.api.Digest;
import io.symbolon.oauth.api.store.OnceStore;
import java.sql.Connection;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** Once-only markers in a table. */
public final class JdbcOnceStore implements OnceStore {

    private final Database database;
    private final int issuer;
    private final Pruning pruning;
    private final SingleInsert insertion;
    private final String renewal;
    private final String existence;

    /**
     * The store of this issuer.
     *
     * @param holder names this node, for leases
     */
    public JdbcOnceStore(Database database, int issuer, byte[] holder) {
        this.database = database;
        this.issuer = issuer;
        this.pruning = new Pruning(database, issuer, "markers", holder, List.of("once_marker"));
        this.insertion = new SingleInsert(database, "{once_marker} (issuer, id, kept_until)", 3);
        this.renewal =
                database.sql("UPDATE {once_marker} SET kept_until = ? WHERE issuer = ? AND id = ? AND kept_until <= ?");
        this.existence = database.sql("SELECT 1 FROM {once_marker} WHERE issuer = ? AND id = ?");
    }

    @Override
    public Burned burn(Digest marker, Instant keptUntil, Instant at) {
        byte[] id = marker.toBytes();
        long until = Times.millis(keptUntil);
        return database.withHandle(handle -> {
            Connection connection = handle.getConnection();
            Optional<Burned> burned = Optional.empty();
            while (burned.isEmpty()) {
                boolean first = insertion.isInserted(
                                connection,
                                parameters ->
                                        parameters.number(issuer).bytes(id).bigNumber(until))
                        || database.update(
                                        connection,
                                        renewal,
                                        parameters -> parameters
                                                .bigNumber(until)
                                                .number(issuer)
                                                .bytes(id)
                                                .bigNumber(Times.millis(at)))
                                == 1;
                // One that is neither new nor old nor there was pruned in between: it is tried again.
                burned = first
                        ? Optional.of(Burned.FIRST_TIME)
                        : database.first(
                                connection,
                                existence,
                                parameters -> parameters.number(issuer).bytes(id),
                                row -> Burned.AGAIN);
            }
            return burned.get();
        });
    }

    @Override
    public int prune(Instant now, int max) {
        return pruning.prune(now, max);
    }
}
