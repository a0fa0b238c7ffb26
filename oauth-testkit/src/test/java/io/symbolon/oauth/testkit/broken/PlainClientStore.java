// SPDX-License-Identifier: Apache-2.0
package io.symbolon.oauth.testkit.broken;

import io.symbolon.oauth.api.ClientId;
import io.symbolon.oauth.api.client.Client;
import io.symbolon.oauth.api.store.ClientStore;
import java.time.Instant;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Function;
import java.util.function.Supplier;

/** The plainest store of clients that keeps the contract; with a flaw it is broken in that one place. */
final class PlainClientStore implements ClientStore {

    private final ClientStoreFlaw flaw;
    private final Window window = new Window();
    private final ReentrantLock lock = new ReentrantLock();
    private final Map<String, Client> clients = new ConcurrentHashMap<>();
    private final Set<String> everRegistered = ConcurrentHashMap.newKeySet();

    PlainClientStore(ClientStoreFlaw flaw) {
        this.flaw = flaw;
    }

    private boolean is(ClientStoreFlaw one) {
        return flaw == one;
    }

    private Change changed(Supplier<Change> change) {
        if (is(ClientStoreFlaw.LOOKS_AND_THEN_WRITES)) {
            return change.get();
        }
        lock.lock();
        try {
            return change.get();
        } finally {
            lock.unlock();
        }
    }

    private void pause() {
        if (is(ClientStoreFlaw.LOOKS_AND_THEN_WRITES)) {
            window.open();
        }
    }

    @Override
    public Optional<Client> find(ClientId clientId) {
        return Optional.ofNullable(clients.get(keyOf(clientId)));
    }

    @Override
    public boolean isCorsOriginRegistered(String origin) {
        if (is(ClientStoreFlaw.NEVER_FORGETS_AN_ORIGIN) && everRegistered.contains(origin)) {
            return true;
        }
        return clients.values().stream()
                .filter(client -> client.isActive() || is(ClientStoreFlaw.KNOWS_ORIGINS_OF_INACTIVE_CLIENTS))
                .flatMap(client -> client.corsOrigins().stream())
                .anyMatch(registered -> is(ClientStoreFlaw.COMPARES_THE_BEGINNING_OF_AN_ORIGIN)
                        ? origin.startsWith(registered)
                        : origin.equals(registered));
    }

    @Override
    public Change add(Client client) {
        return changed(() -> {
            boolean there = find(client.clientId()).isPresent();
            pause();
            if (there && !is(ClientStoreFlaw.ADDS_AGAIN)) {
                return Change.EXISTS;
            }
            put(client);
            return Change.DONE;
        });
    }

    @Override
    public Change replace(Client client) {
        return changed(() -> {
            Optional<Client> before = find(client.clientId());
            if (before.isEmpty() && !is(ClientStoreFlaw.ADDS_WHAT_IT_SHOULD_REPLACE)) {
                return Change.UNKNOWN;
            }
            pause();
            put(before.map(there -> validFrom(there.tokensValidFrom(), client)).orElse(client));
            return Change.DONE;
        });
    }

    @Override
    public Change remove(ClientId client) {
        if (is(ClientStoreFlaw.DEACTIVATES_WHAT_IT_SHOULD_REMOVE)) {
            return change(client, there -> there.toBuilder().active(false).build());
        }
        return changed(() -> clients.remove(keyOf(client)) == null ? Change.UNKNOWN : Change.DONE);
    }

    @Override
    public Change revokeTokens(ClientId client, Instant at) {
        Instant next = is(ClientStoreFlaw.LETS_TOKENS_OF_THAT_INSTANT_LIVE) ? at : at.plusMillis(1);
        return change(client, there -> validFrom(next, there));
    }

    private Change change(ClientId client, Function<Client, Client> change) {
        return changed(() -> {
            Optional<Client> before = find(client);
            pause();
            before.map(change).ifPresent(this::put);
            return before.isPresent() ? Change.DONE : Change.UNKNOWN;
        });
    }

    private Client validFrom(Instant instant, Client client) {
        boolean later = client.tokensValidFrom().isBefore(instant) && !is(ClientStoreFlaw.REPLACES_THE_MARK_TOO);
        return later ? client.toBuilder().tokensValidFrom(instant).build() : client;
    }

    private void put(Client client) {
        everRegistered.addAll(client.corsOrigins());
        clients.put(
                keyOf(client.clientId()),
                is(ClientStoreFlaw.LOSES_THE_KEYS)
                        ? client.toBuilder().jwks("{}").build()
                        : client);
    }

    private String keyOf(ClientId client) {
        return is(ClientStoreFlaw.COMPARES_IDENTIFIERS_LOOSELY)
                ? client.value().toLowerCase(Locale.ROOT).trim()
                : client.value();
    }
}
