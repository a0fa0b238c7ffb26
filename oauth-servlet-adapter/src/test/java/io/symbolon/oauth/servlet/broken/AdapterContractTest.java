// SPDX-License-Identifier: Apache-2.0
package io.symbolon.oauth.servlet.broken;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import io.symbolon.oauth.api.AuthorizationServer;
import io.symbolon.oauth.servlet.jetty.JettyHost;
import io.symbolon.oauth.testkit.AdapterContract;
import io.symbolon.oauth.testkit.Mount;
import io.symbolon.oauth.testkit.MountedServer;
import jakarta.servlet.Servlet;
import java.util.function.Function;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

@DisplayName("The adapter contract finds each mistake")
class AdapterContractTest {

    static Stream<Arguments> mistakes() {
        return Stream.of(
                arguments(
                        DecodesThePath.class,
                        AdapterContract.Rfc3986Section3_3.class,
                        "takesNoOtherPathForAnEndpoints"),
                arguments(
                        ForgetsTheContext.class,
                        AdapterContract.Rfc3986Section3_3.class,
                        "givesThePathFromTheHostsRootWhereverItIsMounted"),
                arguments(DecodesTheQuery.class, AdapterContract.Rfc6749Section3_2.class, "givesTheQueryRaw"),
                arguments(
                        MergesParameters.class,
                        AdapterContract.Rfc6749Section3_2.class,
                        "keepsParametersOfQueryAndBodyApart"),
                arguments(MergesParameters.class, AdapterContract.Rfc6749Section3_2.class, "givesTheBodyByteForByte"),
                arguments(MergesParametersOfFilters.class, AdapterContract.HostFilters.class, "doNotMixQueryAndBody"),
                arguments(MergesParametersOfFilters.class, AdapterContract.HostFilters.class, "makeNoBodyOfAQuery"),
                arguments(ForgetsFilters.class, AdapterContract.HostFilters.class, "doNotMixQueryAndBody"),
                arguments(ForgetsFilters.class, AdapterContract.HostLimits.class, "neverLeavesAPartOfAForm"),
                arguments(ForgetsFilters.class, AdapterContract.HostLimits.class, "neverLeavesSomeFieldsOfAForm"),
                arguments(ForgetsFilters.class, AdapterContract.HostLimits.class, "neverLeavesTheRestOfAMalformedForm"),
                arguments(CutsTheBody.class, AdapterContract.Rfc6749Section3_2.class, "saysThatALargerBodyIsTooLarge"),
                arguments(ReadsWithoutBound.class, AdapterContract.Rfc6749Section3_2.class, "putsChunksTogether"),
                arguments(
                        KeepsTheRequest.class,
                        AdapterContract.SimultaneousRequests.class,
                        "areAnsweredEachToItsOwnSender"),
                arguments(KeepsTheRequest.class, AdapterContract.SimultaneousRequests.class, "neverMix"),
                arguments(
                        BelievesEverybody.class,
                        AdapterContract.Rfc7239Section8_1.class,
                        "believesNoForwardingHeaderByDefault"),
                arguments(KnowsTwoMethods.class, AdapterContract.Rfc9110Section9.class, "givesEveryMethodToTheServer"),
                arguments(
                        KnowsTwoMethods.class,
                        AdapterContract.Rfc9110Section9.class,
                        "answersHeadLikeGetWithoutTheBody"),
                arguments(SendsErrors.class, AdapterContract.Rfc6749Section5.class, "letsNoErrorPageReplaceAnAnswer"),
                arguments(SendsRedirects.class, AdapterContract.Rfc6749Section5.class, "leavesARedirectAlone"),
                arguments(
                        ResetsTheHost.class,
                        AdapterContract.Rfc6749Section5.class,
                        "replacesTheHostsHeadersButNotItsCookies"),
                arguments(
                        SetsCookies.class,
                        AdapterContract.Rfc6749Section5.class,
                        "replacesTheHostsHeadersButNotItsCookies"),
                arguments(
                        WritesWhatIsGranted.class,
                        AdapterContract.Rfc6749Section5.class,
                        "letsNothingOutThatIsForHostCodeOnly"));
    }

    @ParameterizedTest(name = "{0}: {2}")
    @MethodSource("mistakes")
    void findsTheMistake(Class<? extends AdapterContract> contract, Class<?> section, String test) {
        assertThat(Mistakes.foundBy(contract, section, test)).isNotEmpty();
    }

    @ParameterizedTest(name = "{2}")
    @MethodSource("soundTests")
    void findsNoneInWhatTheyAllBuildUpon(Class<? extends AdapterContract> contract, Class<?> section, String test) {
        assertThat(Mistakes.foundBy(contract, section, test)).isEmpty();
    }

    /** The same tests, for the sketch without a mistake; of filters it does not know. */
    static Stream<Arguments> soundTests() {
        return mistakes()
                .map(Arguments::get)
                .filter(mistake -> mistake[1] != AdapterContract.HostFilters.class
                        && mistake[1] != AdapterContract.HostLimits.class)
                .map(mistake -> arguments(ForgetsFilters.class, mistake[1], mistake[2]));
    }

    /** The contract for an adapter in Jetty. */
    @ExtendWith(Mistakes.class)
    abstract static class OnJetty extends AdapterContract {

        private final Function<AuthorizationServer, Servlet> adapter;

        OnJetty(Function<AuthorizationServer, Servlet> adapter) {
            this.adapter = adapter;
        }

        @Override
        protected MountedServer start(AuthorizationServer server, Mount mount) {
            return new JettyHost().start(adapter, server, mount);
        }
    }

    static final class DecodesThePath extends OnJetty {
        DecodesThePath() {
            super(BrokenAdapters.DecodesThePath::new);
        }
    }

    static final class ForgetsTheContext extends OnJetty {
        ForgetsTheContext() {
            super(BrokenAdapters.ForgetsTheContext::new);
        }
    }

    static final class DecodesTheQuery extends OnJetty {
        DecodesTheQuery() {
            super(BrokenAdapters.DecodesTheQuery::new);
        }
    }

    static final class MergesParameters extends OnJetty {
        MergesParameters() {
            super(BrokenAdapters.MergesParameters::new);
        }
    }

    static final class MergesParametersOfFilters extends OnJetty {
        MergesParametersOfFilters() {
            super(BrokenAdapters.MergesParametersOfFilters::new);
        }
    }

    static final class ForgetsFilters extends OnJetty {
        ForgetsFilters() {
            super(BrokenAdapters.ForgetsFilters::new);
        }
    }

    static final class CutsTheBody extends OnJetty {
        CutsTheBody() {
            super(BrokenAdapters.CutsTheBody::new);
        }
    }

    static final class ReadsWithoutBound extends OnJetty {
        ReadsWithoutBound() {
            super(BrokenAdapters.ReadsWithoutBound::new);
        }
    }

    static final class KeepsTheRequest extends OnJetty {
        KeepsTheRequest() {
            super(BrokenAdapters.KeepsTheRequest::new);
        }
    }

    static final class BelievesEverybody extends OnJetty {
        BelievesEverybody() {
            super(BrokenAdapters.BelievesEverybody::new);
        }
    }

    static final class KnowsTwoMethods extends OnJetty {
        KnowsTwoMethods() {
            super(BrokenAdapters.KnowsTwoMethods::new);
        }
    }

    static final class SendsErrors extends OnJetty {
        SendsErrors() {
            super(BrokenAdapters.SendsErrors::new);
        }
    }

    static final class SendsRedirects extends OnJetty {
        SendsRedirects() {
            super(BrokenAdapters.SendsRedirects::new);
        }
    }

    static final class ResetsTheHost extends OnJetty {
        ResetsTheHost() {
            super(BrokenAdapters.ResetsTheHost::new);
        }
    }

    static final class SetsCookies extends OnJetty {
        SetsCookies() {
            super(BrokenAdapters.SetsCookies::new);
        }
    }

    static final class WritesWhatIsGranted extends OnJetty {
        WritesWhatIsGranted() {
            super(BrokenAdapters.WritesWhatIsGranted::new);
        }
    }
}
