// SPDX-License-Identifier: Apache-2.0
package io.symbolon.oauth.core.memory;

import io.symbolon.oauth.api.Digest;
import io.symbolon.oauth.api.store.OnceStore;
import java.time.Instant;
import java.util.Optional;

/** Once-only markers in memory. Each new one looks for a few old ones that can go, so nobody has to prune. */
final class InMemoryOnceStore implements OnceStore {

    private static final int LOOK_FOR_OLD = 4;

    private final Rows<Digest, Long> markers;

    InMemoryOnceStore(InMemoryCapacity capacity) {
        this.markers = new Rows<>("the store of once-only markers", capacity.onceMarkers(), Long::longValue);
    }

    @Override
    public Burned burn(Digest marker, Instant keptUntil, Instant at) {
        while (true) {
            Optional<Long> before = markers.find(marker);
            if (before.isPresent() && Rows.millis(at) < before.get()) {
                return Burned.AGAIN;
            }
            long until = Rows.millis(keptUntil);
            if (before.isPresent() ? markers.replace(marker, before.get(), until) : insert(marker, until, at)) {
                return Burned.FIRST_TIME;
            }
        }
    }

    private boolean insert(Digest marker, long keptUntil, Instant at) {
        markers.pruneAmong(LOOK_FOR_OLD, at);
        markers.reserve(1, at);
        return markers.insert(marker, keptUntil).isEmpty();
    }

    long count() {
        return markers.count();
    }
}
