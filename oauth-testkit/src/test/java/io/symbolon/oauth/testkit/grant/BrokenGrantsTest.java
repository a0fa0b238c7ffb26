// SPDX-License-Identifier: Apache-2.0
package io.symbolon.oauth.testkit.grant;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.platform.engine.discovery.DiscoverySelectors.selectNestedMethod;
import static org.junit.platform.launcher.core.LauncherDiscoveryRequestBuilder.request;

import io.symbolon.oauth.testkit.GrantHandlerContract;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.platform.engine.TestExecutionResult;
import org.junit.platform.engine.discovery.NestedMethodSelector;
import org.junit.platform.launcher.TestExecutionListener;
import org.junit.platform.launcher.TestIdentifier;
import org.junit.platform.launcher.core.LauncherConfig;
import org.junit.platform.launcher.core.LauncherFactory;

/** A contract that never fails proves nothing: each flaw is noticed by the tests that are there for it. */
class BrokenGrantsTest {

    @ParameterizedTest
    @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "NONE")
    void areNoticed(InvitationFlaw flaw) {
        Set<String> failed = failedTests(contractRunOf(flaw), flaw.noticedBy());

        assertThat(failed).containsExactlyInAnyOrderElementsOf(flaw.noticedBy());
    }

    private static Class<?> contractRunOf(InvitationFlaw flaw) {
        return switch (flaw) {
            case WORKS_AS_OFTEN_AS_PRESENTED -> WorkingAsOftenAsPresented.class;
            case SPENDS_BY_HAND -> SpendingByHand.class;
            case FORGIVES_A_REPLAY -> ForgivingAReplay.class;
            case TAKES_BROKEN_FOR_ABSENT -> TakingBrokenForAbsent.class;
            case SHOWS_THE_INVITATION -> ShowingTheInvitation.class;
            case KEEPS_THE_GUEST_IN_A_FIELD -> KeepingTheGuestInAField.class;
            case WRITES_WHILE_IT_DECIDES -> WritingWhileItDecides.class;
            case LETS_A_STRANGER_END_THE_FAMILY -> LettingAStrangerEndTheFamily.class;
            case FORGETS_THE_KEY -> ForgettingTheKey.class;
            case GOES_ON_WITHOUT_A_SECOND_LOOK -> GoingOnWithoutASecondLook.class;
            case BREAKS_ON_NONSENSE -> BreakingOnNonsense.class;
            case NONE -> throw new IllegalArgumentException("there is nothing to notice");
        };
    }

    /** Which of these tests of the contract, as {@code Nested#method}, failed. */
    private static Set<String> failedTests(Class<?> contractRun, List<String> tests) {
        List<NestedMethodSelector> selectors = tests.stream()
                .map(test -> test.split("#", 2))
                .map(test -> selectNestedMethod(
                        List.of(contractRun.getName()), GrantHandlerContract.class.getName() + "$" + test[0], test[1]))
                .toList();
        Set<String> failed = ConcurrentHashMap.newKeySet();
        LauncherConfig config = LauncherConfig.builder()
                .enableLauncherSessionListenerAutoRegistration(false)
                .enableTestExecutionListenerAutoRegistration(false)
                .build();
        LauncherFactory.create(config).execute(request().selectors(selectors).build(), new TestExecutionListener() {
            @Override
            public void executionFinished(TestIdentifier test, TestExecutionResult result) {
                if (result.getStatus() == TestExecutionResult.Status.FAILED) {
                    failed.add(nameOf(test));
                }
            }
        });
        return failed;
    }

    private static String nameOf(TestIdentifier test) {
        return test.getUniqueIdObject().getSegments().stream()
                .filter(segment ->
                        Set.of("nested-class", "method", "test-factory").contains(segment.getType()))
                .map(segment -> segment.getValue().replaceAll("[(].*", ""))
                .collect(Collectors.joining("#"));
    }

    static final class WorkingAsOftenAsPresented extends InvitationGrantContractTest {
        @Override
        InvitationFlaw flaw() {
            return InvitationFlaw.WORKS_AS_OFTEN_AS_PRESENTED;
        }
    }

    static final class SpendingByHand extends InvitationGrantContractTest {
        @Override
        InvitationFlaw flaw() {
            return InvitationFlaw.SPENDS_BY_HAND;
        }
    }

    static final class ForgivingAReplay extends InvitationGrantContractTest {
        @Override
        InvitationFlaw flaw() {
            return InvitationFlaw.FORGIVES_A_REPLAY;
        }
    }

    static final class TakingBrokenForAbsent extends InvitationGrantContractTest {
        @Override
        InvitationFlaw flaw() {
            return InvitationFlaw.TAKES_BROKEN_FOR_ABSENT;
        }
    }

    static final class ShowingTheInvitation extends InvitationGrantContractTest {
        @Override
        InvitationFlaw flaw() {
            return InvitationFlaw.SHOWS_THE_INVITATION;
        }
    }

    static final class KeepingTheGuestInAField extends InvitationGrantContractTest {
        @Override
        InvitationFlaw flaw() {
            return InvitationFlaw.KEEPS_THE_GUEST_IN_A_FIELD;
        }
    }

    static final class WritingWhileItDecides extends InvitationGrantContractTest {
        @Override
        InvitationFlaw flaw() {
            return InvitationFlaw.WRITES_WHILE_IT_DECIDES;
        }
    }

    static final class LettingAStrangerEndTheFamily extends InvitationGrantContractTest {
        @Override
        InvitationFlaw flaw() {
            return InvitationFlaw.LETS_A_STRANGER_END_THE_FAMILY;
        }
    }

    static final class ForgettingTheKey extends InvitationGrantContractTest {
        @Override
        InvitationFlaw flaw() {
            return InvitationFlaw.FORGETS_THE_KEY;
        }
    }

    static final class GoingOnWithoutASecondLook extends InvitationGrantContractTest {
        @Override
        InvitationFlaw flaw() {
            return InvitationFlaw.GOES_ON_WITHOUT_A_SECOND_LOOK;
        }
    }

    static final class BreakingOnNonsense extends InvitationGrantContractTest {
        @Override
        InvitationFlaw flaw() {
            return InvitationFlaw.BREAKS_ON_NONSENSE;
        }
    }
}
