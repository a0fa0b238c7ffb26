// SPDX-License-Identifier: Apache-2.0
package io.symbolon.oauth.quality.benchmarks;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;

/**
 * What the command line asks for.
 *
 * @param sections names of sections
 * @param plan how thoroughly
 * @param document into which document the table is written besides
 */
record Options(List<String> sections, Plan plan, Optional<Path> document) {

    private static final List<String> WHOLE_SERVER = List.of("tokens", "signed", "introspection", "memory", "start");

    /**
     * Reads the command line.
     *
     * @throws IllegalArgumentException saying which word is wrong
     */
    static Options parse(List<String> arguments) {
        List<String> sections = WHOLE_SERVER;
        Plan plan = Plan.FULL;
        Optional<Path> document = Optional.empty();
        for (Iterator<String> words = arguments.iterator(); words.hasNext(); ) {
            String word = words.next();
            switch (word) {
                case "--smoke" -> plan = Plan.SMOKE;
                case "--sections" -> sections = List.of(value(words).split(",", -1));
                case "--repetitions" -> plan = plan.repeated(number(words));
                case "--seconds" -> plan = plan.measuring(Duration.ofSeconds(number(words)));
                case "--warm-up" -> plan = plan.warmingUp(Duration.ofSeconds(number(words)));
                case "--stored" -> plan = plan.storing(number(words));
                case "--write" -> document = Optional.of(Path.of(value(words)));
                default -> throw new IllegalArgumentException("unknown option " + word);
            }
        }
        return new Options(sections, plan, document);
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
