// SPDX-License-Identifier: Apache-2.0
package io.symbolon.oauth.jdbc.internal.store;

import io.symbolon.oauth.api.ClientId;
import io.symbolon.oauth.api.client.Client;
import io.symbolon.oauth.api.store.ClientStore;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.HandleCallback;

/** Clients in a table, and the origins of active ones in another. */
public final class JdbcClientStore implements ClientStore {

    private final Database database;
    private final int issuer;
    private final Fresh<ClientId, Client> clients;
    private final Fresh<String, Boolean> origins;
    private final SingleInsert insertion;
    private final SingleInsert originInsertion;
    private final KeyedQuery<ClientId, Client> search;
    private final String originSearch;

    /**
     * The store of this issuer.
     *
     * @param staleness how late another node's change is seen at most
     */
    public JdbcClientStore(Database database, int issuer, Duration staleness) {
        this.database = database;
        this.issuer = issuer;
        this.clients = new Fresh<>(staleness, System::nanoTime);
        this.origins = new Fresh<>(staleness, System::nanoTime);
        this.insertion =
                new SingleInsert(database, "{client} (issuer, client, active, tokens_valid_from, registration)", 5);
        this.originInsertion = new SingleInsert(database, "{client_origin} (issuer, origin, client)", 3);
        this.search = new KeyedQuery<>(
                database,
                issuer,
                "SELECT c.client, c.active, c.tokens_valid_from, c.registration FROM {client} c",
                "c",
                new Column("client", Column.Kind.TEXT),
                ClientId::value,
                JdbcClientStore::read);
        this.originSearch =
                database.sql("SELECT 1 FROM {client_origin} WHERE issuer = ? AND origin = ? FETCH FIRST 1 ROWS ONLY");
    }

    @Override
    public Optional<Client> find(ClientId clientId) {
        return clients.find(clientId, search::find);
    }

    private static Client read(RowReader row) throws SQLException {
        ClientId id = row.client();
        boolean active = row.number() == 1;
        Instant tokensValidFrom = row.time();
        return Registration.client(id, active, tokensValidFrom, row.text());
    }

    @Override
    public boolean isCorsOriginRegistered(String origin) {
        return origins.find(
                        origin,
                        name -> database.withHandle(handle -> database.first(
                                handle.getConnection(),
                                originSearch,
                                parameters -> parameters.number(issuer).text(name),
                                row -> true)))
                .isPresent();
    }

    @Override
    public Change add(Client client) {
        return changed(handle -> {
            boolean added = insertion.isInserted(
                    handle.getConnection(),
                    parameters -> parameters
                            .number(issuer)
                            .text(client.clientId().value())
                            .number(client.isActive() ? 1 : 0)
                            .bigNumber(Times.millis(client.tokensValidFrom()))
                            .text(Registration.text(client)));
            if (added) {
                addOrigins(client, handle.getConnection());
            }
            return added ? Change.DONE : Change.EXISTS;
        });
    }

    @Override
    public Change replace(Client client) {
        return changed(handle -> {
            // The row's lock is held until the origins fit again.
            int replaced = handle.createUpdate(database.sql("UPDATE {client} SET active = :active,"
                            + " tokens_valid_from = GREATEST(tokens_valid_from, :validFrom),"
                            + " registration = :registration WHERE issuer = :issuer AND client = :client"))
                    .bind("active", client.isActive() ? 1 : 0)
                    .bind("validFrom", Times.millis(client.tokensValidFrom()))
                    .bind("registration", Registration.text(client))
                    .bind("issuer", issuer)
                    .bind("client", client.clientId().value())
                    .execute();
            if (replaced == 1) {
                removeOrigins(client.clientId(), handle);
                addOrigins(client, handle.getConnection());
            }
            return replaced == 1 ? Change.DONE : Change.UNKNOWN;
        });
    }

    @Override
    public Change remove(ClientId client) {
        return changed(handle -> {
            int removed = handle.createUpdate(
                            database.sql("DELETE FROM {client} WHERE issuer = :issuer AND client = :client"))
                    .bind("issuer", issuer)
                    .bind("client", client.value())
                    .execute();
            removeOrigins(client, handle);
            return removed == 1 ? Change.DONE : Change.UNKNOWN;
        });
    }

    @Override
    public Change revokeTokens(ClientId client, Instant at) {
        // times are milliseconds, and a token of this very one ends too
        long next = Times.millis(at.truncatedTo(ChronoUnit.MILLIS).plusMillis(1));
        return changed(handle -> {
            int moved = handle.createUpdate(database.sql("UPDATE {client} SET tokens_valid_from ="
                            + " GREATEST(tokens_valid_from, :next) WHERE issuer = :issuer AND client = :client"))
                    .bind("next", next)
                    .bind("issuer", issuer)
                    .bind("client", client.value())
                    .execute();
            return moved == 1 ? Change.DONE : Change.UNKNOWN;
        });
    }

    private void addOrigins(Client client, Connection connection) throws SQLException {
        if (client.isActive()) {
            for (String origin : client.corsOrigins()) {
                originInsertion.isInserted(
                        connection,
                        parameters -> parameters
                                .number(issuer)
                                .text(origin)
                                .text(client.clientId().value()));
            }
        }
    }

    private void removeOrigins(ClientId client, Handle handle) {
        handle.createUpdate(database.sql("DELETE FROM {client_origin} WHERE issuer = :issuer AND client = :client"))
                .bind("issuer", issuer)
                .bind("client", client.value())
                .execute();
    }

    private Change changed(HandleCallback<Change, SQLException> change) {
        try {
            return database.inTransaction(change);
        } finally {
            clients.changed();
            origins.changed();
        }
    }
}
