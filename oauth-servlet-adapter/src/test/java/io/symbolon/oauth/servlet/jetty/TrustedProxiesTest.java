// SPDX-License-Identifier: Apache-2.0
package io.symbolon.oauth.servlet.jetty;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import io.symbolon.oauth.api.Request;
import io.symbolon.oauth.servlet.OAuthServlet;
import io.symbolon.oauth.servlet.ServletSettings;
import io.symbolon.oauth.servlet.TrustedProxies;
import io.symbolon.oauth.testkit.Mount;
import io.symbolon.oauth.testkit.MountedServer;
import io.symbolon.oauth.testkit.RawConnection;
import io.symbolon.oauth.testkit.RawRequest;
import io.symbolon.oauth.testkit.RecordingServer;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TrustedProxiesTest {

    private static final String HERE = "127.0.0.1";

    /** What the server sees of a request with these header lines, sent from the loopback address. */
    private static Request seen(TrustedProxies proxies, String... headerLines) {
        RecordingServer server = new RecordingServer("");
        ServletSettings settings = ServletSettings.defaults().trusting(proxies);
        try (MountedServer host =
                new JettyHost().start(asked -> new OAuthServlet(asked, settings), server, Mount.at("/app", "/oauth"))) {
            RawRequest request = RawRequest.of("GET", "/app/oauth/echo");
            for (String line : headerLines) {
                int colon = line.indexOf(':');
                request.header(line.substring(0, colon), line.substring(colon + 2));
            }
            RawConnection.exchange(host.port(), request);
        }
        return server.seen().get(0);
    }

    private static DynamicTest comesFrom(
            String address, boolean secure, String why, TrustedProxies proxies, String... headerLines) {
        return dynamicTest(why, () -> {
            Request request = seen(proxies, headerLines);

            assertThat(request.remoteAddress()).isEqualTo(address);
            assertThat(request.isSecure()).isEqualTo(secure);
        });
    }

    @Nested
    @DisplayName("X-Forwarded-For and X-Forwarded-Proto")
    class XForwarded {

        private final TrustedProxies proxies = TrustedProxies.at(HERE, "10.0.0.0/8", "2001:db8::/32");

        @TestFactory
        Stream<DynamicTest> comesFromTheRightMostAddressThatIsNotTrusted() {
            return Stream.of(
                    comesFrom("192.0.2.7", false, "one hop", proxies, "X-Forwarded-For: 192.0.2.7"),
                    comesFrom(
                            "192.0.2.7",
                            true,
                            "TLS",
                            proxies,
                            "X-Forwarded-For: 192.0.2.7",
                            "X-Forwarded-Proto: https"),
                    comesFrom(
                            "192.0.2.7",
                            false,
                            "what the sender made up stands further left",
                            proxies,
                            "X-Forwarded-For: 198.51.100.1, 10.1.1.1, 192.0.2.7",
                            "X-Forwarded-Proto: https, https, http"),
                    comesFrom(
                            "192.0.2.7",
                            true,
                            "over two proxies, the second without TLS",
                            proxies,
                            "X-Forwarded-For: 192.0.2.7, 10.1.1.1",
                            "X-Forwarded-Proto: https, http"),
                    comesFrom(
                            "192.0.2.7",
                            true,
                            "on two lines",
                            proxies,
                            "X-Forwarded-For: 192.0.2.7",
                            "X-Forwarded-For: 2001:db8::1",
                            "X-Forwarded-Proto: https"),
                    comesFrom("10.1.1.1", false, "all trusted", proxies, "X-Forwarded-For: 10.1.1.1, 10.2.2.2"),
                    comesFrom("192.0.2.7", false, "with a port", proxies, "X-Forwarded-For: 192.0.2.7:4711"),
                    comesFrom("2001:db9::1", false, "with brackets", proxies, "X-Forwarded-For: [2001:DB9::1]:4711"),
                    comesFrom(HERE, true, "the scheme alone", proxies, "X-Forwarded-Proto: HTTPS"),
                    comesFrom(HERE, false, "nothing", proxies));
        }

        @TestFactory
        Stream<DynamicTest> believesNothingBeyondWhatItCannotRead() {
            return Stream.of("unknown", "_hidden", "", "localhost", "192.0.2", "192.0.2.256", "::zz", "1.2.3.4.5")
                    .map(node -> comesFrom(
                            HERE, false, "'" + node + "'", proxies, "X-Forwarded-For: 198.51.100.1, " + node));
        }

        @TestFactory
        Stream<DynamicTest> believesOnlyWhatItWasAskedToRead() {
            return Stream.of(
                    comesFrom(HERE, false, "Forwarded", proxies, "Forwarded: for=192.0.2.7;proto=https"),
                    comesFrom(
                            HERE,
                            false,
                            "X-Forwarded-For of a stranger",
                            TrustedProxies.at("192.0.2.1"),
                            "X-Forwarded-For: 192.0.2.7",
                            "X-Forwarded-Proto: https"),
                    comesFrom(
                            HERE,
                            false,
                            "by default nobody",
                            TrustedProxies.none(),
                            "X-Forwarded-For: 192.0.2.7",
                            "X-Forwarded-Proto: https"));
        }
    }

    @Nested
    @DisplayName("RFC 7239 §4: Forwarded")
    class Rfc7239Section4 {

        private final TrustedProxies proxies =
                TrustedProxies.at(HERE, "10.0.0.0/8").writingForwarded();

        @TestFactory
        Stream<DynamicTest> comesFromTheRightMostNodeThatIsNotTrusted() {
            return Stream.of(
                    comesFrom("192.0.2.7", true, "one hop", proxies, "Forwarded: for=192.0.2.7;proto=https"),
                    comesFrom(
                            "192.0.2.7",
                            false,
                            "what the sender made up stands further left",
                            proxies,
                            "Forwarded: for=198.51.100.1;proto=https, for=192.0.2.7;proto=http;by=10.1.1.1"),
                    comesFrom(
                            "192.0.2.7",
                            true,
                            "over two proxies",
                            proxies,
                            "Forwarded: For=\"192.0.2.7:4711\";Proto=https,for=10.1.1.1;proto=http"),
                    comesFrom(
                            "2001:db8::1",
                            false,
                            "quoted and in brackets",
                            proxies,
                            "Forwarded: proto=http; for=\"[2001:db8::1]:4711\""),
                    comesFrom(
                            HERE,
                            true,
                            "hidden",
                            proxies,
                            "Forwarded: for=198.51.100.1;proto=http, for=_SEVKISEK;proto=https"),
                    comesFrom(
                            "192.0.2.7",
                            false,
                            "a quote that the sender left open",
                            proxies,
                            "Forwarded: for=\"198.51.100.1;proto=https, for=192.0.2.7;proto=http"),
                    comesFrom(
                            HERE,
                            false,
                            "not the other headers",
                            proxies,
                            "X-Forwarded-For: 192.0.2.7",
                            "X-Forwarded-Proto: https"));
        }
    }

    @Nested
    @DisplayName("X-Forwarded-Prefix")
    class Prefix {

        @Test
        void countsOnlyWhereAskedFor() {
            Request request = seen(TrustedProxies.at(HERE), "X-Forwarded-Prefix: /auth");

            assertThat(request.path()).isEqualTo("/app/oauth/echo");
        }

        @ParameterizedTest
        @ValueSource(strings = {"/auth", "/auth/", "/evil, /auth"})
        void isPutBackInFrontOfThePath(String prefix) {
            Request request = seen(TrustedProxies.at(HERE).writingPrefix(), "X-Forwarded-Prefix: " + prefix);

            assertThat(request.path()).isEqualTo("/auth/app/oauth/echo");
        }

        @ParameterizedTest
        @ValueSource(
                strings = {"/", "auth", "//auth", "/a/../b", "/a;b", "/a%2Fb", "/a\\b", "https://evil.example", "/a?b"})
        void isIgnoredWhereItIsNoPlainPath(String prefix) {
            Request request = seen(TrustedProxies.at(HERE).writingPrefix(), "X-Forwarded-Prefix: " + prefix);

            assertThat(request.path()).isEqualTo("/app/oauth/echo");
        }

        @Test
        void isIgnoredFromAStranger() {
            Request request = seen(TrustedProxies.at("192.0.2.1").writingPrefix(), "X-Forwarded-Prefix: /auth");

            assertThat(request.path()).isEqualTo("/app/oauth/echo");
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "localhost",
                "proxy.example",
                "10.0.0",
                "10.0.0.0/",
                "10.0.0.0/33",
                "10.0.0.0/-1",
                "::1/129",
                "10.0.0.256",
                "10.0.0.0/8/8",
                "0x0a000001",
                "*"
            })
    void refusesWhatIsNoAddress(String address) {
        assertThatThrownBy(() -> TrustedProxies.at(address))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("'" + address + "'");
    }
}
