// SPDX-License-Identifier: Apache-2.0
package io.symbolon.oauth.api.store;

import io.symbolon.oauth.api.Digest;
import io.symbolon.oauth.api.authorization.Interaction;
import java.time.Instant;
import java.util.Optional;

/** Authorization requests that wait for the resource owner. Blocking; safe for use by many threads. */
public interface InteractionStore {

    /** How a step ended. */
    enum Advance {
        /** It is at the next stage now, by this call. */
        ADVANCED,
        /** It was not at the expected stage; nothing has changed. */
        ELSEWHERE,
        /** It is unknown. */
        GONE
    }

    void insert(Interaction interaction);

    /** The interaction at whatever stage, until its {@code keptUntil}. */
    Optional<Interaction> find(Digest handle);

    /**
     * Replaces the interaction by a later state of itself, if it is at the expected stage; of any number of calls from the
     * same stage exactly one advances.
     *
     * @throws IllegalArgumentException if {@code next} is not at a later stage than the expected one
     */
    Advance advance(Interaction.Stage expected, Interaction next);

    /** Deletes at most this many rows whose {@code keptUntil} has passed; answers how many. */
    int prune(Instant now, int max);
}
