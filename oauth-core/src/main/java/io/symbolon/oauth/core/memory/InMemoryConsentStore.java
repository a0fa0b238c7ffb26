// SPDX-License-Identifier: Apache-2.0
package io.symbolon.oauth.core.memory;

import io.symbolon.oauth.api.ClientId;
import io.symbolon.oauth.api.Scopes;
import io.symbolon.oauth.api.Subject;
import io.symbolon.oauth.api.authorization.Consent;
import io.symbolon.oauth.api.store.ConsentStore;
import java.time.Instant;
import java.util.Optional;

/** Remembered consent in memory. */
final class InMemoryConsentStore implements ConsentStore {

    private final Rows<Parties, Consent> consents;

    InMemoryConsentStore(InMemoryCapacity capacity) {
        this.consents = new Rows<>("the store of consents", capacity.consents(), consent -> Long.MAX_VALUE);
    }

    @Override
    public Optional<Consent> find(Subject subject, ClientId client) {
        return consents.find(new Parties(subject, client));
    }

    @Override
    public Consent remember(Subject subject, ClientId client, Scopes scopes, Instant at) {
        Parties parties = new Parties(subject, client);
        while (true) {
            Optional<Consent> before = consents.find(parties);
            Consent after = before.map(consent -> grown(consent, scopes, at))
                    .orElseGet(() -> new Consent(subject, client, scopes, at));
            if (before.isPresent() ? consents.replace(parties, before.get(), after) : insert(parties, after)) {
                return after;
            }
        }
    }

    @Override
    public void forget(Subject subject, ClientId client) {
        consents.remove(new Parties(subject, client));
    }

    private boolean insert(Parties parties, Consent consent) {
        consents.reserve(1, consent.updatedAt());
        return consents.insert(parties, consent).isEmpty();
    }

    private static Consent grown(Consent consent, Scopes scopes, Instant at) {
        if (consent.scopes().containsAll(scopes)) {
            return consent;
        }
        Instant updatedAt = at.isAfter(consent.updatedAt()) ? at : consent.updatedAt();
        return new Consent(consent.subject(), consent.client(), consent.scopes().union(scopes), updatedAt);
    }

    long count() {
        return consents.count();
    }

    private record Parties(Subject subject, ClientId client) {}
}
