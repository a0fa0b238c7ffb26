// SPDX-License-Identifier: Apache-2.0
package io.symbolon.oauth.quality.benchmarks;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;

/**
 * What the command line asks for.
 *
 * @param sections names of sections; empty if none were named
 * @param plan how thoroughly
 * @param document into which document the table is written besides
 * @param jdks the homes of Java platforms to measure on besides
 * @param virtualThreads whether servers are measured on virtual threads too
 * @param resume whether what was measured before counts
 * @param keep into which file the figures of the only section go, instead of a table
 */
record Options(
        List<String> sections,
        Plan plan,
        Optional<Path> document,
        List<Path> jdks,
        boolean virtualThreads,
        boolean resume,
        Optional<Path> keep) {

    /**
     * Reads the command line.
     *
     * @throws IllegalArgumentException saying which word is wrong
     */
    static Options parse(List<String> arguments) {
        List<String> sections = List.of();
        Plan plan = Plan.FULL;
        Optional<Path> document = Optional.empty();
        List<Path> jdks = new ArrayList<>();
        boolean virtualThreads = false;
        boolean resume = false;
        Optional<Path> keep = Optional.empty();
        for (Iterator<String> words = arguments.iterator(); words.hasNext(); ) {
            String word = words.next();
            switch (word) {
                case "--smoke" -> plan = Plan.SMOKE;
                case "--sections" -> sections = List.of(value(words).split(",", -1));
                case "--repetitions" -> plan = plan.repeated(number(words));
                case "--seconds" -> plan = plan.measuring(Duration.ofSeconds(number(words)));
                case "--warm-up" -> plan = plan.warmingUp(Duration.ofSeconds(number(words)));
                case "--stored" -> plan = plan.storing(number(words));
                case "--rows" -> plan = plan.holding(number(words));
                case "--without-peers" -> plan = plan.withoutPeers();
                case "--jdk" -> jdks.add(Path.of(value(words)));
                case "--virtual-threads" -> virtualThreads = true;
                case "--resume" -> resume = true;
                case "--write" -> document = Optional.of(Path.of(value(words)));
                case "--plan" -> plan = Plan.parse(value(words));
                case "--keep" -> keep = Optional.of(Path.of(value(words)));
                default -> throw new IllegalArgumentException("unknown option " + word);
            }
        }
        return new Options(sections, plan, document, List.copyOf(jdks), virtualThreads, resume, keep);
    }

    private static String value(Iterator<String> words) {
        if (!words.hasNext()) {
            throw new IllegalArgumentException("the last option lacks its value");
        }
        return words.next();
    }

    private static int number(Iterator<String> words) {
        String word = value(words);
        int number = Integer.parseInt(word);
        if (number < 1) {
            throw new IllegalArgumentException("a number must be positive: " + word);
        }
        return number;
    }
}
