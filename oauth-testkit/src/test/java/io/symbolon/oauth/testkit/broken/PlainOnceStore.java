// SPDX-License-Identifier: Apache-2.0
package io.symbolon.oauth.testkit.broken;

import io.symbolon.oauth.api.Digest;
import io.symbolon.oauth.api.store.OnceStore;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.ReentrantLock;

/** The plainest store of markers that keeps the contract; with a flaw it is broken in that one place. */
final class PlainOnceStore implements OnceStore {

    private final OnceStoreFlaw flaw;
    private final Window window = new Window();
    private final ReentrantLock lock = new ReentrantLock();
    private final Map<Digest, Instant> markers = new ConcurrentHashMap<>();

    PlainOnceStore(OnceStoreFlaw flaw) {
        this.flaw = flaw;
    }

    @Override
    public Burned burn(Digest marker, Instant keptUntil, Instant at) {
        if (flaw == OnceStoreFlaw.LOOKS_AND_THEN_WRITES) {
            return burnHeld(marker, keptUntil, at);
        }
        lock.lock();
        try {
            return burnHeld(marker, keptUntil, at);
        } finally {
            lock.unlock();
        }
    }

    private Burned burnHeld(Digest marker, Instant keptUntil, Instant at) {
        Digest key = flaw == OnceStoreFlaw.TAKES_HALF_OF_THE_MARKER ? new Digest(marker.a(), marker.b(), 0, 0) : marker;
        Instant until =
                flaw == OnceStoreFlaw.FORGETS_A_MINUTE_EARLY ? keptUntil.minus(Duration.ofMinutes(1)) : keptUntil;
        Instant before = markers.get(key);
        boolean again = before != null && at.isBefore(before) && flaw != OnceStoreFlaw.FORGETS;
        if (flaw == OnceStoreFlaw.LOOKS_AND_THEN_WRITES) {
            window.open();
        }
        if (flaw == OnceStoreFlaw.FORGETS_ALL_WHEN_IT_HAS_MANY && markers.size() > 500) {
            markers.clear();
        }
        if (!again || flaw == OnceStoreFlaw.TAKES_THE_LAST_KEPT_UNTIL) {
            markers.put(key, until);
        }
        return again ? Burned.AGAIN : Burned.FIRST_TIME;
    }
}
