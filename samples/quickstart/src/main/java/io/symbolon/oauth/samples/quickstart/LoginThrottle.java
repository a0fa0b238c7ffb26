// SPDX-License-Identifier: Apache-2.0
package io.symbolon.oauth.samples.quickstart;

import io.symbolon.oauth.core.settings.ThrottleSettings;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * Slows down whoever guesses passwords: after a few failures for one name from one address, each further one doubles the
 * wait. Who has the right password and comes from elsewhere is not held up.
 */
final class LoginThrottle {

    private record Source(String username, String address) {}

    private record Failures(int count, Instant waitUntil) {}

    private final ThrottleSettings settings;
    private final Map<Source, Failures> failures = new LinkedHashMap<>(16, 0.75f, true);

    LoginThrottle(ThrottleSettings settings) {
        this.settings = settings;
    }

    /** How long to wait; empty if the attempt may be made, which counts as failed until {@link #succeeded}. */
    synchronized Optional<Duration> attempt(String username, String address, Instant now) {
        Source source = new Source(username, address);
        Failures known = failures.getOrDefault(source, new Failures(0, now));
        if (now.isBefore(known.waitUntil())) {
            return Optional.of(Duration.between(now, known.waitUntil()));
        }
        failures.put(source, next(known.count() + 1, now));
        if (failures.size() > settings.trackedSources()) {
            failures.remove(failures.keySet().iterator().next());
        }
        return Optional.empty();
    }

    /** Forgets the failures. */
    synchronized void succeeded(String username, String address) {
        failures.remove(new Source(username, address));
    }

    private Failures next(int count, Instant now) {
        int doublings = Math.min(count - settings.freeAttempts(), 30);
        if (doublings < 0) {
            return new Failures(count, now);
        }
        Duration delay = settings.firstDelay().multipliedBy(1L << doublings);
        boolean tooLong = delay.compareTo(settings.longestDelay()) > 0;
        return new Failures(count, now.plus(tooLong ? settings.longestDelay() : delay));
    }
}
