// SPDX-License-Identifier: Apache-2.0
package io.symbolon.oauth.core.internal.key;

import io.symbolon.oauth.api.token.SigningKey;
import java.time.Duration;
import java.util.List;

/**
 * Which keys the server has, and for how long.
 *
 * @param algorithms the algorithms that there are signing keys for, the default one first
 * @param rsaBits the size of RSA keys
 * @param rotateAfter how long a signing key is active
 * @param announceBefore how long a signing key is published before it signs
 * @param longestTokenLifetime the longest lifetime of a signed token, and so how long a key stays published after its last
 *     signature, but at least a day; no token is signed for longer than that
 * @param longestRefreshTokenLifetime the longest lifetime of a refresh token; shortening it makes older refresh tokens
 *     unknown
 * @param rotateSuccessorAfter how long a key that derives successors is active
 * @param refreshWindow how long a refresh token's successor can be asked for again
 * @param clockTolerance by how much the clock of a node may be wrong
 */
public record KeyPolicy(
        List<SignatureAlgorithm> algorithms,
        int rsaBits,
        Duration rotateAfter,
        Duration announceBefore,
        Duration longestTokenLifetime,
        Duration longestRefreshTokenLifetime,
        Duration rotateSuccessorAfter,
        Duration refreshWindow,
        Duration clockTolerance) {

    private static final Duration A_MINUTE = Duration.ofMinutes(1);

    // A lifetime may have been longer before it was set shorter, and nobody minds a public key for another day.
    private static final Duration PUBLISHED_AT_LEAST = Duration.ofDays(1);

    // Nobody outside ever sees a key for MACs, and each is kept as long as refresh tokens live: few are better.
    private static final Duration ROTATE_MAC_AFTER = Duration.ofDays(90);
    private static final Duration ANNOUNCE_MAC_BEFORE = Duration.ofDays(1);

    public KeyPolicy {
        algorithms = List.copyOf(algorithms);
        if (algorithms.isEmpty() || algorithms.stream().distinct().count() != algorithms.size()) {
            throw new IllegalArgumentException(
                    "name at least one signature algorithm, and each once, but there are " + algorithms);
        }
        if (rsaBits != 2048 && rsaBits != 3072 && rsaBits != 4096) {
            throw new IllegalArgumentException("an RSA key has 2048, 3072 or 4096 bits, not " + rsaBits);
        }
        if (announceBefore.compareTo(A_MINUTE) < 0 || rotateAfter.compareTo(announceBefore.multipliedBy(2)) < 0) {
            throw new IllegalArgumentException("a signing key is announced at least one minute ahead and is active at"
                    + " least twice as long: rotating after " + rotateAfter + " and announcing " + announceBefore
                    + " before does not fit");
        }
        if (rotateSuccessorAfter.compareTo(A_MINUTE.multipliedBy(2)) < 0) {
            throw new IllegalArgumentException(
                    "a key that derives successors is active for at least two minutes, not " + rotateSuccessorAfter);
        }
        if (longestTokenLifetime.isNegative()
                || longestRefreshTokenLifetime.isNegative()
                || refreshWindow.isNegative()
                || clockTolerance.isNegative()) {
            throw new IllegalArgumentException("a lifetime, a window and a tolerance must not be negative");
        }
    }

    /** One RS256 key of 2048 bits, rotated every 90 days and announced a day ahead. */
    public static KeyPolicy standard() {
        return new KeyPolicy(
                List.of(SignatureAlgorithm.RS256),
                2048,
                Duration.ofDays(90),
                Duration.ofDays(1),
                Duration.ofDays(1),
                Duration.ofDays(365),
                Duration.ofHours(1),
                Duration.ofSeconds(10),
                Duration.ofSeconds(5));
    }

    /** The same with these algorithms, the default one first. */
    public KeyPolicy withAlgorithms(List<SignatureAlgorithm> chosen) {
        return new KeyPolicy(
                chosen,
                rsaBits,
                rotateAfter,
                announceBefore,
                longestTokenLifetime,
                longestRefreshTokenLifetime,
                rotateSuccessorAfter,
                refreshWindow,
                clockTolerance);
    }

    /** The same with these lifetimes, which decide how long keys are kept. */
    public KeyPolicy withLifetimes(Duration longestToken, Duration longestRefreshToken, Duration window) {
        return new KeyPolicy(
                algorithms,
                rsaBits,
                rotateAfter,
                announceBefore,
                longestToken,
                longestRefreshToken,
                rotateSuccessorAfter,
                window,
                clockTolerance);
    }

    /** How often each node must call {@link KeyRing#maintain} at the least, so that none misses a new key. */
    public Duration maintainEvery() {
        Duration shortest =
                announceBefore.compareTo(announceSuccessorBefore()) < 0 ? announceBefore : announceSuccessorBefore();
        return shortest.dividedBy(2);
    }

    /** The longest lifetime of a token that its key outlives for sure. */
    Duration signedAtMostFor() {
        return longestTokenLifetime.compareTo(PUBLISHED_AT_LEAST) < 0 ? PUBLISHED_AT_LEAST : longestTokenLifetime;
    }

    SignatureAlgorithm defaultAlgorithm() {
        return algorithms.get(0);
    }

    KeySchedule scheduleOf(SigningKey.Use use) {
        return switch (use) {
            case SIGNATURE ->
                new KeySchedule(rotateAfter, announceBefore, signedAtMostFor().plus(betweenClocks()));
            case REFRESH_TOKEN_MAC ->
                new KeySchedule(
                        ROTATE_MAC_AFTER, ANNOUNCE_MAC_BEFORE, longestRefreshTokenLifetime.plus(betweenClocks()));
            case REFRESH_TOKEN_SUCCESSOR ->
                new KeySchedule(rotateSuccessorAfter, announceSuccessorBefore(), refreshWindow.plus(betweenClocks()));
        };
    }

    // One node may be early and another late.
    private Duration betweenClocks() {
        return clockTolerance.multipliedBy(2);
    }

    private Duration announceSuccessorBefore() {
        return rotateSuccessorAfter.dividedBy(2);
    }
}
