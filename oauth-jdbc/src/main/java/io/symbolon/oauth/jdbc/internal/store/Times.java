// SPDX-License-Identifier: Apache-2.0
package io.symbolon.oauth.jdbc.internal.store;

import java.time.Instant;

/** Instants as the rows have them: whole milliseconds of the epoch, the fraction cut off. */
final class Times {

    private static final Instant EARLIEST = Instant.ofEpochMilli(Long.MIN_VALUE);
    private static final Instant LATEST = Instant.ofEpochMilli(Long.MAX_VALUE);

    private Times() {}

    /** The milliseconds; what lies beyond them counts as the first or the last one. */
    static long millis(Instant instant) {
        if (instant.isAfter(LATEST)) {
            return Long.MAX_VALUE;
        }
        return instant.isBefore(EARLIEST) ? Long.MIN_VALUE : instant.toEpochMilli();
    }

    /** How long something lives, at most for ever. */
    static long lifeOf(Instant madeAt, Instant keptUntil) {
        long life = millis(keptUntil) - millis(madeAt);
        return life < 0 && keptUntil.isAfter(madeAt) ? Long.MAX_VALUE : Math.max(life, 0);
    }
}
