// SPDX-License-Identifier: Apache-2.0
package io.symbolon.oauth.quality.benchmarks;

import java.time.Duration;

/**
 * How thoroughly it is measured.
 *
 * @param repetitions how many repetitions the medians are of
 * @param measured how long each contender works in a repetition
 * @param warmUp how long each contender works before the first one
 * @param storedTokens how many tokens a large store holds
 */
record Plan(int repetitions, Duration measured, Duration warmUp, int storedTokens) {

    static final Plan FULL = new Plan(5, Duration.ofSeconds(10), Duration.ofSeconds(20), 1_000_000);

    /** Shows that everything works, and nothing about speed. */
    static final Plan SMOKE = new Plan(1, Duration.ofMillis(100), Duration.ofMillis(100), 1_000);

    Plan repeated(int times) {
        return new Plan(times, measured, warmUp, storedTokens);
    }

    Plan measuring(Duration each) {
        return new Plan(repetitions, each, warmUp, storedTokens);
    }

    Plan warmingUp(Duration each) {
        return new Plan(repetitions, measured, each, storedTokens);
    }

    Plan storing(int tokens) {
        return new Plan(repetitions, measured, warmUp, tokens);
    }
}
