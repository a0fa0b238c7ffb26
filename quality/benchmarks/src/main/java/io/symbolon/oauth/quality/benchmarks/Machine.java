// SPDX-License-Identifier: Apache-2.0
package io.symbolon.oauth.quality.benchmarks;

import com.sun.management.OperatingSystemMXBean;
import io.symbolon.oauth.quality.benchmarks.load.RequestThreads;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.stream.Stream;

/** What the figures were measured on. Says nothing by which the machine could be found. */
final class Machine {

    private static final Path PROCESSORS = Path.of("/proc/cpuinfo");
    private static final double GIBIBYTE = 1 << 30;

    private Machine() {}

    static String describe() {
        OperatingSystemMXBean system = ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class);
        return String.format(
                Locale.ROOT,
                "%s, %d cores shared by server and load, %.0f GiB, %s %s",
                processor(),
                system.getAvailableProcessors(),
                system.getTotalMemorySize() / GIBIBYTE,
                System.getProperty("os.name"),
                System.getProperty("os.version"));
    }

    /** The Java platform, and on which threads servers answer where that is not the usual. */
    static String java() {
        return String.format(
                Locale.ROOT,
                "Java %s (%s)%s",
                System.getProperty("java.runtime.version"),
                System.getProperty("java.vm.vendor"),
                RequestThreads.ofThisProcess() == RequestThreads.VIRTUAL ? ", virtual threads" : "");
    }

    private static String processor() {
        if (!Files.isReadable(PROCESSORS)) {
            return System.getProperty("os.arch");
        }
        try (Stream<String> lines = Files.lines(PROCESSORS, StandardCharsets.UTF_8)) {
            return lines.filter(line -> line.startsWith("model name"))
                    .map(line -> line.substring(line.indexOf(':') + 1).trim())
                    .findFirst()
                    .orElseGet(() -> System.getProperty("os.arch"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
