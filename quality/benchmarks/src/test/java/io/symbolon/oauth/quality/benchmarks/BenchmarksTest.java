// SPDX-License-Identifier: Apache-2.0
package io.symbolon.oauth.quality.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** That everything that is measured still runs; how fast is nobody's concern here. */
final class BenchmarksTest {

    @ParameterizedTest
    @ValueSource(
            strings = {"tokens", "signed", "introspection", "memory", "start", "postgres", "postgres-scale", "parts"})
    void measuresTheSection(String section) {
        Options options = Options.parse(List.of("--smoke", "--sections", section));

        List<Figure> figures = Benchmarks.run(options);

        assertThat(figures).isNotEmpty();
        assertThat(figures)
                .filteredOn(Figure::isFact)
                .extracting(Figure::verdict)
                .doesNotContain("**no**");
    }

    @Test
    void writesTheTableIntoTheDocumentAndKeepsTheRest(@TempDir Path folder) throws IOException {
        Path document = Files.writeString(
                folder.resolve("performance.md"), "before\n" + Report.BEGIN + "\nold\n" + Report.END + "\nafter\n");
        Figure figure = Figure.fact("tokens that are valid", "7 of 7", true);

        new Report(List.of("--seconds", "3", "--write", document.toString()), List.of(figure)).writeInto(document);

        assertThat(document)
                .content()
                .startsWith("before\n")
                .endsWith("after\n")
                .contains("`quality/benchmarks/run --seconds 3`", "| tokens that are valid | 7 of 7 |")
                .doesNotContain("old", folder.toString());
    }

    @ParameterizedTest
    @ValueSource(strings = {"--unknown", "--seconds", "--seconds=3"})
    void refusesAnUnknownOrIncompleteOption(String option) {
        assertThatIllegalArgumentException().isThrownBy(() -> Options.parse(List.of(option)));
    }

    @Test
    void comparesByMedians() {
        Spread spread = Spread.of(List.of(3.0, 1.0, 2.0, 100.0, 0.5));

        assertThat(spread).isEqualTo(new Spread(2.0, 0.5, 100.0));
    }
}
