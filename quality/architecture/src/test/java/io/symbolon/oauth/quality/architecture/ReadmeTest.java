// SPDX-License-Identifier: Apache-2.0
package io.symbolon.oauth.quality.architecture;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What documents show of the code stands in sources that are compiled and tested, and what they link to is there. */
class ReadmeTest {

    private static final Path ROOT = Path.of("..", "..");
    private static final Path README = Path.of("README.md");
    private static final Pattern SNIPPET = Pattern.compile("<!-- from (\\S+) -->\\n```\\w+\\n(.*?)```", Pattern.DOTALL);
    private static final Pattern LINK = Pattern.compile("\\]\\(([^)#:]+)\\)");

    private record Snippet(String source, String text) {}

    @ParameterizedTest
    @CsvSource({"README.md, 7", "docs/extending.md, 8", "docs/jdbc.md, 1"})
    void showsCodeThatIsCompiledAndTested(Path document, int fewest) throws IOException {
        List<Snippet> snippets = snippets(document);

        assertThat(snippets).hasSizeGreaterThanOrEqualTo(fewest);
        for (Snippet snippet : snippets) {
            assertThat(unindented(Files.readString(ROOT.resolve(snippet.source()))))
                    .as("the excerpt of " + snippet.source())
                    .contains(unindented(snippet.text()));
        }
    }

    @Test
    void showsNoJavaInExtendingThatIsNotCompiled() throws IOException {
        String extending = Files.readString(ROOT.resolve("docs/extending.md"));

        assertThat(extending.split("```java", -1))
                .hasSize(snippets(Path.of("docs/extending.md")).size() + 1);
    }

    @Test
    void showsAGrantOfAtMostThirtyLinesWithItsModule() throws IOException {
        long lines = snippets(README).stream()
                .filter(snippet -> snippet.source().contains("BadgeGrant"))
                .flatMap(snippet -> snippet.text().lines())
                .map(String::trim)
                .filter(line -> !line.isEmpty() && !line.equals("}") && !line.startsWith("//"))
                .count();

        assertThat(lines).isBetween(15L, 30L);
    }

    @Test
    void showsAnEmbeddingOfAboutTenLines() throws IOException {
        assertThat(snippets(README).get(0).text().lines().count()).isLessThanOrEqualTo(12);
    }

    @ParameterizedTest
    @CsvSource({"README.md, 12", "docs/extending.md, 2"})
    void linksToWhatIsThere(Path document, int fewest) throws IOException {
        Matcher link = LINK.matcher(Files.readString(ROOT.resolve(document)));
        List<String> missing = new ArrayList<>();
        int found = 0;
        while (link.find()) {
            found++;
            if (!Files.exists(ROOT.resolve(document).resolveSibling(link.group(1)))) {
                missing.add(link.group(1));
            }
        }

        assertThat(found).isGreaterThanOrEqualTo(fewest);
        assertThat(missing).isEmpty();
    }

    private static List<Snippet> snippets(Path document) throws IOException {
        List<Snippet> snippets = new ArrayList<>();
        Matcher matcher = SNIPPET.matcher(Files.readString(ROOT.resolve(document)));
        while (matcher.find()) {
            snippets.add(new Snippet(matcher.group(1), matcher.group(2)));
        }
        return snippets;
    }

    private static String unindented(String code) {
        return code.lines().map(String::trim).filter(line -> !line.isEmpty()).collect(Collectors.joining("\n"));
    }
}
