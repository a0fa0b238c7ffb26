// SPDX-License-Identifier: Apache-2.0
package io.symbolon.oauth.api.store;

import io.symbolon.oauth.api.Digest;
import java.time.Instant;

/**
 * Markers for what must be seen once only, such as the {@code jti} of an assertion (RFC 7523 §3). Blocking; safe for use
 * by many threads.
 */
public interface OnceStore {

    /** What a marker says. */
    enum Burned {
        /** It was not there: this is the first time. */
        FIRST_TIME,
        /** It was there: this is a replay. */
        AGAIN
    }

    /**
     * Sets the marker; of any number of calls exactly one is the first. It is never taken back.
     *
     * @param keptUntil until when a second call is told so
     */
    Burned burn(Digest marker, Instant keptUntil, Instant at);

    /**
     * Deletes at most this many markers whose {@code keptUntil} has passed; answers how many. A store that does so by itself
     * has nothing to do here.
     */
    default int prune(Instant now, int max) {
        return 0;
    }
}
