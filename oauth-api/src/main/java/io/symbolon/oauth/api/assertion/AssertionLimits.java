// SPDX-License-Identifier: Apache-2.0
package io.symbolon.oauth.api.assertion;

import java.time.Duration;
import java.time.Instant;

/**
 * The server's settings for the times in assertions, for plug-ins that take assertions of other formats than JWT.
 *
 * @param longest the longest time that an assertion may be valid from now on
 * @param tolerance by how much the clock of its maker may be wrong
 */
public record AssertionLimits(Duration longest, Duration tolerance) {

    /** Whether what ends at this instant has ended by now, whatever the clocks. */
    public boolean hasEnded(Instant end, Instant now) {
        return !now.isBefore(end.plus(tolerance));
    }

    /** Whether what ends at this instant is valid for longer than it may be. */
    public boolean isTooLong(Instant end, Instant now) {
        return end.isAfter(now.plus(longest).plus(tolerance));
    }

    /** Whether this instant is still to come, whatever the clocks. */
    public boolean isInFuture(Instant start, Instant now) {
        return start.isAfter(now.plus(tolerance));
    }
}
