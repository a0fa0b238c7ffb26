// SPDX-License-Identifier: Apache-2.0
package io.symbolon.oauth.quality.benchmarks;

import java.util.Locale;
import java.util.OptionalDouble;

/**
 * One measured thing, as a row of the table.
 *
 * @param what what was measured
 * @param value how it came out
 * @param demand what it must be; empty if nothing is demanded
 * @param verdict whether it is so
 * @param perSecond the median, if this is a rate
 */
record Figure(String what, String value, String demand, String verdict, OptionalDouble perSecond) {

    /** The columns. */
    static final String HEAD = """
            | what | median (lowest to highest) | must be | is it |
            |---|---|---|---|
            """;

    private Figure(String what, String value, String demand, String verdict) {
        this(what, value, demand, verdict, OptionalDouble.empty());
    }

    /** Operations per second, and the processor time that each took, where that is known. */
    static Figure rate(String what, Spread perSecond, Spread processorMicros) {
        String rate = text(perSecond, "%,.0f") + " /s";
        double processor = processorMicros.median();
        String value =
                processor == 0 ? rate : rate + String.format(Locale.ROOT, ", %.0f µs of processor each", processor);
        return new Figure(what, value, "", "", OptionalDouble.of(perSecond.median()));
    }

    /** Something that nothing is demanded of. */
    static Figure plain(String what, Spread value, String format) {
        return new Figure(what, text(value, format), "", "");
    }

    /** A ratio that must not be less. */
    static Figure atLeast(String what, Spread ratio, double bound) {
        return new Figure(
                what,
                text(ratio, "%.2f"),
                String.format(Locale.ROOT, "at least %s", decimal(bound)),
                verdict(ratio.median() >= bound));
    }

    /** A rate that must not be less. */
    static Figure rateAtLeast(String what, Spread perSecond, double bound) {
        return new Figure(
                what,
                text(perSecond, "%,.0f") + " /s",
                String.format(Locale.ROOT, "at least %,.0f /s", bound),
                verdict(perSecond.median() >= bound),
                OptionalDouble.of(perSecond.median()));
    }

    /** An amount that must not exceed another. */
    static Figure atMost(String what, Spread value, String format, double bound) {
        return new Figure(
                what,
                text(value, format),
                String.format(Locale.ROOT, "at most " + format, bound),
                verdict(value.median() <= bound));
    }

    /** Something that just has to be so. */
    static Figure fact(String what, String value, boolean holds) {
        return new Figure(what, value, "", verdict(holds));
    }

    /** Why something is not there. */
    static Figure skipped(String what, String reason) {
        return new Figure(what, "skipped: " + reason, "", "");
    }

    /** Whether this has to be so at any speed. */
    boolean isFact() {
        return demand.isEmpty() && !verdict.isEmpty();
    }

    String toRow() {
        return String.join(" | ", "| " + what, value, demand, verdict + " |\n");
    }

    static String text(Spread spread, String format) {
        String median = String.format(Locale.ROOT, format, spread.median());
        return spread.lowest() == spread.highest()
                ? median
                : median
                        + String.format(
                                Locale.ROOT, " (" + format + " to " + format + ")", spread.lowest(), spread.highest());
    }

    /** With as many digits behind the point as it has. */
    private static String decimal(double number) {
        return Double.toString(number).replaceFirst("\\.0$", "");
    }

    private static String verdict(boolean holds) {
        return holds ? "yes" : "**no**";
    }
}
