// SPDX-License-Identifier: Apache-2.0
package io.symbolon.oauth.core.internal.engine;

import io.symbolon.oauth.core.internal.event.EventDispatcher;
import jakarta.inject.Inject;
import java.util.LinkedHashSet;
import java.util.Set;

/** What the server started and stops when it is closed, in the order in which it is stopped. */
public final class OwnedResources {

    private final Housekeeping housekeeping;
    private final EventDispatcher events;
    private final Set<AutoCloseable> all;

    @Inject
    OwnedResources(Housekeeping housekeeping, EventDispatcher events, Set<AutoCloseable> others) {
        this.housekeeping = housekeeping;
        this.events = events;
        this.all = new LinkedHashSet<>();
        all.add(housekeeping);
        all.addAll(others);
        all.add(events);
    }

    /** Starts the threads; until then there are none, so that a start that fails leaves none behind. */
    void start() {
        events.start();
        housekeeping.start();
    }

    Set<AutoCloseable> all() {
        return all;
    }
}
