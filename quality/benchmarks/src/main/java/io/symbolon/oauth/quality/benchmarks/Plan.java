// SPDX-License-Identifier: Apache-2.0
package io.symbolon.oauth.quality.benchmarks;

import java.time.Duration;
import java.util.List;

/**
 * How thoroughly it is measured.
 *
 * @param repetitions how many repetitions the medians are of
 * @param measured how long each contender works in a repetition
 * @param warmUp how long each contender works before the first one
 * @param storedTokens how many tokens a large store in memory holds
 * @param rows how many grants, each with its tokens, a database holds
 * @param manyRows how many of them a large one holds
 * @param peers whether other products are measured beside ours
 */
record Plan(
        int repetitions, Duration measured, Duration warmUp, int storedTokens, int rows, int manyRows, boolean peers) {

    static final Plan FULL =
            new Plan(5, Duration.ofSeconds(5), Duration.ofSeconds(15), 1_000_000, 1_000, 100_000, true);

    /** Shows that everything works, and nothing about speed. */
    static final Plan SMOKE = new Plan(1, Duration.ofMillis(100), Duration.ofMillis(100), 1_000, 10, 1_000, true);

    Plan repeated(int times) {
        return new Plan(times, measured, warmUp, storedTokens, rows, manyRows, peers);
    }

    Plan measuring(Duration each) {
        return new Plan(repetitions, each, warmUp, storedTokens, rows, manyRows, peers);
    }

    Plan warmingUp(Duration each) {
        return new Plan(repetitions, measured, each, storedTokens, rows, manyRows, peers);
    }

    Plan storing(int tokens) {
        return new Plan(repetitions, measured, warmUp, tokens, rows, manyRows, peers);
    }

    /** With a hundredth of them in the smaller database. */
    Plan holding(int many) {
        return new Plan(repetitions, measured, warmUp, storedTokens, Math.max(many / 100, 1), many, peers);
    }

    Plan withoutPeers() {
        return new Plan(repetitions, measured, warmUp, storedTokens, rows, manyRows, false);
    }

    /** How long it takes to measure so many contenders side by side. */
    double minutes(int contenders) {
        return contenders * (warmUp.toMillis() + repetitions * measured.toMillis()) / 60_000.0;
    }

    /** The words of a command line that say the same. */
    List<String> toArguments() {
        return List.of(
                "--plan",
                String.join(
                        ",",
                        Integer.toString(repetitions),
                        measured.toString(),
                        warmUp.toString(),
                        Integer.toString(storedTokens),
                        Integer.toString(rows),
                        Integer.toString(manyRows),
                        Boolean.toString(peers)));
    }

    /** Reads what {@link #toArguments} says behind its option. */
    static Plan parse(String text) {
        String[] parts = text.split(",", -1);
        return new Plan(
                Integer.parseInt(parts[0]),
                Duration.parse(parts[1]),
                Duration.parse(parts[2]),
                Integer.parseInt(parts[3]),
                Integer.parseInt(parts[4]),
                Integer.parseInt(parts[5]),
                Boolean.parseBoolean(parts[6]));
    }
}
