// SPDX-License-Identifier: Apache-2.0
package io.symbolon.oauth.quality.benchmarks;

import io.symbolon.oauth.quality.benchmarks.load.ServerProcess;
import io.symbolon.oauth.quality.benchmarks.server.HeapOfTokens;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** How much heap stored tokens take, in a process that does nothing else. */
final class MemorySection implements Section {

    private static final List<String> HEAP = List.of("-Xms4g", "-Xmx4g");

    @Override
    public String name() {
        return "memory";
    }

    @Override
    public double minutes(Plan plan) {
        return plan.repetitions() * plan.storedTokens() / 2e6;
    }

    @Override
    public Reach reach() {
        return Reach.EACH_PLATFORM;
    }

    @Override
    public List<Figure> measure(Plan plan) {
        List<Figure> figures = new ArrayList<>();
        figures.addAll(measure(plan, HeapOfTokens.Kind.TOKEN_OF_CLIENT, "opaque tokens of clients", 300));
        figures.addAll(measure(
                plan, HeapOfTokens.Kind.GRANT_WITH_TOKENS, "grants with a refresh token and an access token", 600));
        return figures;
    }

    private static List<Figure> measure(Plan plan, HeapOfTokens.Kind kind, String what, double mostBytes) {
        int stored = plan.storedTokens();
        List<Double> bytesEach = new ArrayList<>();
        long fewestValid = Long.MAX_VALUE;
        for (int i = 0; i < plan.repetitions(); i++) {
            String[] said = fill(kind, stored);
            bytesEach.add(Double.parseDouble(said[0]) / stored);
            fewestValid = Math.min(fewestValid, Long.parseLong(said[1]));
        }
        return List.of(
                Figure.atMost(
                        String.format(Locale.ROOT, "bytes of heap for each of %,d stored %s", stored, what),
                        Spread.of(bytesEach),
                        "%.0f",
                        mostBytes),
                Figure.fact(
                        "of these " + what + " are then found valid",
                        String.format(Locale.ROOT, "%,d of %,d", fewestValid, stored),
                        fewestValid == stored));
    }

    private static String[] fill(HeapOfTokens.Kind kind, int count) {
        try (ServerProcess process =
                ServerProcess.start(HEAP, HeapOfTokens.class, kind.name(), Integer.toString(count))) {
            return process.nextLine().split(" ", -1);
        }
    }
}
