// SPDX-License-Identifier: Apache-2.0
package io.symbolon.oauth.core.memory;

import io.symbolon.oauth.api.Scope;
import io.symbolon.oauth.api.resource.RegisteredScope;
import io.symbolon.oauth.api.store.ScopeStore;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/** Scopes in memory. */
final class InMemoryScopeStore implements ScopeStore {

    private final Map<Scope, RegisteredScope> scopes = new ConcurrentHashMap<>();

    @Override
    public Optional<RegisteredScope> find(Scope scope) {
        return Optional.ofNullable(scopes.get(scope));
    }

    @Override
    public List<RegisteredScope> all() {
        return scopes.values().stream()
                .sorted(Comparator.comparing(registered -> registered.scope().value()))
                .toList();
    }

    @Override
    public void put(RegisteredScope scope) {
        scopes.put(scope.scope(), scope);
    }

    @Override
    public void remove(Scope scope) {
        scopes.remove(scope);
    }
}
