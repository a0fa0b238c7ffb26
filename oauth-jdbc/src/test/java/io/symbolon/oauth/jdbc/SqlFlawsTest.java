// SPDX-License-Identifier: Apache-2.0
package io.symbolon.oauth.jdbc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.platform.engine.discovery.DiscoverySelectors.selectMethod;
import static org.junit.platform.engine.discovery.DiscoverySelectors.selectNestedMethod;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.platform.engine.DiscoverySelector;
import org.junit.platform.engine.TestExecutionResult;
import org.junit.platform.launcher.LauncherDiscoveryRequest;
import org.junit.platform.launcher.TestExecutionListener;
import org.junit.platform.launcher.TestIdentifier;
import org.junit.platform.launcher.core.LauncherConfig;
import org.junit.platform.launcher.core.LauncherDiscoveryRequestBuilder;
import org.junit.platform.launcher.core.LauncherFactory;

/** The contracts notice each statement that is broken in one place. */
final class SqlFlawsTest {

    // On a busy machine the callers of a race may miss each other.
    private static final int CHANCES = 10;

    @ParameterizedTest(name = "{0}")
    @EnumSource
    void areNoticed(SqlFlaw flaw) {
        Map<String, Throwable> failures = new ConcurrentHashMap<>();
        List<String> passed = flaw.noticedBy();
        for (int chance = 0; chance < CHANCES && !passed.isEmpty(); chance++) {
            failures.putAll(failures(flaw, passed));
            passed = flaw.noticedBy().stream()
                    .filter(test -> !failures.containsKey(simpleName(test)))
                    .toList();
        }

        assertThat(flaw.isMet()).as("the statement is there to be broken").isTrue();
        assertThat(passed).as("tests that did not notice").isEmpty();
        assertThat(failures.values()).allSatisfy(failure -> assertThat(failure).isInstanceOf(AssertionError.class));
    }

    private static Map<String, Throwable> failures(SqlFlaw flaw, List<String> tests) {
        LauncherDiscoveryRequest request = LauncherDiscoveryRequestBuilder.request()
                .selectors(
                        tests.stream().map(test -> selector(flaw.run(), test)).toList())
                .configurationParameter(FlawOfTheRun.PARAMETER, flaw.name())
                .build();
        LauncherConfig config = LauncherConfig.builder()
                .enableLauncherSessionListenerAutoRegistration(false)
                .enableTestExecutionListenerAutoRegistration(false)
                .build();
        Map<String, Throwable> failures = new ConcurrentHashMap<>();
        List<String> finished = new ArrayList<>();
        LauncherFactory.create(config).execute(request, new TestExecutionListener() {
            @Override
            public void executionFinished(TestIdentifier test, TestExecutionResult result) {
                if (test.isTest()) {
                    finished.add(test.getDisplayName());
                }
                result.getThrowable().ifPresent(thrown -> failures.put(test.getDisplayName(), thrown));
            }
        });
        assertThat(finished).hasSameSizeAs(tests);
        return failures;
    }

    private static DiscoverySelector selector(Class<?> run, String test) {
        int cut = test.indexOf('#');
        if (cut < 0) {
            return selectMethod(run, test);
        }
        Class<?> nested = Stream.of(run.getSuperclass().getClasses())
                .filter(type -> type.getSimpleName().equals(test.substring(0, cut)))
                .findFirst()
                .orElseThrow();
        return selectNestedMethod(List.of(run), nested, test.substring(cut + 1));
    }

    private static String simpleName(String test) {
        return test.substring(test.indexOf('#') + 1) + "()";
    }
}
