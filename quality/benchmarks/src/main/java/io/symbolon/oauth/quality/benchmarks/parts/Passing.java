// SPDX-License-Identifier: Apache-2.0
package io.symbolon.oauth.quality.benchmarks.parts;

import java.time.Instant;
import java.util.concurrent.atomic.AtomicLong;

/** Time that passes faster than the clock's, so that as many tokens expire as are issued and the store never fills up. */
final class Passing {

    /** Room for all tokens that live at once, when each step issues one that lives for an hour. */
    static final int ROOM = 200_000;

    private static final long STEP_MILLIS = 25;

    private final Instant start = Instant.now();
    private final AtomicLong steps = new AtomicLong();

    Instant next() {
        return start.plusMillis(STEP_MILLIS * steps.getAndIncrement());
    }
}
