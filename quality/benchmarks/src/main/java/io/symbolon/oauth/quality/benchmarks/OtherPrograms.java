// SPDX-License-Identifier: Apache-2.0
package io.symbolon.oauth.quality.benchmarks;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;

/**
 * How much of the processors was taken by programs that are not measured, so that a reader knows what a figure is worth.
 * Only Linux tells; elsewhere it is not a number.
 *
 * @param busySeconds of all processors since the machine started
 * @param ownSeconds of this process and those that it started
 * @param nanos when
 */
record OtherPrograms(double busySeconds, double ownSeconds, long nanos) {

    private static final Path STATISTICS = Path.of("/proc/stat");
    private static final double TICKS_PER_SECOND = 100;

    /** In the first line of the statistics: user, nice, system, and behind idle and waiting, interrupts. */
    private static final List<Integer> BUSY_COLUMNS = List.of(0, 1, 2, 5, 6);

    static OtherPrograms now() {
        return new OtherPrograms(busy(), own(), System.nanoTime());
    }

    /** The part of all processors that others took since then, 0 to 1. */
    static double shareSince(OtherPrograms before) {
        OtherPrograms now = now();
        double others = now.busySeconds - before.busySeconds - (now.ownSeconds - before.ownSeconds);
        double all = (now.nanos - before.nanos) / 1e9 * Runtime.getRuntime().availableProcessors();
        return Math.max(others / all, 0);
    }

    private static double busy() {
        if (!Files.isReadable(STATISTICS)) {
            return Double.NaN;
        }
        try (Stream<String> lines = Files.lines(STATISTICS, StandardCharsets.US_ASCII)) {
            String[] columns = lines.findFirst()
                    .orElseThrow()
                    .substring("cpu ".length())
                    .trim()
                    .split(" ", -1);
            return BUSY_COLUMNS.stream()
                            .mapToLong(column -> Long.parseLong(columns[column]))
                            .sum()
                    / TICKS_PER_SECOND;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static double own() {
        ProcessHandle self = ProcessHandle.current();
        return Stream.concat(Stream.of(self), self.descendants())
                        .map(process -> process.info().totalCpuDuration().orElse(Duration.ZERO))
                        .mapToLong(Duration::toMillis)
                        .sum()
                / 1e3;
    }
}
