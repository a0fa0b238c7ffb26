// SPDX-License-Identifier: Apache-2.0
package io.symbolon.oauth.quality.architecture;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The sample of a grant is as small as plug-ins are said to be, and stands as far outside as they do. */
final class CustomGrantTest {

    private static final Path ROOT = Path.of("..", "..");
    private static final Path SAMPLE = ROOT.resolve(Path.of("samples", "custom-grant"));
    private static final Pattern NO_CODE = Pattern.compile("|import .*|package .*|//.*|/\\*.*|\\*.*|[{}()\\[\\];,]+");
    private static final Pattern DEPENDENCY = Pattern.compile(
            "<dependency>\\s*<groupId>[^<]+</groupId>\\s*<artifactId>([^<]+)</artifactId>(.*?)</dependency>",
            Pattern.DOTALL);
    private static final Pattern IMPORT = Pattern.compile("(?m)^import (?:static )?([a-z.]+)\\.");

    @Test
    void hasAtMostThirtyLinesOfCodeWithItsModule() {
        assertThat(linesOfCode("main")).isBetween(15L, 30L);
    }

    @Test
    void hasAtMostFifteenLinesOfTests() {
        assertThat(linesOfCode("test")).isBetween(5L, 15L);
    }

    @Test
    void isNoModuleOfTheReactorAndHasNoParent() throws IOException {
        assertThat(Files.readString(ROOT.resolve("pom.xml"))).doesNotContain("custom-grant");
        assertThat(pom()).doesNotContain("<parent>");
    }

    @Test
    void dependsOnTheApiAndGuiceAlone() throws IOException {
        String own = pom().substring(pom().indexOf("</dependencyManagement>"));

        Stream<String> compiled = DEPENDENCY
                .matcher(own)
                .results()
                .filter(dependency -> !dependency.group(2).contains("<scope>test</scope>"))
                .map((MatchResult dependency) -> dependency.group(1));

        assertThat(compiled).containsExactlyInAnyOrder("guice", "oauth-api");
    }

    @Test
    void importsNothingElse() {
        Stream<String> imported = sources("main")
                .flatMap(source -> IMPORT.matcher(source).results().map((MatchResult line) -> line.group(1)));

        assertThat(imported)
                .isNotEmpty()
                .allMatch(name -> Stream.of(
                                "java.", "jakarta.inject", "com.google.inject", "io.symbolon.oauth.api", "org.jspecify")
                        .anyMatch(name::startsWith));
    }

    private static long linesOfCode(String part) {
        return sources(part)
                .flatMap(String::lines)
                .map(String::trim)
                .filter(line -> !NO_CODE.matcher(line).matches())
                .count();
    }

    private static Stream<String> sources(String part) {
        try (Stream<Path> files = Files.walk(SAMPLE.resolve(Path.of("src", part)))) {
            List<Path> java =
                    files.filter(file -> file.toString().endsWith(".java")).toList();
            return java.stream().map(CustomGrantTest::read);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String pom() throws IOException {
        return Files.readString(SAMPLE.resolve("pom.xml"));
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
