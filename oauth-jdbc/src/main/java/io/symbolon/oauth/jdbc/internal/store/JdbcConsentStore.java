// SPDX-License-Identifier: Apache-2.0
package io.symbolon.oauth.jdbc.internal.store;

import io.symbolon.oauth.api.ClientId;
import io.symbolon.oauth.api.Scopes;
import io.symbolon.oauth.api.Subject;
import io.symbolon.oauth.api.authorization.Consent;
import io.symbolon.oauth.api.store.ConsentStore;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Optional;

/** Remembered consent in a table. */
public final class JdbcConsentStore implements ConsentStore {

    private static final String KEY = " WHERE issuer = ? AND subject_type = ? AND subject = ? AND client = ?";

    private final Database database;
    private final int issuer;
    private final String search;
    private final String growth;
    private final String removal;
    private final SingleInsert insertion;

    /** The store of this issuer. */
    public JdbcConsentStore(Database database, int issuer) {
        this.database = database;
        this.issuer = issuer;
        this.search = database.sql("SELECT scopes, updated_at FROM {consent}" + KEY);
        this.growth = database.sql("UPDATE {consent} SET scopes = ?, updated_at = ?" + KEY);
        this.removal = database.sql("DELETE FROM {consent}" + KEY);
        this.insertion =
                new SingleInsert(database, "{consent} (issuer, subject_type, subject, client, scopes, updated_at)", 6);
    }

    @Override
    public Optional<Consent> find(Subject subject, ClientId client) {
        return database.withHandle(handle -> find(subject, client, search, handle.getConnection()));
    }

    @Override
    public Consent remember(Subject subject, ClientId client, Scopes scopes, Instant at) {
        Optional<Consent> remembered = Optional.empty();
        while (remembered.isEmpty()) {
            remembered = grown(subject, client, scopes, at).or(() -> added(subject, client, scopes, at));
        }
        return remembered.get();
    }

    private Optional<Consent> grown(Subject subject, ClientId client, Scopes scopes, Instant at) {
        return database.inTransaction(handle -> {
            Connection connection = handle.getConnection();
            Optional<Consent> before = find(subject, client, search + " FOR UPDATE", connection);
            if (before.isEmpty() || before.get().scopes().containsAll(scopes)) {
                return before;
            }
            Instant updatedAt =
                    at.isAfter(before.get().updatedAt()) ? at : before.get().updatedAt();
            Consent after = new Consent(subject, client, before.get().scopes().union(scopes), updatedAt);
            database.update(connection, growth, parameters -> {
                parameters.text(after.scopes().toString()).bigNumber(Times.millis(updatedAt));
                setKey(subject, client, parameters);
            });
            return Optional.of(after);
        });
    }

    private Optional<Consent> added(Subject subject, ClientId client, Scopes scopes, Instant at) {
        boolean added = database.withHandle(handle -> insertion.isInserted(handle.getConnection(), parameters -> {
            setKey(subject, client, parameters);
            parameters.text(scopes.toString()).bigNumber(Times.millis(at));
        }));
        return added ? Optional.of(new Consent(subject, client, scopes, at)) : Optional.empty();
    }

    @Override
    public void forget(Subject subject, ClientId client) {
        database.withHandle(handle ->
                database.update(handle.getConnection(), removal, parameters -> setKey(subject, client, parameters)));
    }

    private Optional<Consent> find(Subject subject, ClientId client, String query, Connection connection)
            throws SQLException {
        return database.first(
                connection,
                query,
                parameters -> setKey(subject, client, parameters),
                row -> new Consent(subject, client, row.scopes(), row.time()));
    }

    private void setKey(Subject subject, ClientId client, Statements parameters) throws SQLException {
        parameters
                .number(issuer)
                .number(Words.number(subject.type()))
                .text(subject.value())
                .text(client.value());
    }
}
