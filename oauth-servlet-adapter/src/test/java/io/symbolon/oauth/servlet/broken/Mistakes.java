// SPDX-License-Identifier: Apache-2.0
package io.symbolon.oauth.servlet.broken;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.platform.engine.discovery.DiscoverySelectors.selectNestedMethod;

import java.util.List;
import org.junit.jupiter.api.extension.ConditionEvaluationResult;
import org.junit.jupiter.api.extension.ExecutionCondition;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.platform.launcher.LauncherDiscoveryRequest;
import org.junit.platform.launcher.core.LauncherDiscoveryRequestBuilder;
import org.junit.platform.launcher.core.LauncherFactory;
import org.junit.platform.launcher.listeners.SummaryGeneratingListener;
import org.junit.platform.launcher.listeners.TestExecutionSummary;

/** Runs one test of a contract against what is broken; nobody else runs such a contract. */
final class Mistakes implements ExecutionCondition {

    private static final String SOUGHT = "io.symbolon.mistakes.sought";

    /** What the test found; empty if it passed. */
    static List<Throwable> foundBy(Class<?> contract, Class<?> section, String test) {
        LauncherDiscoveryRequest request = LauncherDiscoveryRequestBuilder.request()
                .selectors(selectNestedMethod(List.of(contract), section, test))
                .configurationParameter(SOUGHT, "true")
                .build();
        SummaryGeneratingListener summary = new SummaryGeneratingListener();
        LauncherFactory.create().execute(request, summary);
        assertThat(summary.getSummary().getTestsFoundCount()).isPositive();
        return summary.getSummary().getFailures().stream()
                .map(TestExecutionSummary.Failure::getException)
                .toList();
    }

    @Override
    public ConditionEvaluationResult evaluateExecutionCondition(ExtensionContext context) {
        return context.getConfigurationParameter(SOUGHT).isPresent()
                ? ConditionEvaluationResult.enabled("its mistake is sought")
                : ConditionEvaluationResult.disabled("broken on purpose");
    }
}
