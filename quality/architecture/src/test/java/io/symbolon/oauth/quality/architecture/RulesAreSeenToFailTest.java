// SPDX-License-Identifier: Apache-2.0
package io.symbolon.oauth.quality.architecture;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.lang.ArchRule;
import java.lang.reflect.Field;
import java.lang.reflect.Method;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** A rule that nothing breaks says nothing: each is shown classes that it must refuse, and some that it must not. */
final class RulesAreSeenToFailTest {

    private static final List<Class<?>> TESTS =
            List.of(DependencyRulesTest.class, ShapeRulesTest.class, EdgeRulesTest.class);

    @ParameterizedTest(name = "{0}")
    @MethodSource("rules")
    void refusesWhatIsWrongAndNothingElse(Named named) {
        JavaClasses fixtures = Code.fixturesOf(named.name());

        String report = named.rule().evaluate(fixtures).getFailureReport().toString() + System.lineSeparator();

        assertThat(namesWith("Wrong", fixtures))
                .isNotEmpty()
                .allSatisfy(wrong -> assertThat(report).containsPattern(wrong.replace("$", "\\$") + "\\b"));
        assertThat(namesWith("Right", fixtures))
                .allSatisfy(right -> assertThat(report).doesNotContain(right));
    }

    @Test
    void everyRuleIsATestOfItsName() {
        List<String> tests = TESTS.stream()
                .flatMap(test -> Stream.of(test.getDeclaredMethods()))
                .filter(method -> method.isAnnotationPresent(Test.class))
                .map(Method::getName)
                .sorted()
                .toList();

        assertThat(rules().map(Named::name).sorted()).isEqualTo(tests).hasSizeGreaterThan(20);
    }

    private static Stream<Named> rules() {
        return TESTS.stream()
                .flatMap(test -> Stream.of(test.getDeclaredFields()))
                .filter(field -> field.getType() == ArchRule.class)
                .map(Named::of);
    }

    private static List<String> namesWith(String word, JavaClasses fixtures) {
        return fixtures.stream()
                .filter(type -> type.getSimpleName().contains(word))
                .map(type -> type.getName())
                .toList();
    }

    private record Named(String name, ArchRule rule) {

        static Named of(Field field) {
            try {
                return new Named(field.getName().toLowerCase(Locale.ROOT), (ArchRule) field.get(null));
            } catch (IllegalAccessException e) {
                throw new IllegalStateException("cannot read " + field, e);
            }
        }

        @Override
        public String toString() {
            return name;
        }
    }
}
