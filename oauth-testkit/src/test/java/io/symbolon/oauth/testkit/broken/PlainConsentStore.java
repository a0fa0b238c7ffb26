// SPDX-License-Identifier: Apache-2.0
package io.symbolon.oauth.testkit.broken;

import io.symbolon.oauth.api.ClientId;
import io.symbolon.oauth.api.Scopes;
import io.symbolon.oauth.api.Subject;
import io.symbolon.oauth.api.authorization.Consent;
import io.symbolon.oauth.api.store.ConsentStore;
import java.time.Instant;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.ReentrantLock;

/** The plainest store of consents that keeps the contract; with a flaw it is broken in that one place. */
final class PlainConsentStore implements ConsentStore {

    private final ConsentStoreFlaw flaw;
    private final Window window = new Window();
    private final ReentrantLock lock = new ReentrantLock();
    private final Map<String, Consent> consents = new ConcurrentHashMap<>();

    PlainConsentStore(ConsentStoreFlaw flaw) {
        this.flaw = flaw;
    }

    @Override
    public Optional<Consent> find(Subject subject, ClientId client) {
        return Optional.ofNullable(consents.get(keyOf(subject, client)));
    }

    @Override
    public Consent remember(Subject subject, ClientId client, Scopes scopes, Instant at) {
        if (flaw == ConsentStoreFlaw.READS_AND_THEN_WRITES) {
            return rememberHeld(subject, client, scopes, at);
        }
        lock.lock();
        try {
            return rememberHeld(subject, client, scopes, at);
        } finally {
            lock.unlock();
        }
    }

    private Consent rememberHeld(Subject subject, ClientId client, Scopes scopes, Instant at) {
        Optional<Consent> before =
                find(subject, client).filter(consent -> flaw != ConsentStoreFlaw.REMEMBERS_THE_LAST_ONLY);
        if (flaw == ConsentStoreFlaw.READS_AND_THEN_WRITES) {
            window.open();
        }
        if (before.isPresent() && before.get().scopes().containsAll(scopes)) {
            return before.get();
        }
        Scopes all = before.map(Consent::scopes).orElse(Scopes.none()).union(scopes);
        Consent after = new Consent(subject, client, all, at);
        consents.put(keyOf(subject, client), after);
        return after;
    }

    @Override
    public void forget(Subject subject, ClientId client) {
        if (flaw == ConsentStoreFlaw.FORGETS_ALL_CLIENTS) {
            consents.values().removeIf(consent -> consent.subject().equals(subject));
        } else if (flaw != ConsentStoreFlaw.FORGETS_NOTHING) {
            consents.remove(keyOf(subject, client));
        }
    }

    private String keyOf(Subject subject, ClientId client) {
        return flaw == ConsentStoreFlaw.COMPARES_SUBJECTS_LOOSELY
                ? (subject.value() + "\n" + client.value()).toLowerCase(Locale.ROOT)
                : subject.type() + subject.value() + "\n" + client.value();
    }
}
