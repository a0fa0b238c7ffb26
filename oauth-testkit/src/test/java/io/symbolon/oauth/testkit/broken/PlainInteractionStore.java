// SPDX-License-Identifier: Apache-2.0
package io.symbolon.oauth.testkit.broken;

import io.symbolon.oauth.api.Digest;
import io.symbolon.oauth.api.authorization.Interaction;
import io.symbolon.oauth.api.store.InteractionStore;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.ReentrantLock;

/** The plainest store of interactions that keeps the contract; with a flaw it is broken in that one place. */
final class PlainInteractionStore implements InteractionStore {

    private final InteractionStoreFlaw flaw;
    private final Window window = new Window();
    private final ReentrantLock lock = new ReentrantLock();
    private final Map<Digest, Interaction> interactions = new ConcurrentHashMap<>();

    PlainInteractionStore(InteractionStoreFlaw flaw) {
        this.flaw = flaw;
    }

    private boolean is(InteractionStoreFlaw one) {
        return flaw == one;
    }

    @Override
    public void insert(Interaction interaction) {
        interactions.put(interaction.handle(), interaction);
    }

    @Override
    public Optional<Interaction> find(Digest handle) {
        return Optional.ofNullable(interactions.get(handle));
    }

    @Override
    public Advance advance(Interaction.Stage expected, Interaction next) {
        if (next.stage().compareTo(expected) <= 0 && !is(InteractionStoreFlaw.GOES_BACK)) {
            throw new IllegalArgumentException("not a later stage");
        }
        if (is(InteractionStoreFlaw.LOOKS_AND_THEN_WRITES)) {
            return advanceHeld(expected, next);
        }
        lock.lock();
        try {
            return advanceHeld(expected, next);
        } finally {
            lock.unlock();
        }
    }

    private Advance advanceHeld(Interaction.Stage expected, Interaction next) {
        Optional<Interaction> before = find(next.handle());
        if (before.isEmpty() && !is(InteractionStoreFlaw.INSERTS_WHAT_IS_UNKNOWN)) {
            return Advance.GONE;
        }
        boolean expectedOne = before.filter(there -> there.stage() != expected).isEmpty();
        if (!expectedOne && !is(InteractionStoreFlaw.ADVANCES_FROM_ANYWHERE)) {
            return Advance.ELSEWHERE;
        }
        if (is(InteractionStoreFlaw.LOOKS_AND_THEN_WRITES)) {
            window.open();
        }
        Interaction after = is(InteractionStoreFlaw.KEEPS_THE_STAGE_ONLY)
                ? before.orElseThrow().at(next.stage())
                : next;
        interactions.put(next.handle(), after);
        return Advance.ADVANCED;
    }

    @Override
    public int prune(Instant now, int max) {
        List<Digest> over = interactions.values().stream()
                .filter(row -> !(is(InteractionStoreFlaw.PRUNES_WHAT_HAS_EXPIRED) ? row.expiresAt() : row.keptUntil())
                        .isAfter(now))
                .map(Interaction::handle)
                .limit(is(InteractionStoreFlaw.PRUNES_ALL_AT_ONCE) ? Integer.MAX_VALUE : max)
                .toList();
        over.forEach(interactions::remove);
        return over.size();
    }
}
