// SPDX-License-Identifier: Apache-2.0
package io.symbolon.oauth.core.internal.fetch;

import java.io.IOException;
import java.time.Duration;

/**
 * When a fetch must be over.
 *
 * @param nanos on the clock that only runs forward
 */
record Deadline(long nanos) {

    static Deadline in(Duration timeout) {
        return new Deadline(System.nanoTime() + timeout.toNanos());
    }

    /** At least one: zero would be for ever. */
    int remainingMillis() throws IOException {
        long remaining = nanos - System.nanoTime();
        if (remaining <= 0) {
            throw new FetchException("it takes too long");
        }
        return (int) Math.max(1, Duration.ofNanos(remaining).toMillis());
    }
}
