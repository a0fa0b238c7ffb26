// SPDX-License-Identifier: Apache-2.0
package io.symbolon.oauth.quality.benchmarks;

import java.util.Locale;

/**
 * One measured thing, as a row of the table.
 *
 * @param what what was measured
 * @param value how it came out
 * @param beside how it compares with its limit; empty for the limit itself
 * @param demand what it must be; empty if nothing is demanded
 * @param verdict whether it is so
 */
record Figure(String what, String value, String beside, String demand, String verdict) {

    /** The columns. */
    static final String HEAD = """
            | what | median (lowest to highest) | beside its limit | must be | is it |
            |---|---|---|---|---|
            """;

    /** Operations per second, which nothing is demanded of. */
    static Figure rate(String what, SideBySide measured, int contender) {
        return new Figure(what, rateText(measured, contender), "", "", "");
    }

    /** Operations per second, which must be at least some part of another contender's. */
    static Figure rate(String what, SideBySide measured, int contender, int limit, double atLeast) {
        Spread ratio = measured.ratio(contender, limit);
        return new Figure(
                what,
                rateText(measured, contender),
                text(ratio, "%.2f"),
                String.format(Locale.ROOT, "at least %.1f", atLeast),
                verdict(ratio.median() >= atLeast));
    }

    /** An amount that must not exceed another. */
    static Figure amount(String what, Spread value, String format, double atMost) {
        return new Figure(
                what,
                text(value, format),
                "",
                String.format(Locale.ROOT, "at most " + format, atMost),
                verdict(value.median() <= atMost));
    }

    /** How quiet the machine was. */
    static Figure others(SideBySide measured) {
        Spread others = measured.others();
        Spread percent = new Spread(others.median() * 100, others.lowest() * 100, others.highest() * 100);
        return new Figure(
                "percent of the processors that other programs took meanwhile", text(percent, "%.0f"), "", "", "");
    }

    /** Something that just has to be so. */
    static Figure fact(String what, String value, boolean holds) {
        return new Figure(what, value, "", "", verdict(holds));
    }

    /** Whether this has to be so at any speed. */
    boolean isFact() {
        return demand.isEmpty() && !verdict.isEmpty();
    }

    String toRow() {
        return String.join(" | ", "| " + what, value, beside, demand, verdict + " |\n");
    }

    private static String rateText(SideBySide measured, int contender) {
        String rate = text(measured.rate(contender), "%,.0f") + " /s";
        double processor = measured.processorMicros(contender).median();
        return processor == 0 ? rate : rate + String.format(Locale.ROOT, ", %.0f µs of processor each", processor);
    }

    static String text(Spread spread, String format) {
        String median = String.format(Locale.ROOT, format, spread.median());
        return spread.lowest() == spread.highest()
                ? median
                : median
                        + String.format(
                                Locale.ROOT, " (" + format + " to " + format + ")", spread.lowest(), spread.highest());
    }

    private static String verdict(boolean holds) {
        return holds ? "yes" : "**no**";
    }
}
