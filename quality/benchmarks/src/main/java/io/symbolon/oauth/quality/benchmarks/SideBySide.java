// SPDX-License-Identifier: Apache-2.0
package io.symbolon.oauth.quality.benchmarks;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.ToDoubleFunction;

/**
 * Measures contenders in short slices by turns, so that whatever else the machine does at the time hits all of them, and
 * compares them within each repetition.
 */
final class SideBySide {

    private static final Duration SLICE = Duration.ofMillis(500);

    /** For each repetition the sums of the contenders, in their order. */
    private final List<Sample[]> repetitions;

    private final Spread others;

    private SideBySide(List<Sample[]> repetitions, Spread others) {
        this.repetitions = repetitions;
        this.others = others;
    }

    /** Warms all contenders up, then measures them. */
    static SideBySide measure(Plan plan, Contender... contenders) {
        repetition(plan.warmUp(), contenders);
        List<Sample[]> measured = new ArrayList<>();
        List<Double> others = new ArrayList<>();
        for (int i = 0; i < plan.repetitions(); i++) {
            OtherPrograms before = OtherPrograms.now();
            measured.add(repetition(plan.measured(), contenders));
            others.add(OtherPrograms.shareSince(before));
        }
        return new SideBySide(measured, Spread.of(others));
    }

    /** Which part of the processors other programs took meanwhile. */
    Spread others() {
        return others;
    }

    /** Operations per second. */
    Spread rate(int contender) {
        return spread(repetition -> repetition[contender].perSecond());
    }

    /** Processor time for each operation, in microseconds. */
    Spread processorMicros(int contender) {
        return spread(repetition -> repetition[contender].processorMicrosEach());
    }

    /** How many times as fast the one is as the other. */
    Spread ratio(int contender, int other) {
        return spread(repetition -> repetition[contender].perSecond() / repetition[other].perSecond());
    }

    private Spread spread(ToDoubleFunction<Sample[]> figure) {
        return Spread.of(repetitions.stream().mapToDouble(figure).boxed().toList());
    }

    private static Sample[] repetition(Duration each, Contender... contenders) {
        Sample[] sums = new Sample[contenders.length];
        Arrays.fill(sums, Sample.NONE);
        Duration slice = each.compareTo(SLICE) < 0 ? each : SLICE;
        for (Duration done = Duration.ZERO; done.compareTo(each) < 0; done = done.plus(slice)) {
            for (int i = 0; i < contenders.length; i++) {
                sums[i] = sums[i].plus(contenders[i].run(slice));
            }
        }
        return sums;
    }
}
