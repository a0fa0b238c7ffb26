// SPDX-License-Identifier: Apache-2.0
package io.symbolon.oauth.core.memory;

import io.symbolon.oauth.api.ClientId;
import io.symbolon.oauth.api.client.Client;
import io.symbolon.oauth.api.store.ClientStore;
import io.symbolon.oauth.api.store.StoreFullException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.UnaryOperator;

/** Clients in memory. Changes, which are rare, come one after the other; reads wait for nothing. */
final class InMemoryClientStore implements ClientStore {

    private final long capacity;
    private final Map<ClientId, Client> clients = new ConcurrentHashMap<>();
    private final Map<String, Integer> activeClientsByOrigin = new ConcurrentHashMap<>();
    private final ReentrantLock changing = new ReentrantLock();

    InMemoryClientStore(InMemoryCapacity capacity) {
        this.capacity = capacity.clients();
    }

    @Override
    public Optional<Client> find(ClientId clientId) {
        return Optional.ofNullable(clients.get(clientId));
    }

    @Override
    public boolean isCorsOriginRegistered(String origin) {
        return activeClientsByOrigin.containsKey(origin);
    }

    @Override
    public Change add(Client client) {
        changing.lock();
        try {
            if (clients.containsKey(client.clientId())) {
                return Change.EXISTS;
            }
            if (clients.size() >= capacity) {
                throw new StoreFullException("the store of clients", capacity);
            }
            countOrigins(client, 1);
            clients.put(client.clientId(), client);
            return Change.DONE;
        } finally {
            changing.unlock();
        }
    }

    @Override
    public Change replace(Client client) {
        return change(client.clientId(), before -> validFromAtLeast(before.tokensValidFrom(), client));
    }

    @Override
    public Change revokeTokens(ClientId client, Instant at) {
        // times are milliseconds, and a token of this very one ends too
        Instant next = at.truncatedTo(ChronoUnit.MILLIS).plusMillis(1);
        return change(client, before -> validFromAtLeast(next, before));
    }

    @Override
    public Change remove(ClientId client) {
        changing.lock();
        try {
            Client removed = clients.remove(client);
            if (removed == null) {
                return Change.UNKNOWN;
            }
            countOrigins(removed, -1);
            return Change.DONE;
        } finally {
            changing.unlock();
        }
    }

    private Change change(ClientId id, UnaryOperator<Client> change) {
        changing.lock();
        try {
            Client before = clients.get(id);
            if (before == null) {
                return Change.UNKNOWN;
            }
            Client after = change.apply(before);
            countOrigins(after, 1);
            clients.put(id, after);
            countOrigins(before, -1);
            return Change.DONE;
        } finally {
            changing.unlock();
        }
    }

    private static Client validFromAtLeast(Instant instant, Client client) {
        return client.tokensValidFrom().isBefore(instant)
                ? client.toBuilder().tokensValidFrom(instant).build()
                : client;
    }

    private void countOrigins(Client client, int more) {
        if (client.isActive()) {
            for (String origin : client.corsOrigins()) {
                int count = activeClientsByOrigin.getOrDefault(origin, 0) + more;
                if (count == 0) {
                    activeClientsByOrigin.remove(origin);
                } else {
                    activeClientsByOrigin.put(origin, count);
                }
            }
        }
    }

    long count() {
        return clients.size();
    }
}
