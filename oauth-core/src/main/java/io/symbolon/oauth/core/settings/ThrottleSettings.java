// SPDX-License-Identifier: Apache-2.0
package io.symbolon.oauth.core.settings;

import java.time.Duration;

/**
 * How wrong attempts to authenticate are slowed down.
 *
 * @param freeAttempts how many a source has before it waits
 * @param firstDelay the first wait; each further one doubles it
 * @param longestDelay the longest wait
 * @param trackedSources how many sources are remembered at most
 */
public record ThrottleSettings(int freeAttempts, Duration firstDelay, Duration longestDelay, int trackedSources) {

    static final String GROWING = "throttle_first_delay is longer than throttle_longest_delay, but waits grow from the"
            + " first to the longest; write a shorter first or a longer longest delay";

    public ThrottleSettings {
        SettingsTable.THROTTLE_FREE_ATTEMPTS.checked(freeAttempts);
        SettingsTable.THROTTLE_FIRST_DELAY.checked(firstDelay);
        SettingsTable.THROTTLE_LONGEST_DELAY.checked(longestDelay);
        SettingsTable.THROTTLE_TRACKED_SOURCES.checked(trackedSources);
        if (firstDelay.compareTo(longestDelay) > 0) {
            throw new IllegalArgumentException(GROWING);
        }
    }
}
