// SPDX-License-Identifier: Apache-2.0
package io.symbolon.oauth.quality.benchmarks;

import io.symbolon.oauth.quality.benchmarks.load.ServerProcess;
import io.symbolon.oauth.quality.benchmarks.server.InProcess;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** How many bytes a request allocates, from the request that the container has read to the response that it will write. */
final class AllocationSection implements Section {

    /** In the order in which the process tells them. */
    private static final List<String> KINDS = List.of(
            "client credentials, opaque token",
            "client credentials, ES256 `at+jwt`",
            "introspection of an opaque token",
            "metadata");

    private static final double MOST_BYTES = 4_096;

    @Override
    public String name() {
        return "allocation";
    }

    /** The code of most kinds is warm after 300,000 requests, long before that time is over. */
    @Override
    public double minutes(Plan plan) {
        return plan.repetitions() * 0.5;
    }

    @Override
    public Reach reach() {
        return Reach.EACH_PLATFORM;
    }

    @Override
    public List<Figure> measure(Plan plan) {
        List<List<Double>> repetitions =
                Stream.generate(() -> bytes(plan)).limit(plan.repetitions()).toList();
        List<Figure> figures = new ArrayList<>();
        for (int i = 0; i < KINDS.size(); i++) {
            int kind = i;
            String what = "bytes allocated for a request, container excluded: " + KINDS.get(i);
            Spread spread =
                    Spread.of(repetitions.stream().map(bytes -> bytes.get(kind)).toList());
            figures.add(
                    i == 0 ? Figure.atMost(what, spread, "%,.0f", MOST_BYTES) : Figure.plain(what, spread, "%,.0f"));
        }
        return figures;
    }

    /** In a process that has just started, so that its code was compiled anew. */
    private static List<Double> bytes(Plan plan) {
        try (ServerProcess process = ServerProcess.start(Rig.HEAP, InProcess.class)) {
            process.say(InProcess.Command.ALLOCATION + " " + plan.warmUp().toNanos());
            String[] said = process.nextLine().split(" ", -1);
            return IntStream.range(0, KINDS.size())
                    .mapToObj(i -> Double.valueOf(said[i]))
                    .toList();
        }
    }
}
