// SPDX-License-Identifier: Apache-2.0
package io.symbolon.oauth.quality.benchmarks;

import io.symbolon.oauth.quality.benchmarks.load.ServerProcess;
import io.symbolon.oauth.quality.benchmarks.server.HeapOfTokens;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** How much heap a stored token takes, in a process that does nothing else. */
final class MemorySection implements Section {

    private static final List<String> HEAP = List.of("-Xms4g", "-Xmx4g");
    private static final int MOST_BYTES = 400;

    @Override
    public String name() {
        return "memory";
    }

    @Override
    public List<Figure> measure(Plan plan) {
        int stored = plan.storedTokens();
        List<Double> bytesEach = new ArrayList<>();
        long fewestValid = Long.MAX_VALUE;
        for (int i = 0; i < plan.repetitions(); i++) {
            String[] said = fill(stored);
            bytesEach.add(Double.parseDouble(said[0]) / stored);
            fewestValid = Math.min(fewestValid, Long.parseLong(said[1]));
        }
        return List.of(
                Figure.amount(
                        String.format(Locale.ROOT, "bytes of heap for each of %,d stored opaque tokens", stored),
                        Spread.of(bytesEach),
                        "%.0f",
                        MOST_BYTES),
                Figure.fact(
                        "stored tokens that are then found valid",
                        String.format(Locale.ROOT, "%,d of %,d", fewestValid, stored),
                        fewestValid == stored));
    }

    private static String[] fill(int count) {
        try (ServerProcess process = ServerProcess.start(HEAP, HeapOfTokens.class, Integer.toString(count))) {
            return process.nextLine().split(" ", -1);
        }
    }
}
