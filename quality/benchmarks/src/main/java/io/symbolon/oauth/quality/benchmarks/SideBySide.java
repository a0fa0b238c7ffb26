// SPDX-License-Identifier: Apache-2.0
package io.symbolon.oauth.quality.benchmarks;

import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.ToDoubleFunction;

/**
 * Measures contenders in short slices by turns, so that whatever else the machine does at the time hits all of them, and
 * compares them within each repetition.
 */
final class SideBySide {

    private static final Duration SLICE = Duration.ofMillis(500);

    /** For each repetition the sums of the contenders. */
    private final List<Map<String, Sample>> repetitions;

    private final Spread others;

    /** How fast each contender was in one repetition, in operations per second. */
    interface Rates {
        double of(String contender);
    }

    private SideBySide(List<Map<String, Sample>> repetitions, Spread others) {
        this.repetitions = repetitions;
        this.others = others;
    }

    /** Warms all contenders up, then measures them, in their order. */
    static SideBySide measure(Plan plan, Map<String, Contender> contenders) {
        repetition(plan.warmUp(), contenders);
        List<Map<String, Sample>> measured = new ArrayList<>();
        List<Double> others = new ArrayList<>();
        for (int i = 0; i < plan.repetitions(); i++) {
            OtherPrograms before = OtherPrograms.now();
            measured.add(repetition(plan.measured(), contenders));
            others.add(OtherPrograms.shareSince(before));
        }
        return new SideBySide(measured, Spread.of(others));
    }

    /** A row for each contender, and one that says how quiet the machine was. */
    List<Figure> rates() {
        List<Figure> figures = new ArrayList<>();
        for (String name : repetitions.get(0).keySet()) {
            figures.add(Figure.rate(name, rate(name), spread(name, Sample::processorMicrosEach)));
        }
        figures.add(Figure.plain(
                "percent of the processors that other programs took meanwhile",
                new Spread(others.median() * 100, others.lowest() * 100, others.highest() * 100),
                "%.0f"));
        return figures;
    }

    boolean has(String contender) {
        return repetitions.get(0).containsKey(contender);
    }

    /** Operations per second. */
    Spread rate(String contender) {
        return spread(contender, Sample::perSecond);
    }

    /** How many times as fast the one is as the other. */
    Spread ratio(String contender, String other) {
        return compare(rates -> rates.of(contender) / rates.of(other));
    }

    /** What comes out of the rates of each repetition. */
    Spread compare(ToDoubleFunction<Rates> comparison) {
        return Spread.of(repetitions.stream()
                .map(repetition -> comparison.applyAsDouble(
                        contender -> sample(repetition, contender).perSecond()))
                .toList());
    }

    private Spread spread(String contender, ToDoubleFunction<Sample> figure) {
        return Spread.of(repetitions.stream()
                .map(repetition -> figure.applyAsDouble(sample(repetition, contender)))
                .toList());
    }

    private static Sample sample(Map<String, Sample> repetition, String contender) {
        return Objects.requireNonNull(repetition.get(contender), contender);
    }

    private static Map<String, Sample> repetition(Duration each, Map<String, Contender> contenders) {
        Map<String, Sample> sums = new LinkedHashMap<>();
        Duration slice = each.compareTo(SLICE) < 0 ? each : SLICE;
        for (Duration done = Duration.ZERO; done.compareTo(each) < 0; done = done.plus(slice)) {
            contenders.forEach((name, contender) -> sums.merge(name, run(name, contender, slice), Sample::plus));
        }
        return sums;
    }

    private static Sample run(String name, Contender contender, Duration slice) {
        try {
            return contender.run(slice);
        } catch (IllegalStateException e) {
            throw new IllegalStateException(name + ": " + e.getMessage(), e);
        }
    }
}
