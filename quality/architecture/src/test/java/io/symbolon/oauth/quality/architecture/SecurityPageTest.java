// SPDX-License-Identifier: Apache-2.0
package io.symbolon.oauth.quality.architecture;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/**
 * The page on security names, for every case and every threat, the tests that carry its tag. To write the names anew: {@code mvn test -pl
 * quality/architecture -am -Dtest=SecurityPageTest -Dsurefire.failIfNoSpecifiedTests=false -Dsymbolon.docs.write=true}.
 */
class SecurityPageTest {

    private static final Path ROOT = Path.of("..", "..");
    private static final Path PAGE = ROOT.resolve("docs").resolve("security.md");
    private static final String CASE = "\\d+b?";
    private static final String THREAT = "RFC \\d+ §[\\d.]+, \\w+";
    private static final String NOT_BUILT = "Not built yet: ";
    private static final String IMPOSSIBLE = "Cannot occur: ";

    private static Map<String, Set<String>> testsByCase = Map.of();

    @BeforeAll
    static void readSources() throws IOException {
        testsByCase = TaggedTests.under(ROOT);
        if (Boolean.getBoolean("symbolon.docs.write")) {
            Files.writeString(PAGE, String.join("\n", rewritten(Files.readAllLines(PAGE))) + "\n");
        }
    }

    @Test
    void hasARowForEveryCase() throws IOException {
        List<String> wanted = new ArrayList<>(
                IntStream.rangeClosed(1, 91).mapToObj(Integer::toString).toList());
        wanted.add(wanted.indexOf("33"), "32b");

        assertThat(rows(Files.readAllLines(PAGE)))
                .extracting(Row::number)
                .filteredOn(number -> number.matches(CASE))
                .containsExactlyElementsOf(wanted);
    }

    @Test
    void hasARowForEveryThreatThatATestNames() throws IOException {
        assertThat(rows(Files.readAllLines(PAGE)))
                .extracting(Row::number)
                .filteredOn(number -> number.matches(THREAT))
                .doesNotHaveDuplicates()
                .containsExactlyInAnyOrderElementsOf(testsByCase.keySet().stream()
                        .filter(number -> number.matches(THREAT))
                        .toList());
    }

    @Test
    void namesExactlyTheTestsThatCarryTheTag() throws IOException {
        for (Row row : rows(Files.readAllLines(PAGE))) {
            assertThat(row.tests())
                    .as("tests of case " + row.number() + " in docs/security.md")
                    .containsExactlyInAnyOrderElementsOf(testsByCase.getOrDefault(row.number(), Set.of()));
        }
    }

    @Test
    void saysWhyWhereThereIsNoTest() throws IOException {
        assertThat(rows(Files.readAllLines(PAGE)))
                .filteredOn(row -> row.tests().isEmpty())
                .allMatch(row ->
                        row.shownBy().startsWith(NOT_BUILT) || row.shownBy().startsWith(IMPOSSIBLE));
    }

    @Test
    void findsTaggedTestsAtAll() {
        assertThat(testsByCase.values().stream().mapToInt(Set::size).sum()).isGreaterThan(100);
    }

    @Test
    void countsNoDisabledTest() {
        Map<String, Set<String>> found = TaggedTests.in(
                List.of(
                        "class ATest {",
                        "    @Test",
                        "    @Tag(\"security-case-07\")",
                        "    void runs() {",
                        "    }",
                        "    @Test",
                        "    @Disabled",
                        "    @Tag(\"security-case-8\")",
                        "    void doesNotRun() {",
                        "    }",
                        "    @Tag(\"security-case-9\")",
                        "    void isNoTest() {",
                        "    }"),
                "ATest");

        assertThat(found).isEqualTo(Map.of("7", Set.of("ATest.runs")));
    }

    private record Row(String number, String statement, String shownBy) {

        /** The names in backticks that look like a class and a method. */
        Set<String> tests() {
            return Stream.of(shownBy.split("`", -1))
                    .filter(part -> part.matches("[A-Z]\\w*\\.\\w+"))
                    .collect(Collectors.toCollection(TreeSet::new));
        }
    }

    private static List<Row> rows(List<String> lines) {
        return lines.stream()
                .map(line -> line.split("\\|", -1))
                .filter(cells -> cells.length == 5 && cells[1].trim().matches(CASE + "|" + THREAT))
                .map(cells -> new Row(cells[1].trim(), cells[2].trim(), cells[3].trim()))
                .toList();
    }

    private static List<String> rewritten(List<String> lines) {
        return lines.stream()
                .map(line -> rows(List.of(line)).stream()
                        .findFirst()
                        .filter(row -> testsByCase.containsKey(row.number()))
                        .map(row -> "| " + row.number() + " | " + row.statement() + " | "
                                + testsByCase.getOrDefault(row.number(), Set.of()).stream()
                                        .map(name -> "`" + name + "`")
                                        .collect(Collectors.joining(", "))
                                + " |")
                        .orElse(line))
                .toList();
    }
}
