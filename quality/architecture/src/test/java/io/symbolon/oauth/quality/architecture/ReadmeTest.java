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

/** What the README shows of the code stands in sources that are compiled and tested, and what it links to is there. */
class ReadmeTest {

    private static final Path ROOT = Path.of("..", "..");
    private static final Pattern SNIPPET = Pattern.compile("<!-- from (\\S+) -->\\n```\\w+\\n(.*?)```", Pattern.DOTALL);
    private static final Pattern LINK = Pattern.compile("\\]\\(([^)#:]+)\\)");

    private record Snippet(String source, String text) {}

    @Test
    void showsCodeThatIsCompiledAndTested() throws IOException {
        List<Snippet> snippets = snippets();

        assertThat(snippets).hasSizeGreaterThanOrEqualTo(4);
        for (Snippet snippet : snippets) {
            assertThat(unindented(Files.readString(ROOT.resolve(snippet.source()))))
                    .as("the README's excerpt of " + snippet.source())
                    .contains(unindented(snippet.text()));
        }
    }

    @Test
    void showsAGrantOfAtMostThirtyLinesWithItsModule() throws IOException {
        long lines = snippets().stream()
                .filter(snippet -> snippet.source().contains("BadgeGrant"))
                .flatMap(snippet -> snippet.text().lines())
                .map(String::trim)
                .filter(line -> !line.isEmpty() && !line.equals("}") && !line.startsWith("//"))
                .count();

        assertThat(lines).isBetween(15L, 30L);
    }

    @Test
    void showsAnEmbeddingOfAboutTenLines() throws IOException {
        assertThat(snippets().get(0).text().lines().count()).isLessThanOrEqualTo(12);
    }

    @Test
    void linksToWhatIsThere() throws IOException {
        Matcher link = LINK.matcher(readme());
        List<String> missing = new ArrayList<>();
        int found = 0;
        while (link.find()) {
            found++;
            if (!Files.exists(ROOT.resolve(link.group(1)))) {
                missing.add(link.group(1));
            }
        }

        assertThat(found).isGreaterThan(5);
        assertThat(missing).isEmpty();
    }

    private static List<Snippet> snippets() throws IOException {
        List<Snippet> snippets = new ArrayList<>();
        Matcher matcher = SNIPPET.matcher(readme());
        while (matcher.find()) {
            snippets.add(new Snippet(matcher.group(1), matcher.group(2)));
        }
        return snippets;
    }

    private static String readme() throws IOException {
        return Files.readString(ROOT.resolve("README.md"));
    }

    private static String unindented(String code) {
        return code.lines().map(String::trim).filter(line -> !line.isEmpty()).collect(Collectors.joining("\n"));
    }
}
