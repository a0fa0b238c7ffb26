// SPDX-License-Identifier: Apache-2.0
package io.symbolon.oauth.testkit.broken;

import static org.junit.platform.engine.discovery.DiscoverySelectors.selectMethod;
import static org.junit.platform.engine.discovery.DiscoverySelectors.selectNestedMethod;
import static org.junit.platform.launcher.core.LauncherDiscoveryRequestBuilder.request;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.junit.platform.engine.DiscoverySelector;
import org.junit.platform.engine.TestExecutionResult;
import org.junit.platform.launcher.LauncherDiscoveryRequest;
import org.junit.platform.launcher.TestExecutionListener;
import org.junit.platform.launcher.TestIdentifier;
import org.junit.platform.launcher.core.LauncherConfig;
import org.junit.platform.launcher.core.LauncherFactory;

/** Runs tests of a contract against a store with a flaw, within the test that wants to see them fail. */
final class ContractRun implements TestExecutionListener {

    private static final int CHANCES = 10;

    private final Map<String, Throwable> failures = new ConcurrentHashMap<>();

    private ContractRun() {}

    /**
     * What the tests that must notice the flaw threw, by their names; those that passed are missing. On a machine that is
     * busy with something else the callers of a race may miss each other, so whatever passed gets another chance or two.
     */
    static Map<String, Throwable> failures(Class<?> contractTest, Flaw flaw) {
        Map<String, Throwable> failures = new HashMap<>();
        List<String> passed = flaw.noticedBy();
        for (int chance = 0; chance < CHANCES && !passed.isEmpty(); chance++) {
            failures.putAll(failures(contractTest, passed, flaw.name()));
            passed = flaw.noticedBy().stream()
                    .filter(test -> !failures.containsKey(test))
                    .toList();
        }
        return failures;
    }

    /** What these tests threw when they ran against a store with the flaw of this name. */
    static Map<String, Throwable> failures(Class<?> contractTest, List<String> tests, String flaw) {
        LauncherDiscoveryRequest request = request()
                .selectors(
                        tests.stream().map(test -> selector(contractTest, test)).toList())
                .configurationParameter(FlawOfTheRun.PARAMETER, flaw)
                .build();
        LauncherConfig config = LauncherConfig.builder()
                .enableLauncherSessionListenerAutoRegistration(false)
                .enableTestExecutionListenerAutoRegistration(false)
                .build();
        ContractRun run = new ContractRun();
        LauncherFactory.create(config).execute(request, run);
        return run.failures;
    }

    @Override
    public void executionFinished(TestIdentifier test, TestExecutionResult result) {
        result.getThrowable().ifPresent(thrown -> failures.put(nameOf(test), thrown));
    }

    private static DiscoverySelector selector(Class<?> contractTest, String test) {
        int cut = test.indexOf('#');
        return cut < 0
                ? selectMethod(contractTest, test)
                : selectNestedMethod(
                        List.of(contractTest), nested(contractTest, test.substring(0, cut)), test.substring(cut + 1));
    }

    private static Class<?> nested(Class<?> contractTest, String name) {
        return List.of(contractTest.getSuperclass().getClasses()).stream()
                .filter(nested -> nested.getSimpleName().equals(name))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("the contract has no nested class " + name));
    }

    private static String nameOf(TestIdentifier test) {
        List<String> parts = test.getUniqueIdObject().getSegments().stream()
                .filter(segment -> segment.getType().startsWith("nested")
                        || segment.getType().equals("method"))
                .map(segment -> segment.getValue().replaceAll(".*#|[(].*", ""))
                .toList();
        return String.join("#", parts);
    }
}
