// SPDX-License-Identifier: Apache-2.0
package io.symbolon.oauth.jdbc.internal.store;

import io.symbolon.oauth.api.Scope;
import io.symbolon.oauth.api.resource.RegisteredScope;
import io.symbolon.oauth.api.store.ScopeStore;
import java.time.Duration;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Scopes in a table; they are few, and read together. */
public final class JdbcScopeStore implements ScopeStore {

    private final Database database;
    private final int issuer;
    private final Fresh<Integer, Map<Scope, RegisteredScope>> scopes;
    private final SingleInsert insertion;

    /**
     * The store of this issuer.
     *
     * @param staleness how late another node's change is seen at most
     */
    public JdbcScopeStore(Database database, int issuer, Duration staleness) {
        this.database = database;
        this.issuer = issuer;
        this.scopes = new Fresh<>(staleness, System::nanoTime);
        this.insertion = new SingleInsert(database, "{scope} (issuer, scope, description)", 3);
    }

    @Override
    public Optional<RegisteredScope> find(Scope scope) {
        return Optional.ofNullable(scopes().get(scope));
    }

    @Override
    public List<RegisteredScope> all() {
        return List.copyOf(scopes().values());
    }

    private Map<Scope, RegisteredScope> scopes() {
        return scopes.find(issuer, key -> Optional.of(read())).orElseGet(Map::of);
    }

    private Map<Scope, RegisteredScope> read() {
        Map<Scope, RegisteredScope> all = new LinkedHashMap<>();
        database
                .withHandle(handle -> handle.createQuery(
                                database.sql("SELECT scope, description FROM {scope} WHERE issuer = :issuer"))
                        .bind("issuer", issuer)
                        .map((row, context) -> new RegisteredScope(new Scope(row.getString(1)), row.getString(2)))
                        .list())
                .stream()
                .sorted(Comparator.comparing(registered -> registered.scope().value()))
                .forEach(registered -> all.put(registered.scope(), registered));
        return all;
    }

    @Override
    public void put(RegisteredScope scope) {
        try {
            database.withHandle(handle -> Upsert.done(
                    () -> handle.createUpdate(database.sql("UPDATE {scope} SET description = :description"
                                            + " WHERE issuer = :issuer AND scope = :scope"))
                                    .bind("description", scope.description())
                                    .bind("issuer", issuer)
                                    .bind("scope", scope.scope().value())
                                    .execute()
                            == 1,
                    () -> insertion.isInserted(
                            handle.getConnection(),
                            parameters -> parameters
                                    .number(issuer)
                                    .text(scope.scope().value())
                                    .text(scope.description()))));
        } finally {
            scopes.changed();
        }
    }

    @Override
    public void remove(Scope scope) {
        try {
            database.withHandle(handle -> handle.createUpdate(
                            database.sql("DELETE FROM {scope} WHERE issuer = :issuer AND scope = :scope"))
                    .bind("issuer", issuer)
                    .bind("scope", scope.value())
                    .execute());
        } finally {
            scopes.changed();
        }
    }
}
