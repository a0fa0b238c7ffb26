// SPDX-License-Identifier: Apache-2.0
package io.symbolon.oauth.quality.benchmarks;

import java.util.ArrayList;
import java.util.List;

/** Measures the sections that are asked for, one after the other, and prints a table in Markdown. */
public final class Benchmarks {

    private static final List<Section> ALL = List.of(
            new TokenSection(),
            new SignedTokenSection(),
            new IntrospectionSection(),
            new MemorySection(),
            new StartSection(),
            new PostgresSection(),
            new PostgresScaleSection(),
            new PartsSection());

    private static final String USAGE = """
            usage: run [--sections tokens,signed,introspection,memory,start,postgres,postgres-scale,parts] [--smoke] [--repetitions N]
                       [--seconds N] [--warm-up N] [--stored N] [--write DOCUMENT]
            Without --sections all but parts are measured.""";

    private Benchmarks() {}

    public static void main(String[] arguments) {
        List<String> words = List.of(arguments);
        if (words.contains("--help")) {
            System.out.println(USAGE);
            return;
        }
        Options options = Options.parse(words);
        Report report = new Report(words, run(options));
        System.out.println(report.toMarkdown());
        options.document().ifPresent(report::writeInto);
    }

    /** The figures of the sections that are asked for. */
    static List<Figure> run(Options options) {
        List<Figure> figures = new ArrayList<>();
        for (String name : options.sections()) {
            System.err.println("measuring " + name);
            List<Figure> measured = section(name).measure(options.plan());
            measured.forEach(figure -> System.err.print(figure.toRow()));
            figures.addAll(measured);
        }
        return figures;
    }

    private static Section section(String name) {
        return ALL.stream()
                .filter(section -> section.name().equals(name))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("there is no section " + name + "\n" + USAGE));
    }
}
