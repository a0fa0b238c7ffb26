// SPDX-License-Identifier: Apache-2.0
package io.symbolon.oauth.samples.quickstart;

import static org.assertj.core.api.Assertions.assertThat;

import io.symbolon.oauth.core.settings.ThrottleSettings;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class LoginThrottleTest {

    private static final Instant NOON = Instant.parse("2026-03-01T12:00:00Z");
    private static final String HOME = "192.0.2.1";

    private final LoginThrottle throttle =
            new LoginThrottle(new ThrottleSettings(2, Duration.ofSeconds(1), Duration.ofSeconds(4), 100));

    @Test
    void letsTheFreeAttemptsPass() {
        assertThat(throttle.attempt("alice", HOME, NOON)).isEmpty();
        assertThat(throttle.attempt("alice", HOME, NOON)).isEmpty();
        assertThat(throttle.attempt("alice", HOME, NOON)).contains(Duration.ofSeconds(1));
    }

    @Test
    void doublesTheWaitUpToTheLongest() {
        givenAttempts(2);

        assertThat(throttle.attempt("alice", HOME, NOON.plusSeconds(1))).isEmpty();
        assertThat(throttle.attempt("alice", HOME, NOON.plusSeconds(1))).contains(Duration.ofSeconds(2));
        assertThat(throttle.attempt("alice", HOME, NOON.plusSeconds(3))).isEmpty();
        assertThat(throttle.attempt("alice", HOME, NOON.plusSeconds(3))).contains(Duration.ofSeconds(4));
        assertThat(throttle.attempt("alice", HOME, NOON.plusSeconds(7))).isEmpty();
        assertThat(throttle.attempt("alice", HOME, NOON.plusSeconds(7))).contains(Duration.ofSeconds(4));
    }

    @Test
    void delaysNobodyElsewhere() {
        givenAttempts(2);

        assertThat(throttle.attempt("alice", "192.0.2.2", NOON)).isEmpty();
    }

    @Test
    void forgetsAfterASuccess() {
        givenAttempts(2);

        throttle.succeeded("alice", HOME);

        assertThat(throttle.attempt("alice", HOME, NOON)).isEmpty();
    }

    @Test
    void remembersTheLatestSourcesOnly() {
        givenAttempts(2);

        for (int i = 0; i < 100; i++) {
            throttle.attempt("nobody-" + i, HOME, NOON);
        }

        assertThat(throttle.attempt("alice", HOME, NOON)).isEmpty();
    }

    private void givenAttempts(int count) {
        for (int i = 0; i < count; i++) {
            throttle.attempt("alice", HOME, NOON);
        }
    }
}
