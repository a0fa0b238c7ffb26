// SPDX-License-Identifier: Apache-2.0
package io.symbolon.oauth.quality.benchmarks;

import io.symbolon.oauth.quality.benchmarks.load.OpenLoop;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.ToDoubleFunction;
import java.util.stream.LongStream;

/** How long two kinds of work took at the same load, in short slices by turns, compared within each repetition. */
final class Latencies {

    private static final Duration SLICE = Duration.ofMillis(500);

    private final List<Repetition> repetitions;

    private Latencies(List<Repetition> repetitions) {
        this.repetitions = repetitions;
    }

    /** All latencies of a repetition in nanoseconds, sorted. */
    @SuppressWarnings("ArrayRecordComponent") // never compared
    private record Repetition(long[] limit, long[] subject) {}

    /** Warms both up, then measures them. */
    static Latencies measure(Plan plan, double perSecond, OpenLoop limit, OpenLoop subject) {
        repetition(plan.warmUp(), perSecond, limit, subject);
        List<Repetition> measured = new ArrayList<>();
        for (int i = 0; i < plan.repetitions(); i++) {
            measured.add(repetition(plan.measured(), perSecond, limit, subject));
        }
        return new Latencies(measured);
    }

    Spread limitMicros(double part) {
        return spread(repetition -> percentile(repetition.limit, part) / 1e3);
    }

    Spread subjectMicros(double part) {
        return spread(repetition -> percentile(repetition.subject, part) / 1e3);
    }

    /** How many times as long the subject took as the limit. */
    Spread ratio(double part) {
        return spread(repetition -> percentile(repetition.subject, part) / percentile(repetition.limit, part));
    }

    private Spread spread(ToDoubleFunction<Repetition> figure) {
        return Spread.of(repetitions.stream().mapToDouble(figure).boxed().toList());
    }

    private static double percentile(long[] sorted, double part) {
        return sorted[(int) Math.ceil(part * sorted.length) - 1];
    }

    private static Repetition repetition(Duration each, double perSecond, OpenLoop limit, OpenLoop subject) {
        LongStream ofLimit = LongStream.empty();
        LongStream ofSubject = LongStream.empty();
        Duration slice = each.compareTo(SLICE) < 0 ? each : SLICE;
        for (Duration done = Duration.ZERO; done.compareTo(each) < 0; done = done.plus(slice)) {
            ofLimit = LongStream.concat(ofLimit, LongStream.of(limit.run(slice, perSecond)));
            ofSubject = LongStream.concat(ofSubject, LongStream.of(subject.run(slice, perSecond)));
        }
        return new Repetition(ofLimit.sorted().toArray(), ofSubject.sorted().toArray());
    }
}
