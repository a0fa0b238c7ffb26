// SPDX-License-Identifier: Apache-2.0
package io.symbolon.oauth.core.memory;

import io.symbolon.oauth.api.Digest;
import io.symbolon.oauth.api.authorization.Interaction;
import io.symbolon.oauth.api.store.InteractionStore;
import java.time.Instant;
import java.util.Optional;

/** Waiting authorization requests in memory. */
final class InMemoryInteractionStore implements InteractionStore {

    private final Rows<Digest, Interaction> interactions;

    InMemoryInteractionStore(InMemoryCapacity capacity) {
        this.interactions = new Rows<>(
                "the store of interactions",
                capacity.interactions(),
                interaction -> Rows.millis(interaction.keptUntil()));
    }

    @Override
    public void insert(Interaction interaction) {
        interactions.reserve(1, interaction.startedAt());
        interactions.insert(interaction.handle(), interaction);
    }

    @Override
    public Optional<Interaction> find(Digest handle) {
        return interactions.find(handle);
    }

    @Override
    public Advance advance(Interaction.Stage expected, Interaction next) {
        if (next.stage().compareTo(expected) <= 0) {
            throw new IllegalArgumentException("an interaction does not go from " + expected + " to " + next.stage());
        }
        Optional<Interaction> before = interactions.find(next.handle());
        while (before.isPresent()) {
            if (before.get().stage() != expected) {
                return Advance.ELSEWHERE;
            }
            if (interactions.replace(next.handle(), before.get(), next)) {
                return Advance.ADVANCED;
            }
            before = interactions.find(next.handle());
        }
        return Advance.GONE;
    }

    @Override
    public int prune(Instant now, int max) {
        return interactions.prune(now, max);
    }

    long count() {
        return interactions.count();
    }
}
