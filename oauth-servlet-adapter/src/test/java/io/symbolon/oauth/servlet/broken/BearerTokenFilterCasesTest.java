// SPDX-License-Identifier: Apache-2.0
package io.symbolon.oauth.servlet.broken;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import io.symbolon.oauth.api.AccessDemand;
import io.symbolon.oauth.api.AuthorizationServer;
import io.symbolon.oauth.servlet.broken.SketchedFilter.Mistake;
import io.symbolon.oauth.servlet.host.BearerTokenFilterCases;
import io.symbolon.oauth.servlet.host.ServletHost;
import io.symbolon.oauth.servlet.jetty.JettyHost;
import jakarta.servlet.Filter;
import jakarta.servlet.http.HttpServletRequest;
import java.util.function.Function;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

@DisplayName("The cases of the bearer token filter find each mistake")
class BearerTokenFilterCasesTest {

    static Stream<Arguments> mistakes() {
        return Stream.of(
                arguments(
                        KeepsTheAccess.class, BearerTokenFilterCases.SimultaneousRequests.class, "areSeenEachAsItsOwn"),
                arguments(KeepsTheAccess.class, BearerTokenFilterCases.SimultaneousRequests.class, "neverMix"),
                arguments(TakesParameters.class, BearerTokenFilterCases.Rfc6750Section2.class, "notInTheQuery"),
                arguments(TakesParameters.class, BearerTokenFilterCases.Rfc6750Section2.class, "notInTheForm"),
                arguments(TakesTheBody.class, BearerTokenFilterCases.Rfc6750Section2.class, "leavesTheBodyToTheApi"),
                arguments(
                        NamesClientsLikeAccounts.class,
                        BearerTokenFilterCases.Principals.class,
                        "isNeverAnAccountForAClientOfTheSameName"),
                arguments(MakesRolesOfScopes.class, BearerTokenFilterCases.Principals.class, "hasNoRoleByAScope"),
                arguments(
                        AsksOnceForAll.class,
                        BearerTokenFilterCases.Dispatches.class,
                        "aForwardToWhatDemandsMoreIsGuarded"),
                arguments(
                        AsksOnceForAll.class,
                        BearerTokenFilterCases.Dispatches.class,
                        "aForwardForWhichTheSameFilterDemandsMoreIsGuarded"),
                arguments(AsksOnceForAll.class, BearerTokenFilterCases.Dispatches.class, "eachFilterDemandsItsOwn"),
                arguments(
                        LooksAtFirstDispatches.class,
                        BearerTokenFilterCases.Dispatches.class,
                        "aForwardFromAnOpenPathIsGuarded"),
                arguments(
                        LooksAtFirstDispatches.class,
                        BearerTokenFilterCases.Dispatches.class,
                        "anAsynchronousDispatchFromAnOpenPathIsGuarded"),
                arguments(SendsErrors.class, BearerTokenFilterCases.Rfc6750Section3.class, "refusesAnUnknownToken"));
    }

    @ParameterizedTest(name = "{0}: {2}")
    @MethodSource("mistakes")
    void findTheMistake(Class<?> cases, Class<?> section, String test) {
        assertThat(Mistakes.foundBy(cases, section, test)).isNotEmpty();
    }

    @ParameterizedTest(name = "{2}")
    @MethodSource("soundTests")
    void findNoneInWhatTheyAllBuildUpon(Class<?> cases, Class<?> section, String test) {
        assertThat(Mistakes.foundBy(cases, section, test)).isEmpty();
    }

    static Stream<Arguments> soundTests() {
        return mistakes().map(Arguments::get).map(mistake -> arguments(Sound.class, mistake[1], mistake[2]));
    }

    /** The cases for a filter in Jetty. */
    @ExtendWith(Mistakes.class)
    abstract static class OnJetty extends BearerTokenFilterCases {

        private final Mistake mistake;

        OnJetty(Mistake mistake) {
            this.mistake = mistake;
        }

        @Override
        protected ServletHost container() {
            return new JettyHost();
        }

        @Override
        protected Filter filter(AuthorizationServer asked, Function<HttpServletRequest, AccessDemand> demands) {
            return new SketchedFilter(asked, demands, mistake);
        }
    }

    static final class Sound extends OnJetty {
        Sound() {
            super(Mistake.NONE);
        }
    }

    static final class KeepsTheAccess extends OnJetty {
        KeepsTheAccess() {
            super(Mistake.KEEPS_THE_ACCESS);
        }
    }

    static final class TakesParameters extends OnJetty {
        TakesParameters() {
            super(Mistake.TAKES_PARAMETERS);
        }
    }

    static final class TakesTheBody extends OnJetty {
        TakesTheBody() {
            super(Mistake.TAKES_THE_BODY);
        }
    }

    static final class NamesClientsLikeAccounts extends OnJetty {
        NamesClientsLikeAccounts() {
            super(Mistake.NAMES_CLIENTS_LIKE_ACCOUNTS);
        }
    }

    static final class MakesRolesOfScopes extends OnJetty {
        MakesRolesOfScopes() {
            super(Mistake.MAKES_ROLES_OF_SCOPES);
        }
    }

    static final class AsksOnceForAll extends OnJetty {
        AsksOnceForAll() {
            super(Mistake.ASKS_ONCE_FOR_ALL);
        }
    }

    static final class LooksAtFirstDispatches extends OnJetty {
        LooksAtFirstDispatches() {
            super(Mistake.LOOKS_AT_FIRST_DISPATCHES);
        }
    }

    static final class SendsErrors extends OnJetty {
        SendsErrors() {
            super(Mistake.SENDS_ERRORS);
        }
    }
}
