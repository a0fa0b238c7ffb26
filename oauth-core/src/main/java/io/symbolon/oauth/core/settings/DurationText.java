// SPDX-License-Identifier: Apache-2.0
package io.symbolon.oauth.core.settings;

import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.List;

/** Durations as people write them in a configuration: a whole number and one unit, such as {@code 10m}. */
final class DurationText {

    private static final List<Unit> LONGEST_FIRST = List.of(
            new Unit("d", ChronoUnit.DAYS),
            new Unit("h", ChronoUnit.HOURS),
            new Unit("m", ChronoUnit.MINUTES),
            new Unit("s", ChronoUnit.SECONDS),
            new Unit("ms", ChronoUnit.MILLIS));

    // 18 digits always fit into a long
    private static final int MAX_DIGITS = 18;

    private DurationText() {}

    /**
     * Reads what {@link #print} writes, and the same with a unit that could be longer.
     *
     * @throws IllegalArgumentException if the text has another form
     */
    static Duration parse(String text) {
        int digits = 0;
        while (digits < text.length() && text.charAt(digits) >= '0' && text.charAt(digits) <= '9') {
            digits++;
        }
        String symbol = text.substring(digits);
        for (Unit unit : LONGEST_FIRST) {
            if (unit.symbol().equals(symbol) && digits > 0 && digits <= MAX_DIGITS) {
                return unit.times(Long.parseLong(text.substring(0, digits)));
            }
        }
        throw new IllegalArgumentException("'" + Spelling.printable(text) + "' is no duration");
    }

    /** Writes the duration in the longest unit that needs no fraction. */
    static String print(Duration duration) {
        if (duration.isZero()) {
            return "0s";
        }
        for (Unit unit : LONGEST_FIRST) {
            if (unit.divides(duration)) {
                return unit.count(duration) + unit.symbol();
            }
        }
        return duration.toString();
    }

    private record Unit(String symbol, ChronoUnit unit) {

        Duration times(long count) {
            try {
                return Duration.of(count, unit);
            } catch (ArithmeticException e) {
                throw new IllegalArgumentException("the duration is longer than time itself", e);
            }
        }

        boolean divides(Duration duration) {
            return times(count(duration)).equals(duration);
        }

        long count(Duration duration) {
            return duration.dividedBy(unit.getDuration());
        }
    }
}
