// SPDX-License-Identifier: Apache-2.0
package io.symbolon.oauth.jdbc.internal.commit;

import java.time.Duration;

/**
 * How far commits may be put together.
 *
 * @param largestBatch the most commits in one transaction
 * @param batchesAtOnce the most transactions that a lane runs at the same time
 * @param longestQueue the most commits that wait in a lane; more are refused at once
 * @param longestWait how long a commit waits before it is refused, and how long a failed batch is repeated
 */
public record CommitLimits(int largestBatch, int batchesAtOnce, int longestQueue, Duration longestWait) {

    public CommitLimits {
        requirePositive("the largest batch", largestBatch);
        requirePositive("the number of batches at once", batchesAtOnce);
        requirePositive("the longest queue", longestQueue);
        if (longestWait.isNegative() || longestWait.isZero()) {
            throw new IllegalArgumentException("the longest wait must be positive, and is " + longestWait);
        }
    }

    /** Batches that stay short, one at a time, so that the next one grows while one is written; a wait of five seconds. */
    public static CommitLimits standard() {
        return new CommitLimits(64, 1, 1024, Duration.ofSeconds(5));
    }

    private static void requirePositive(String what, int value) {
        if (value < 1) {
            throw new IllegalArgumentException(what + " must be 1 or more, and is " + value);
        }
    }
}
