// SPDX-License-Identifier: Apache-2.0
package io.symbolon.oauth.quality.benchmarks;

import io.symbolon.oauth.quality.benchmarks.parts.WholeRequest;
import java.util.Collection;
import java.util.List;
import org.openjdk.jmh.results.Result;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.runner.options.TimeValue;
import org.openjdk.jmh.util.Statistics;

/** What the parts of a request cost in-process, measured by JMH. */
final class PartsSection implements Section {

    private static final int ITERATIONS = 5;

    /** About so many are there. */
    private static final int PARTS = 18;

    @Override
    public String name() {
        return "parts";
    }

    @Override
    public double minutes(Plan plan) {
        return PARTS * (2 * plan.measured().toMillis() / 60_000.0 + 0.05);
    }

    @Override
    public Reach reach() {
        return Reach.FIRST_PLATFORM;
    }

    /** Each part in a process of its own; all in this one if nothing is repeated. */
    @Override
    public List<Figure> measure(Plan plan) {
        boolean repeated = plan.repetitions() > 1;
        TimeValue iteration = TimeValue.milliseconds(plan.measured().toMillis() / ITERATIONS);
        OptionsBuilder options = new OptionsBuilder();
        options.include(WholeRequest.class.getPackageName())
                .forks(repeated ? 1 : 0)
                .warmupTime(iteration)
                .warmupIterations(repeated ? ITERATIONS : 0)
                .measurementTime(iteration)
                .measurementIterations(repeated ? ITERATIONS : 1)
                .shouldFailOnError(true);
        try {
            return new Runner(options.build())
                    .run().stream().map(PartsSection::figure).toList();
        } catch (RunnerException e) {
            throw new IllegalStateException(e);
        }
    }

    private static Figure figure(RunResult run) {
        Result<?> result = run.getPrimaryResult();
        Statistics statistics = result.getStatistics();
        return Figure.plain(
                name(run) + ", " + result.getScoreUnit(),
                new Spread(statistics.getPercentile(50), statistics.getMin(), statistics.getMax()),
                "%.2f");
    }

    private static String name(RunResult run) {
        String full = run.getParams().getBenchmark();
        String name = full.substring(full.lastIndexOf('.', full.lastIndexOf('.') - 1) + 1);
        Collection<String> parameters = run.getParams().getParamsKeys();
        return parameters.stream()
                .map(key -> " " + run.getParams().getParam(key))
                .reduce(name, String::concat);
    }
}
