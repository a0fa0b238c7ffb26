// SPDX-License-Identifier: Apache-2.0
package io.symbolon.oauth.quality.benchmarks;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;

/**
 * The figures of one run with what is needed to repeat it.
 *
 * @param arguments of the command
 * @param measured what was measured
 */
record Report(List<String> arguments, List<Measured> measured) {

    /** Between these lines of a document stands what the last run wrote. */
    static final String BEGIN = "<!-- figures: begin -->";

    static final String END = "<!-- figures: end -->";

    /** One table for each Java platform. */
    String toMarkdown() {
        StringBuilder text = new StringBuilder()
                .append("Measured by `")
                .append(command())
                .append("` on ")
                .append(measured.stream().map(Measured::machine).distinct().collect(Collectors.joining("; ")))
                .append(".\n");
        byJava().forEach((java, sections) -> {
            text.append("\n### ").append(java).append("\n\n").append(Figure.HEAD);
            for (Measured section : sections) {
                text.append("| **").append(section.section()).append("** | | | |\n");
                section.figures().forEach(figure -> text.append(figure.toRow()));
            }
        });
        return text.toString();
    }

    /** Replaces the figures in the document, and the charts beside it; the rest of it stays. */
    void writeInto(Path document) {
        try {
            String text = Files.readString(document);
            int begin = text.indexOf(BEGIN);
            int end = text.indexOf(END);
            if (begin < 0 || end < begin) {
                throw new IllegalArgumentException("the document lacks the lines " + BEGIN + " and " + END);
            }
            Files.writeString(
                    document,
                    text.substring(0, begin + BEGIN.length()) + "\n\n" + toMarkdown() + writeCharts(document) + "\n"
                            + text.substring(end));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Writes the charts, and says in Markdown where they are. */
    private String writeCharts(Path document) throws IOException {
        String name = Objects.requireNonNull(document.getFileName()).toString().replaceFirst("\\.md$", "");
        Path folder = document.resolveSibling(name);
        StringBuilder text = new StringBuilder();
        Map<String, List<Measured>> bySection = measured.stream()
                .collect(Collectors.groupingBy(Measured::section, LinkedHashMap::new, Collectors.toList()));
        for (Map.Entry<String, List<Measured>> section : bySection.entrySet()) {
            Chart chart = Chart.of(section.getKey(), section.getValue());
            if (chart.isWorthLookingAt()) {
                Files.createDirectories(folder);
                Files.writeString(folder.resolve(section.getKey() + ".svg"), chart.toSvg());
                text.append("\n![")
                        .append(chart.title())
                        .append("](")
                        .append(name)
                        .append('/');
                text.append(section.getKey()).append(".svg)\n");
            }
        }
        return text.toString();
    }

    private Map<String, List<Measured>> byJava() {
        return measured.stream()
                .collect(Collectors.groupingBy(Measured::java, LinkedHashMap::new, Collectors.toList()));
    }

    /** The command without what says only where the figures went, or where on this machine something is. */
    private String command() {
        StringBuilder command = new StringBuilder("quality/benchmarks/run");
        for (int i = 0; i < arguments.size(); i++) {
            String argument = arguments.get(i);
            if (argument.equals("--write")) {
                i++;
            } else if (argument.equals("--jdk")) {
                command.append(" --jdk HOME");
                i++;
            } else {
                command.append(' ').append(argument);
            }
        }
        return command.toString();
    }
}
