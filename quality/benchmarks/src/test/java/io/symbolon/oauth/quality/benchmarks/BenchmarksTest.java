// SPDX-License-Identifier: Apache-2.0
package io.symbolon.oauth.quality.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** That everything that is measured still runs; how fast is nobody's concern here. */
final class BenchmarksTest {

    /** Enough to see that peers can be measured, in memory and on a database; each of them takes seconds to start. */
    private static final List<String> WITH_PEERS = List.of("journeys", "postgres");

    @ParameterizedTest
    @MethodSource("sections")
    void measuresTheSection(String section) {
        Plan plan = WITH_PEERS.contains(section) ? Plan.SMOKE : Plan.SMOKE.withoutPeers();

        List<Figure> figures = Benchmarks.section(section).measure(plan);

        assertThat(figures).isNotEmpty();
        assertThat(figures)
                .filteredOn(Figure::isFact)
                .extracting(Figure::verdict)
                .doesNotContain("**no**");
    }

    static Stream<String> sections() {
        return Benchmarks.ALL.stream().map(Section::name);
    }

    @Test
    void writesTablesAndChartsAndKeepsTheRest(@TempDir Path folder) throws IOException {
        Path document = Files.writeString(
                folder.resolve("performance.md"), "before\n" + Report.BEGIN + "\nold\n" + Report.END + "\nafter\n");
        List<String> command = List.of("--jdk", folder.toString(), "--seconds", "3", "--write", document.toString());

        new Report(command, List.of(measured())).writeInto(document);

        assertThat(document)
                .content()
                .startsWith("before\n")
                .endsWith("after\n")
                .contains(
                        "`quality/benchmarks/run --jdk HOME --seconds 3` on a machine",
                        "### Java 99",
                        "| tokens that are valid | 7 of 7 |",
                        "](performance/sums.svg)")
                .doesNotContain("old", folder.toString());
        assertThat(folder.resolve("performance/sums.svg"))
                .content()
                .contains("a &lt; b", "width=\"600\"", "width=\"150\"");
    }

    @Test
    void readsWhatItKept(@TempDir Path folder) {
        Path file = folder.resolve("java-99").resolve("sums.json");

        measured().keep(file);

        assertThat(Measured.read(file)).isEqualTo(measured());
    }

    @Test
    void tellsAProcessHowThoroughlyItShallMeasure() {
        Plan plan = Plan.SMOKE.holding(7_000).repeated(3);

        Options told = Options.parse(plan.toArguments());

        assertThat(told.plan()).isEqualTo(plan);
    }

    private static Measured measured() {
        return new Measured(
                "sums",
                "a plan",
                "a machine",
                "Java 99",
                List.of(
                        Figure.rate("a < b", new Spread(4, 3, 5), new Spread(0, 0, 0)),
                        Figure.rate("a + b", new Spread(1, 1, 1), new Spread(7, 7, 7)),
                        Figure.fact("tokens that are valid", "7 of 7", true)));
    }

    @ParameterizedTest
    @ValueSource(strings = {"--unknown", "--seconds", "--seconds=3", "--jdk"})
    void refusesAnUnknownOrIncompleteOption(String option) {
        assertThatIllegalArgumentException().isThrownBy(() -> Options.parse(List.of(option)));
    }

    @Test
    void comparesByMedians() {
        Spread spread = Spread.of(List.of(3.0, 1.0, 2.0, 100.0, 0.5));

        assertThat(spread).isEqualTo(new Spread(2.0, 0.5, 100.0));
    }
}
