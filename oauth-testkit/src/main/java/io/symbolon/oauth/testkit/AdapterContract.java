// SPDX-License-Identifier: Apache-2.0
package io.symbolon.oauth.testkit;

import static io.symbolon.oauth.testkit.HostHabit.ACCEPTS_ODD_PATHS;
import static io.symbolon.oauth.testkit.HostHabit.FORM_BYTES;
import static io.symbolon.oauth.testkit.HostHabit.FORM_FIELDS;
import static io.symbolon.oauth.testkit.HostHabit.LIMITS_FORM_BYTES;
import static io.symbolon.oauth.testkit.HostHabit.LIMITS_FORM_FIELDS;
import static io.symbolon.oauth.testkit.HostHabit.READS_PARAMETERS;
import static io.symbolon.oauth.testkit.HostHabit.READS_PARAMETERS_IN_UTF_8;
import static io.symbolon.oauth.testkit.HostHabit.SETS_HEADERS;
import static io.symbolon.oauth.testkit.HostHabit.SHOWS_ERROR_PAGES;
import static io.symbolon.oauth.testkit.HostHabit.WRAPS_REQUESTS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import io.symbolon.oauth.api.AuthorizationServer;
import io.symbolon.oauth.api.Body;
import io.symbolon.oauth.api.Request;
import java.net.InetAddress;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.TestInstance;

/**
 * What every adapter owes: the server gets what the wire said, raw, and the wire gets what the server said, unchanged,
 * whatever the host around them does. A subclass starts a host with the adapter in it and is a test by that alone. Talks
 * HTTP/1.1 over sockets; needs no engine.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
public abstract class AdapterContract {

    private static final Mount PLAIN = Mount.at("/app", "/oauth");
    private static final int MAX = Request.MAX_BODY_BYTES;

    private final Map<Mount, Hosted> running = new ConcurrentHashMap<>();

    /** Starts a host on any free port of the loopback address, with the adapter in it and the server behind that. */
    protected abstract MountedServer start(AuthorizationServer server, Mount mount);

    /** Whether the host can have the habit; tests that need another are skipped. */
    protected boolean canHave(HostHabit habit) {
        return true;
    }

    @AfterAll
    void stopAll() {
        running.values().forEach(hosted -> hosted.host().close());
    }

    /** A running host and the server in it. */
    private record Hosted(RecordingServer server, MountedServer host) {

        RawResponse exchange(RawRequest request) {
            return RawConnection.exchange(host.port(), request);
        }

        Request onlySeen() {
            assertThat(server.seen()).hasSize(1);
            return server.seen().get(0);
        }
    }

    private Hosted given(Mount mount) {
        mount.habits().forEach(habit -> assumeTrue(canHave(habit), () -> "the host cannot have the habit " + habit));
        Hosted hosted = running.computeIfAbsent(mount, place -> {
            RecordingServer server = new RecordingServer(place.path());
            return new Hosted(server, start(server, place));
        });
        hosted.server().forget();
        return hosted;
    }

    private Hosted givenHostThat(HostHabit... habits) {
        return given(PLAIN.inHostThat(habits));
    }

    /** The decoded fields of a form, values in order. */
    private static Map<String, List<String>> fields(Body form) {
        Map<String, List<String>> fields = new TreeMap<>();
        for (String pair : form.asUtf8().split("&", -1)) {
            String[] sides = (pair + "=").split("=", 3);
            fields.computeIfAbsent(decoded(sides[0]), any -> new ArrayList<>()).add(decoded(sides[1]));
        }
        return fields;
    }

    private static String decoded(String text) {
        return URLDecoder.decode(text, StandardCharsets.UTF_8);
    }

    private static Map<String, List<String>> fields(String form) {
        return fields(Body.utf8(form));
    }

    @Nested
    @DisplayName("RFC 3986 §3.3: the path arrives as it was sent, and nothing else is taken for it")
    @Tag("security-case-83")
    public class Rfc3986Section3_3 {

        @TestFactory
        Stream<DynamicTest> givesThePathFromTheHostsRootWhereverItIsMounted() {
            return Stream.of(
                            Mount.at("", ""),
                            Mount.at("", "/oauth"),
                            Mount.at("/app", ""),
                            PLAIN,
                            Mount.at("/app", "/a/b"))
                    .map(mount -> dynamicTest("mounted at '" + mount.path() + "'", () -> {
                        Hosted hosted = given(mount);

                        RawResponse answer = hosted.exchange(RawRequest.of("GET", mount.path() + "/echo"));

                        assertThat(answer.header(RecordingServer.ENDPOINT)).contains("/echo");
                        assertThat(hosted.onlySeen().path()).isEqualTo(mount.path() + "/echo");
                    }));
        }

        @TestFactory
        Stream<DynamicTest> takesNoOtherPathForAnEndpoints() {
            return oddPaths(PLAIN);
        }

        @TestFactory
        Stream<DynamicTest> takesNoOtherPathForAnEndpointsInALenientHost() {
            return oddPaths(PLAIN.inHostThat(ACCEPTS_ODD_PATHS));
        }

        private Stream<DynamicTest> oddPaths(Mount mount) {
            return Stream.of(
                            "/app/oauth/echo;jsessionid=1",
                            "/app/oauth/echo;",
                            "/app/oauth;a=b/echo",
                            "/app;a=b/oauth/echo",
                            "/app/oauth/echo/",
                            "/app/oauth//echo",
                            "/app//oauth/echo",
                            "//app/oauth/echo",
                            "/app/oauth/./echo",
                            "/app/oauth/x/../echo",
                            "/x/../app/oauth/echo",
                            "/app/oauth/echo/.",
                            "/app/oauth/echo/x/..",
                            "/app/oauth/x/..;/echo",
                            "/app/oauth/%2e/echo",
                            "/app/oauth/x/%2e%2e/echo",
                            "/app/oauth/x/%2E%2E%2Fecho",
                            "/app/oauth/%65cho",
                            "/%61pp/oauth/echo",
                            "/app/%6Fauth/echo",
                            "/app%2Foauth/echo",
                            "/app/oauth%2Fecho",
                            "/app/oauth%2fecho",
                            "/app/oauth%5Cecho",
                            "/app/oauth\\echo",
                            "/app/oauth/echo%00",
                            "/app/oauth/echo%00.html",
                            "/app/oauth/echo%3Bjsessionid=1",
                            "/app/oauth/echo%20",
                            "/app/oauth/echo%0D%0A",
                            "/app/oauth/echo%3Fa=b",
                            "/app/oauth/echo%",
                            "/app/oauth/echo%zz",
                            "/app/oauth/%u0065cho",
                            "/app/oauth/ECHO",
                            "/app/oauth/ech%C3%B6",
                            "/app/oauth%C0%AFecho",
                            "/app/oauth/%EF%BC%8Fecho")
                    .map(path -> dynamicTest(path, () -> {
                        Hosted hosted = given(mount);

                        RawResponse answer = hosted.exchange(RawRequest.of("GET", path));

                        assertThat(answer.header(RecordingServer.ENDPOINT)).isEmpty();
                        assertThat(answer.status()).isBetween(400, 499);
                        assertThat(hosted.server().seen())
                                .extracting(Request::path)
                                .allMatch(path::equals);
                    }));
        }

        @Test
        void takesABareByteOutsideAsciiForNoEndpoint() {
            Hosted hosted = givenHostThat(ACCEPTS_ODD_PATHS);

            RawResponse answer = hosted.exchange(RawRequest.of("GET", "/app/oauth/echo\u00f6"));

            assertThat(answer.header(RecordingServer.ENDPOINT)).isEmpty();
            assertThat(answer.status()).isBetween(400, 499);
        }

        @Test
        void leavesSchemeAndHostOfAnAbsoluteTargetOut() {
            Hosted hosted = given(PLAIN);

            hosted.exchange(RawRequest.of("GET", "http://localhost/app/oauth/echo?a=b"));

            assertThat(hosted.onlySeen().path()).isEqualTo("/app/oauth/echo");
        }
    }

    @Nested
    @DisplayName("RFC 6749 §3.2: query and body arrive as they were sent, and apart")
    public class Rfc6749Section3_2 {

        @Test
        void givesTheQueryRaw() {
            Hosted hosted = given(PLAIN);
            String query = "a=1&a=2&%61=%C3%B6&b=x+y%20z&c&=&d=%2526";

            hosted.exchange(RawRequest.of("GET", "/app/oauth/echo?" + query));

            assertThat(hosted.onlySeen().query()).isEqualTo(query);
        }

        @Test
        void givesNoQueryAsAnEmptyOne() {
            Hosted hosted = given(PLAIN);

            hosted.exchange(RawRequest.of("GET", "/app/oauth/echo"));

            assertThat(hosted.onlySeen().query()).isEmpty();
        }

        @Test
        void keepsParametersOfQueryAndBodyApart() {
            Hosted hosted = given(PLAIN);

            hosted.exchange(
                    RawRequest.of("POST", "/app/oauth/echo?a=query&b=query").form("a=body&a=again"));

            assertThat(hosted.onlySeen().query()).isEqualTo("a=query&b=query");
            assertThat(hosted.onlySeen().body()).isEqualTo(Body.utf8("a=body&a=again"));
        }

        @Test
        void givesTheBodyByteForByte() {
            Hosted hosted = given(PLAIN);
            byte[] bytes = {'a', '=', '%', 'z', 'z', '&', '&', (byte) 0xC3, (byte) 0xB6, (byte) 0xFF, 0, '\n', '+'};

            hosted.exchange(RawRequest.of("POST", "/app/oauth/echo")
                    .header("Content-Type", "application/x-www-form-urlencoded; charset=ISO-8859-1")
                    .body(bytes));

            assertThat(hosted.onlySeen().body()).isEqualTo(Body.of(bytes));
        }

        @Test
        void givesAJsonBody() {
            Hosted hosted = given(PLAIN);

            hosted.exchange(RawRequest.of("POST", "/app/oauth/echo")
                    .header("Content-Type", "application/json")
                    .body("{\"a\":\"\u00f6\"}".getBytes(StandardCharsets.UTF_8)));

            assertThat(hosted.onlySeen().body()).isEqualTo(Body.utf8("{\"a\":\"\u00f6\"}"));
        }

        @Test
        void putsChunksTogether() {
            Hosted hosted = given(PLAIN);
            String form = "a=" + "x".repeat(5000) + "&b=y";

            hosted.exchange(RawRequest.of("POST", "/app/oauth/echo").chunkedForm(form));

            assertThat(hosted.onlySeen().body()).isEqualTo(Body.utf8(form));
        }

        @Test
        void givesNoBodyAsAnEmptyOne() {
            Hosted hosted = given(PLAIN);

            hosted.exchange(RawRequest.of("POST", "/app/oauth/echo?a=b")
                    .header("Content-Type", "application/x-www-form-urlencoded"));

            assertThat(hosted.onlySeen().body()).isEqualTo(Body.empty());
            assertThat(hosted.onlySeen().isBodyTooLarge()).isFalse();
        }

        @TestFactory
        Stream<DynamicTest> readsTheLargestBodyThatIsAllowed() {
            return Stream.of(
                            RawRequest.of("POST", "/app/oauth/echo").form("x".repeat(MAX)),
                            RawRequest.of("POST", "/app/oauth/echo").chunkedForm("x".repeat(MAX)))
                    .map(request -> dynamicTest(request.toString(), () -> {
                        Hosted hosted = given(PLAIN);

                        RawResponse answer = hosted.exchange(request);

                        assertThat(answer.status()).isEqualTo(200);
                        assertThat(hosted.onlySeen().body().length()).isEqualTo(MAX);
                    }));
        }

        @TestFactory
        Stream<DynamicTest> saysThatALargerBodyIsTooLarge() {
            return Stream.of(MAX + 1, MAX + 8192, 1_000_000)
                    .flatMap(size -> Stream.of(
                            RawRequest.of("POST", "/app/oauth/echo").form("x".repeat(size)),
                            RawRequest.of("POST", "/app/oauth/echo").chunkedForm("x".repeat(size))))
                    .map(request -> dynamicTest(request.toString(), () -> refusesAsTooLarge(request)));
        }

        @TestFactory
        Stream<DynamicTest> doesNotWaitForABodyThatWillBeTooLarge() {
            return Stream.of(
                            RawRequest.of("POST", "/app/oauth/echo").header("Content-Length", "10000000000"),
                            RawRequest.of("POST", "/app/oauth/echo")
                                    .header("Expect", "100-continue")
                                    .header("Content-Length", String.valueOf(MAX + 1)))
                    .map(request -> dynamicTest(request.toString(), () -> refusesAsTooLarge(request)));
        }

        private void refusesAsTooLarge(RawRequest request) {
            Hosted hosted = givenHostThat(SHOWS_ERROR_PAGES);

            RawResponse answer = hosted.exchange(request);

            assertThat(answer.status()).isEqualTo(413);
            assertThat(answer.text()).startsWith("{\"error\":");
            assertThat(hosted.onlySeen().isBodyTooLarge()).isTrue();
            assertThat(hosted.onlySeen().body()).isEqualTo(Body.empty());
        }

        @TestFactory
        Stream<DynamicTest> neverTakesAPartOfABodyForTheWhole() {
            return Stream.of(
                            RawRequest.of("POST", "/app/oauth/echo")
                                    .header("Content-Type", "application/x-www-form-urlencoded")
                                    .header("Content-Length", "100")
                                    .bytes("a=1&b=2".getBytes(StandardCharsets.UTF_8)),
                            RawRequest.of("POST", "/app/oauth/echo")
                                    .header("Transfer-Encoding", "chunked")
                                    .bytes("3\r\na=1\r\n".getBytes(StandardCharsets.UTF_8)),
                            RawRequest.of("POST", "/app/oauth/echo")
                                    .header("Transfer-Encoding", "chunked")
                                    .bytes("3\r\na=1\r\nno length\r\n0\r\n\r\n".getBytes(StandardCharsets.UTF_8)))
                    .map(request -> dynamicTest(request.toString(), () -> {
                        Hosted hosted = given(PLAIN);

                        try (RawConnection connection =
                                RawConnection.to(hosted.host().port())) {
                            connection.send(request);
                            assertThat(connection.abandon()).doesNotStartWith("HTTP/1.1 2");
                        }

                        assertThat(hosted.server().seen()).isEmpty();
                    }));
        }
    }

    @Nested
    @DisplayName("RFC 9110 §9: methods")
    public class Rfc9110Section9 {

        @TestFactory
        Stream<DynamicTest> givesEveryMethodToTheServer() {
            return Stream.of("GET", "POST", "PUT", "PATCH", "DELETE", "OPTIONS", "PROPFIND", "FOO")
                    .map(method -> dynamicTest(method, () -> {
                        Hosted hosted = given(PLAIN);

                        RawResponse answer = hosted.exchange(RawRequest.of(method, "/app/oauth/echo"));

                        assertThat(answer.text()).startsWith(method + "\n");
                        assertThat(answer.header("Allow")).isEmpty();
                    }));
        }

        @Test
        void keepsTheCaseOfAMethod() {
            Hosted hosted = given(PLAIN);

            hosted.exchange(RawRequest.of("get", "/app/oauth/echo"));

            assertThat(hosted.server().seen()).extracting(Request::method).allMatch("get"::equals);
        }

        @Test
        void answersHeadLikeGetWithoutTheBody() {
            Hosted hosted = given(PLAIN);
            RawRequest get = RawRequest.of("GET", "/app/oauth/status/403");
            RawRequest head = RawRequest.of("HEAD", "/app/oauth/status/403");

            try (RawConnection connection = RawConnection.to(hosted.host().port())) {
                RawResponse answer = connection.exchange(head);
                RawResponse next = connection.exchange(get);

                assertThat(answer.status()).isEqualTo(next.status());
                assertThat(answer.header("Content-Type")).isEqualTo(next.header("Content-Type"));
                assertThat(answer.header("Content-Length")).isEqualTo(next.header("Content-Length"));
                assertThat(next.text()).startsWith("{\"error\":");
            }
        }

        @Test
        void doesNotRepeatCredentialsToTrace() {
            Hosted hosted = given(PLAIN);

            RawResponse answer = hosted.exchange(
                    RawRequest.of("TRACE", "/app/oauth/cookies").header("Authorization", RecordingServer.CANARY));

            assertThat(answer.text()).doesNotContain(RecordingServer.CANARY);
        }
    }

    @Nested
    @DisplayName("RFC 9110 §5: header fields")
    public class Rfc9110Section5 {

        @Test
        void givesAllLinesOfAHeaderInOrder() {
            Hosted hosted = given(PLAIN);

            hosted.exchange(RawRequest.of("GET", "/app/oauth/echo")
                    .header("authorization", "Basic one")
                    .header("X-Other", "x")
                    .header("Authorization", "Bearer two"));

            assertThat(hosted.onlySeen().headers("Authorization")).containsExactly("Basic one", "Bearer two");
            assertThat(hosted.onlySeen().header("x-other")).contains("x");
        }

        @Test
        void letsNoQueryBecomeAHeader() {
            Hosted hosted = given(PLAIN);

            RawResponse answer =
                    hosted.exchange(RawRequest.of("GET", "/app/oauth/query?a=%0D%0AInjected:%20yes%0D%0A%0D%0Abody"));

            assertThat(answer.header("Injected")).isEmpty();
            assertThat(answer.header("Recording-Query")).contains("a=%0D%0AInjected:%20yes%0D%0A%0D%0Abody");
        }

        @TestFactory
        Stream<DynamicTest> survivesMalformedFields() {
            return Stream.of(
                            "x\u0001y",
                            "x\u007fy",
                            "x\u0000y",
                            "x\rInjected: yes",
                            "x\r\n Injected: yes",
                            "x\u00e9\u0085\u00a0",
                            "x\r\nBad\"Name: y",
                            "x\r\nBad\\Name: y",
                            "x\r\nBad Name: y",
                            "x\r\nInjected : yes",
                            "x\r\n: y",
                            "x\r\nNoColon")
                    .map(value -> dynamicTest(value, () -> {
                        Hosted hosted = given(PLAIN);

                        RawResponse answer = hosted.exchange(
                                RawRequest.of("GET", "/app/oauth/echo").header("X-Test", value));

                        assertThat(answer.status()).isLessThan(500);
                        assertThat(hosted.server().seen())
                                .allSatisfy(request ->
                                        assertThat(request.header("Injected")).isEmpty());
                    }));
        }
    }

    @Nested
    @DisplayName("RFC 7239 §8.1: who sent it is not for the sender to say")
    public class Rfc7239Section8_1 {

        @Test
        void believesNoForwardingHeaderByDefault() {
            Hosted hosted = given(PLAIN);

            hosted.exchange(RawRequest.of("GET", "/app/oauth/echo")
                    .header("Forwarded", "for=192.0.2.1;proto=https;host=evil.example")
                    .header("X-Forwarded-For", "192.0.2.1")
                    .header("X-Forwarded-Proto", "https")
                    .header("X-Forwarded-Host", "evil.example")
                    .header("X-Forwarded-Prefix", "/evil"));

            assertThat(hosted.onlySeen().path()).isEqualTo("/app/oauth/echo");
            assertThat(hosted.onlySeen().isSecure()).isFalse();
            assertThat(hosted.onlySeen().remoteAddress())
                    .isEqualTo(InetAddress.getLoopbackAddress().getHostAddress());
        }

        @Test
        void saysWhenItArrivedToTheMillisecond() {
            Hosted hosted = given(PLAIN);

            hosted.exchange(RawRequest.of("GET", "/app/oauth/echo"));

            Instant receivedAt = hosted.onlySeen().receivedAt();
            assertThat(receivedAt).isEqualTo(receivedAt.truncatedTo(ChronoUnit.MILLIS));
        }
    }

    @Nested
    @DisplayName("RFC 6749 §5: the answer goes out as the server gave it")
    public class Rfc6749Section5 {

        @TestFactory
        Stream<DynamicTest> letsNoErrorPageReplaceAnAnswer() {
            return Stream.of(400, 401, 403, 404, 405, 413, 429, 500, 503)
                    .map(status -> dynamicTest(String.valueOf(status), () -> {
                        Hosted hosted = givenHostThat(SHOWS_ERROR_PAGES);

                        RawResponse answer = hosted.exchange(RawRequest.of("POST", "/app/oauth/status/" + status)
                                .form("a=b"));

                        assertThat(answer.status()).isEqualTo(status);
                        assertThat(answer.header("Content-Type").orElse("")).startsWith("application/json");
                        assertThat(answer.text())
                                .isEqualTo("{\"error\":\"recorded\",\"error_description\":\"as asked\"}");
                    }));
        }

        @Test
        void saysHowLongTheAnswerIs() {
            Hosted hosted = given(PLAIN);

            RawResponse answer =
                    hosted.exchange(RawRequest.of("POST", "/app/oauth/echo").form("a=\u00f6"));

            assertThat(answer.header("Content-Length"))
                    .contains(String.valueOf(answer.body().length()));
            assertThat(answer.header("Transfer-Encoding")).isEmpty();
            assertThat(answer.text()).endsWith("a=\u00f6");
        }

        @Test
        void leavesARedirectAlone() {
            Hosted hosted = given(PLAIN);

            RawResponse answer = hosted.exchange(RawRequest.of("GET", "/app/oauth/redirect"));

            assertThat(answer.status()).isEqualTo(303);
            assertThat(answer.headers("Location")).containsExactly("/login?a=b%20c&interaction=a+b");
        }

        @Test
        void answersWithoutABody() {
            Hosted hosted = given(PLAIN);

            RawResponse answer =
                    hosted.exchange(RawRequest.of("POST", "/app/oauth/empty").form("a=b"));

            assertThat(answer.status()).isEqualTo(204);
            assertThat(answer.header("Content-Length")).isEmpty();
        }

        @Test
        void replacesTheHostsHeadersButNotItsCookies() {
            Hosted hosted = givenHostThat(SETS_HEADERS);

            RawResponse answer = hosted.exchange(RawRequest.of("GET", "/app/oauth/cookies"));

            assertThat(answer.headers("Cache-Control")).containsExactly("no-store");
            assertThat(answer.headers("X-Host")).containsExactly("here");
            assertThat(answer.headers("Set-Cookie"))
                    .hasSize(3)
                    .contains("one=1; HttpOnly", "two=2; HttpOnly")
                    .anyMatch(cookie -> cookie.startsWith("host=1"));
        }

        @TestFactory
        Stream<DynamicTest> letsNothingOutThatIsForHostCodeOnly() {
            return Stream.of("/granted", "/broken")
                    .map(endpoint -> dynamicTest(endpoint, () -> {
                        Hosted hosted = given(PLAIN);

                        RawResponse answer = hosted.exchange(RawRequest.of("GET", "/app/oauth" + endpoint));

                        assertThat(answer.status()).isEqualTo(500);
                        assertThat(answer.headers())
                                .noneMatch(header -> header.value().contains(RecordingServer.CANARY));
                        assertThat(answer.text()).doesNotContain(RecordingServer.CANARY, "Exception");
                    }));
        }
    }

    @Nested
    @DisplayName("Host filters that read the request first")
    public class HostFilters {

        private static final String FORM = "grant_type=x&a=1&a=2&q=body&empty=&scope=b+c%20d&odd=%26%3D%2B%25%2F";

        @TestFactory
        Stream<DynamicTest> doNotMixQueryAndBody() {
            return Stream.of(READS_PARAMETERS, READS_PARAMETERS_IN_UTF_8, WRAPS_REQUESTS)
                    .flatMap(habit -> Stream.of(
                                    RawRequest.of("POST", "/app/oauth/echo?q=query&a=0&r=%26")
                                            .form(FORM),
                                    RawRequest.of("POST", "/app/oauth/echo?q=query&a=0&r=%26")
                                            .chunkedForm(FORM))
                            .map(request -> dynamicTest(habit + " " + request, () -> {
                                Hosted hosted = givenHostThat(habit);

                                hosted.exchange(request);

                                assertThat(hosted.onlySeen().query()).isEqualTo("q=query&a=0&r=%26");
                                assertThat(fields(hosted.onlySeen().body())).isEqualTo(fields(FORM));
                            })));
        }

        @TestFactory
        Stream<DynamicTest> doNotGarbleWhatIsNotAscii() {
            return Stream.of(READS_PARAMETERS, READS_PARAMETERS_IN_UTF_8, WRAPS_REQUESTS)
                    .map(habit -> dynamicTest(habit.name(), () -> {
                        Hosted hosted = givenHostThat(habit);
                        String form = "escaped=J%C3%B6rg+%E2%82%AC&raw=\u00f6\u20ac\ud83d\ude00&plain=x";

                        hosted.exchange(RawRequest.of("POST", "/app/oauth/echo").form(form));

                        assertThat(fields(hosted.onlySeen().body())).isEqualTo(fields(form));
                    }));
        }

        @Test
        void makeNoBodyOfAQuery() {
            Hosted hosted = givenHostThat(READS_PARAMETERS);

            hosted.exchange(RawRequest.of("POST", "/app/oauth/echo?grant_type=x&%67rant_type=y")
                    .form(""));

            assertThat(hosted.onlySeen().body()).isEqualTo(Body.empty());
        }

        @Test
        void leaveAJsonBodyWhole() {
            Hosted hosted = givenHostThat(READS_PARAMETERS);

            hosted.exchange(RawRequest.of("POST", "/app/oauth/echo?a=b")
                    .header("Content-Type", "application/json")
                    .body("{\"c\":1}".getBytes(StandardCharsets.UTF_8)));

            assertThat(hosted.onlySeen().body()).isEqualTo(Body.utf8("{\"c\":1}"));
        }

        @Test
        void doNotLiftTheBoundOfTheBody() {
            Hosted hosted = givenHostThat(READS_PARAMETERS);

            RawResponse answer =
                    hosted.exchange(RawRequest.of("POST", "/app/oauth/echo").chunkedForm("a=" + "x".repeat(MAX)));

            assertThat(answer.status()).isEqualTo(413);
            assertThat(hosted.onlySeen().isBodyTooLarge()).isTrue();
        }
    }

    @Nested
    @DisplayName("The host's own limit for forms")
    public class HostLimits {

        private final String longForm = "first=1&long=" + "x".repeat(4 * FORM_BYTES) + "&grant_type=x";

        @TestFactory
        Stream<DynamicTest> isNoLimitOfTheServer() {
            return requests(longForm)
                    .map(request -> dynamicTest(request.toString(), () -> {
                        Hosted hosted = givenHostThat(LIMITS_FORM_BYTES);

                        hosted.exchange(request);

                        assertThat(hosted.onlySeen().body()).isEqualTo(Body.utf8(longForm));
                    }));
        }

        @TestFactory
        Stream<DynamicTest> neverLeavesAPartOfAForm() {
            return requests(longForm)
                    .map(request -> dynamicTest(
                            request.toString(),
                            () -> isWholeOrRefused(
                                    givenHostThat(LIMITS_FORM_BYTES, READS_PARAMETERS, SHOWS_ERROR_PAGES),
                                    request,
                                    longForm)));
        }

        @TestFactory
        Stream<DynamicTest> neverLeavesSomeFieldsOfAForm() {
            String form = String.join(
                    "&",
                    IntStream.range(0, 3 * FORM_FIELDS)
                            .mapToObj(i -> "f" + i + "=x")
                            .toList());
            return requests(form)
                    .map(request -> dynamicTest(
                            request.toString(),
                            () -> isWholeOrRefused(
                                    givenHostThat(LIMITS_FORM_FIELDS, READS_PARAMETERS, SHOWS_ERROR_PAGES),
                                    request,
                                    form)));
        }

        @TestFactory
        Stream<DynamicTest> neverLeavesTheRestOfAMalformedForm() {
            return requests("a=1&b=%zz&c=3")
                    .map(request -> dynamicTest(request.toString(), () -> {
                        Hosted hosted = givenHostThat(LIMITS_FORM_FIELDS, READS_PARAMETERS);

                        hosted.exchange(request);

                        assertThat(hosted.onlySeen())
                                .matches(seen -> seen.isBodyTooLarge() || !isWellFormed(seen.body()));
                    }));
        }

        private boolean isWellFormed(Body form) {
            try {
                fields(form);
                return true;
            } catch (IllegalArgumentException e) {
                return false;
            }
        }

        private Stream<RawRequest> requests(String form) {
            return Stream.of(
                    RawRequest.of("POST", "/app/oauth/echo").form(form),
                    RawRequest.of("POST", "/app/oauth/echo").chunkedForm(form));
        }

        private void isWholeOrRefused(Hosted hosted, RawRequest request, String form) {
            RawResponse answer = hosted.exchange(request);

            assertThat(answer.text()).doesNotContain(HostHabit.ERROR_PAGE);
            assertThat(hosted.onlySeen())
                    .matches(
                            seen -> seen.isBodyTooLarge() || fields(seen.body()).equals(fields(form)));
        }
    }

    @Nested
    @DisplayName("Requests of different senders, at the same time")
    @Tag("security-case-15")
    public class SimultaneousRequests {

        @Test
        void areAnsweredEachToItsOwnSender() throws InterruptedException, ExecutionException {
            Hosted hosted = given(PLAIN);

            List<RawResponse> answers = together(List.of(
                    () -> hosted.exchange(request("/meet", "alice")), () -> hosted.exchange(request("/meet", "bob"))));

            assertThat(answers).extracting(RawResponse::text).containsExactly(echo("alice"), echo("bob"));
        }

        @Test
        void neverMix() throws InterruptedException, ExecutionException {
            Hosted hosted = given(PLAIN);

            List<List<String>> mixed = together(IntStream.range(0, 8)
                    .<Callable<List<String>>>mapToObj(sender -> () -> mixed(hosted, "sender-" + sender))
                    .toList());

            assertThat(mixed).allSatisfy(answers -> assertThat(answers).isEmpty());
            assertThat(hosted.server().seen()).hasSize(8 * 10 * 50);
        }

        private List<String> mixed(Hosted hosted, String sender) {
            return IntStream.range(0, 10)
                    .boxed()
                    .flatMap(connection -> mixed(hosted.host().port(), sender + "-" + connection).stream())
                    .toList();
        }

        /** On one connection that is kept, of which some hosts are soon tired. */
        private List<String> mixed(int port, String sender) {
            List<String> mixed = new ArrayList<>();
            try (RawConnection connection = RawConnection.to(port)) {
                for (int i = 0; i < 50; i++) {
                    String identity = sender + "-" + i;
                    RawResponse answer = connection.exchange(request("/echo", identity));
                    if (!answer.text().equals(echo(identity))) {
                        mixed.add(identity + " got " + answer.text());
                    }
                }
            }
            return mixed;
        }

        private RawRequest request(String endpoint, String identity) {
            return RawRequest.of("POST", "/app/oauth" + endpoint + "?query=" + identity)
                    .header("Authorization", "Bearer " + identity)
                    .header("Cookie", "browser=" + identity)
                    .form("body=" + identity);
        }

        private String echo(String identity) {
            return String.join(
                    "\n", "POST", "query=" + identity, "Bearer " + identity, "browser=" + identity, "body=" + identity);
        }

        private <T> List<T> together(List<Callable<T>> calls) throws InterruptedException, ExecutionException {
            ExecutorService threads = Executors.newFixedThreadPool(calls.size());
            try {
                List<T> results = new ArrayList<>();
                for (Future<T> call : threads.invokeAll(calls)) {
                    results.add(call.get());
                }
                return results;
            } finally {
                threads.shutdownNow();
            }
        }
    }
}
