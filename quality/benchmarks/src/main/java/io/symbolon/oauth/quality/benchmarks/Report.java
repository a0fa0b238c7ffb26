// SPDX-License-Identifier: Apache-2.0
package io.symbolon.oauth.quality.benchmarks;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * The figures of one run with what is needed to repeat it.
 *
 * @param arguments of the command
 * @param figures what was measured
 */
record Report(List<String> arguments, List<Figure> figures) {

    /** Between these lines of a document stands what the last run wrote. */
    static final String BEGIN = "<!-- figures: begin -->";

    static final String END = "<!-- figures: end -->";

    String toMarkdown() {
        StringBuilder text = new StringBuilder()
                .append("Measured by `")
                .append(command())
                .append("` on ")
                .append(Machine.describe())
                .append(".\n\n")
                .append(Figure.HEAD);
        figures.forEach(figure -> text.append(figure.toRow()));
        return text.toString();
    }

    /** Replaces the figures in the document; the rest of it stays. */
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
                    text.substring(0, begin + BEGIN.length()) + "\n\n" + toMarkdown() + "\n" + text.substring(end));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The command without the name of the document, which only says where the figures went. */
    private String command() {
        StringBuilder command = new StringBuilder("quality/benchmarks/run");
        for (int i = 0; i < arguments.size(); i++) {
            if (arguments.get(i).equals("--write")) {
                i++;
            } else {
                command.append(' ').append(arguments.get(i));
            }
        }
        return command.toString();
    }
}
