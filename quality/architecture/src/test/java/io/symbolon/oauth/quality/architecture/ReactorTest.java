// SPDX-License-Identifier: Apache-2.0
package io.symbolon.oauth.quality.architecture;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.tngtech.archunit.core.domain.JavaClasses;
import java.io.IOException;
import java.nio.file.Files;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The rules look at all there is. */
final class ReactorTest {

    private static final Pattern MODULE = Pattern.compile("<module>([^<]+)</module>");

    @ParameterizedTest
    @EnumSource
    void over_n_classes_were_imported(ReactorModule module) {
        assertThat(sizeOf(module, Code.MAIN)).isGreaterThanOrEqualTo(module.fewest());
    }

    @Test
    void aModuleThatWasNotFoundIsNoticed() {
        JavaClasses nothing = Code.fixturesOf("no such rule");

        assertThatThrownBy(() -> assertThat(sizeOf(ReactorModule.API, nothing))
                        .isGreaterThanOrEqualTo(ReactorModule.API.fewest()))
                .isInstanceOf(AssertionError.class);
    }

    @Test
    void every_module_of_the_reactor_is_looked_at() throws IOException {
        String parent = Files.readString(Code.ROOT.resolve("pom.xml"));

        Stream<String> withCode = MODULE.matcher(parent)
                .results()
                .map((MatchResult module) -> module.group(1))
                .filter(folder -> !folder.startsWith("quality/") && !folder.equals("symbolon-bom"));

        assertThat(withCode)
                .containsExactlyInAnyOrderElementsOf(List.of(ReactorModule.values()).stream()
                        .map(ReactorModule::folder)
                        .toList());
    }

    @Test
    void every_class_belongs_to_a_module() {
        assertThat(Code.MAIN)
                .allSatisfy(type -> assertThat(ReactorModule.of(type)).isPresent());
    }

    private static long sizeOf(ReactorModule module, JavaClasses code) {
        return code.stream().filter(module::has).count();
    }
}
