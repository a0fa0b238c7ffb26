// SPDX-License-Identifier: Apache-2.0
package io.symbolon.oauth.quality.benchmarks;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Measures the sections that are asked for, one after the other, each in a process of its own, and prints tables in Markdown. */
public final class Benchmarks {

    /** In the order in which they are measured. */
    static final List<Section> ALL = List.of(
            new TokenSection(),
            new IntrospectionSection(),
            new AuthenticateSection(),
            new JourneySection(),
            new SignedTokenSection(),
            new PostgresSection(),
            new PostgresJourneySection(),
            new LatencySection(),
            new MemorySection(),
            new AllocationSection(),
            new StartSection(),
            new PartsSection(),
            new PostgresScaleSection());

    private static final List<String> ONLY_ON_DEMAND = List.of("postgres-scale");

    private Benchmarks() {}

    public static void main(String[] arguments) {
        List<String> words = List.of(arguments);
        if (words.contains("--help")) {
            System.out.println(usage());
            return;
        }
        Options options = Options.parse(words);
        if (options.keep().isPresent()) {
            Measured.now(section(options.sections().get(0)), options.plan())
                    .keep(options.keep().get());
            return;
        }
        if (options.plan().peers()) {
            NodePeer.install();
        }
        Report report = new Report(words, run(options));
        System.out.println(report.toMarkdown());
        options.document().ifPresent(report::writeInto);
    }

    /** The figures of the sections that are asked for. */
    private static List<Measured> run(Options options) {
        List<Measured> all = new ArrayList<>();
        for (Section section : sections(options)) {
            for (Platform platform : Platform.reachedBy(section, options)) {
                Measured measured = measured(section, platform, options);
                measured.figures().forEach(figure -> System.err.print(figure.toRow()));
                all.add(measured);
            }
        }
        return all;
    }

    private static Measured measured(Section section, Platform platform, Options options) {
        Path file = platform.figures(section);
        String what = section.name() + " on " + platform;
        if (options.resume() && Files.exists(file)) {
            Measured before = Measured.read(file);
            if (before.plan().equals(options.plan().toString())) {
                System.err.println(what + " was measured before");
                return before;
            }
        }
        System.err.printf(Locale.ROOT, "measuring %s, about %.1f minutes%n", what, section.minutes(options.plan()));
        List<String> command = new ArrayList<>(platform.java());
        command.addAll(List.of("-cp", System.getProperty("java.class.path"), Benchmarks.class.getName()));
        command.addAll(options.plan().toArguments());
        command.addAll(List.of("--sections", section.name(), "--keep", file.toString()));
        run(command, what);
        return Measured.read(file);
    }

    private static void run(List<String> command, String what) {
        try {
            Process process = new ProcessBuilder(command).inheritIO().start();
            if (process.waitFor() != 0) {
                throw new IllegalStateException("could not measure " + what + "; --resume keeps what is finished");
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    private static List<Section> sections(Options options) {
        return options.sections().isEmpty()
                ? ALL.stream()
                        .filter(section -> !ONLY_ON_DEMAND.contains(section.name()))
                        .toList()
                : options.sections().stream().map(Benchmarks::section).toList();
    }

    /**
     * The section of this name.
     *
     * @throws IllegalArgumentException if there is none
     */
    static Section section(String name) {
        return ALL.stream()
                .filter(section -> section.name().equals(name))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("there is no section " + name + "\n" + usage()));
    }

    private static String usage() {
        StringBuilder text = new StringBuilder("""
                usage: run [--sections NAME,NAME...] [--smoke] [--repetitions N] [--seconds N] [--warm-up N] [--stored N] [--rows N] [--without-peers]
                           [--jdk HOME]... [--virtual-threads] [--resume] [--write DOCUMENT]
                  --smoke            shows that all runs, and nothing about speed
                  --repetitions N    medians are of so many (5)
                  --seconds N        each contender works so long in a repetition (5)
                  --warm-up N        and so long before the first one (15)
                  --stored N         so many tokens in the large store in memory, and in postgres-scale (1000000)
                  --rows N           so many grants in the large database of postgres-journeys, a hundredth in the small one (100000)
                  --without-peers    measures no other product
                  --jdk HOME         measures on this Java platform too; may be repeated
                  --virtual-threads  measures servers on virtual threads too, where the platform has them
                  --resume           takes over the sections that were finished before with the same numbers
                  --write DOCUMENT   writes the tables into the document, and charts into the folder of its name

                sections, and about how many minutes each takes on one Java platform; p: on that of --jdk too, v: on virtual threads too
                """);
        for (Section section : ALL) {
            text.append(String.format(
                    Locale.ROOT,
                    "  %-18s %4.1f %s%n",
                    section.name(),
                    section.minutes(Plan.FULL),
                    ONLY_ON_DEMAND.contains(section.name()) ? "   only if it is named" : letters(section)));
        }
        double all = minutes(Section.Reach.FIRST_PLATFORM);
        double others = minutes(Section.Reach.EACH_PLATFORM);
        double threads = minutes(Section.Reach.EACH_KIND_OF_THREADS);
        return text.append(String.format(
                        Locale.ROOT,
                        "All that need not be named: %.0f; for each --jdk %.0f more; with --virtual-threads %.0f more for each that has them",
                        all,
                        others,
                        threads))
                .toString();
    }

    /** Of all sections that reach so far. */
    private static double minutes(Section.Reach reach) {
        return ALL.stream()
                .filter(section -> !ONLY_ON_DEMAND.contains(section.name()))
                .filter(section -> section.reach().compareTo(reach) >= 0)
                .mapToDouble(section -> section.minutes(Plan.FULL))
                .sum();
    }

    private static String letters(Section section) {
        return switch (section.reach()) {
            case FIRST_PLATFORM -> "";
            case EACH_PLATFORM -> "p";
            case EACH_KIND_OF_THREADS -> "p v";
        };
    }
}
