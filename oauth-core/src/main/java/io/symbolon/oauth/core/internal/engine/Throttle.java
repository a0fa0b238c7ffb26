// SPDX-License-Identifier: Apache-2.0
package io.symbolon.oauth.core.internal.engine;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.Scheduler;
import io.symbolon.oauth.api.OAuthException;
import io.symbolon.oauth.api.Request;
import io.symbolon.oauth.api.endpoint.GuessLimit;
import io.symbolon.oauth.core.settings.ThrottleSettings;
import java.time.Duration;
import java.time.Instant;

/**
 * Slows down whoever guesses: failures are counted per claimed name and source address, and after a few each further one
 * doubles the delay until the next attempt is looked at. Guesses from elsewhere delay nobody who presents the right secret
 * from another address.
 */
public final class Throttle implements GuessLimit {

    private record Source(String name, String address) {}

    private record Failures(int count, Instant blockedUntil) {}

    private final ThrottleSettings settings;
    private final Cache<Source, Failures> failures;

    public Throttle(ThrottleSettings settings) {
        this.settings = settings;
        this.failures = Caffeine.newBuilder()
                .maximumSize(settings.trackedSources())
                .expireAfterWrite(settings.longestDelay().multipliedBy(2))
                .executor(Runnable::run)
                .scheduler(Scheduler.disabledScheduler())
                .build();
    }

    /**
     * Lets an attempt pass, or refuses it without looking at it.
     *
     * @throws OAuthException while the source has to wait
     */
    public void admit(String name, String address, Instant at) {
        Failures known = failures.getIfPresent(new Source(name, address));
        if (known != null && at.isBefore(known.blockedUntil())) {
            Duration wait = Duration.between(at, known.blockedUntil());
            throw OAuthException.tooManyAttempts("too many failed attempts; wait before the next one", wait)
                    .refusedBy("throttled");
        }
    }

    /**
     * Counts an attempt as failed until it is {@linkplain #takeBack taken back} or {@linkplain #succeeded has succeeded},
     * so that many at once are no way round.
     *
     * @throws OAuthException while the source has to wait
     */
    public void attempt(String name, String address, Instant at) {
        failures.asMap().compute(new Source(name, address), (source, known) -> {
            if (known != null && at.isBefore(known.blockedUntil())) {
                throw OAuthException.tooManyGuesses(
                                "too many wrong attempts; wait before the next one",
                                Duration.between(at, known.blockedUntil()))
                        .refusedBy("throttled");
            }
            return next(known == null ? 0 : known.count(), at);
        });
    }

    /** Counts an attempt no longer; the failures before it still count. */
    public void takeBack(String name, String address, Instant at) {
        failures.asMap()
                .computeIfPresent(
                        new Source(name, address),
                        (source, known) -> known.count() == 1 ? null : new Failures(known.count() - 1, at));
    }

    @Override
    public void attempt(String what, Request request) {
        attempt(what, request.remoteAddress(), request.receivedAt());
    }

    @Override
    public void right(String what, Request request) {
        takeBack(what, request.remoteAddress(), request.receivedAt());
    }

    /** Counts a failure. */
    public void failed(String name, String address, Instant at) {
        failures.asMap().merge(new Source(name, address), next(0, at), (known, first) -> next(known.count(), at));
    }

    /** Forgets the failures of the source. */
    public void succeeded(String name, String address) {
        if (failures.estimatedSize() > 0) {
            failures.invalidate(new Source(name, address));
        }
    }

    private Failures next(int before, Instant at) {
        int count = before + 1;
        int doublings = Math.min(count - settings.freeAttempts(), 30);
        if (doublings < 0) {
            return new Failures(count, at);
        }
        Duration delay = settings.firstDelay().multipliedBy(1L << doublings);
        Duration bounded = delay.compareTo(settings.longestDelay()) > 0 ? settings.longestDelay() : delay;
        return new Failures(count, at.plus(bounded));
    }
}
