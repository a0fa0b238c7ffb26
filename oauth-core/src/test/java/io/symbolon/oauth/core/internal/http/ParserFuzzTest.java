// SPDX-License-Identifier: Apache-2.0
package io.symbolon.oauth.core.internal.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import io.symbolon.oauth.api.Body;
import io.symbolon.oauth.api.CodeChallenge;
import io.symbolon.oauth.api.Issuer;
import io.symbolon.oauth.api.OAuthException;
import io.symbolon.oauth.api.RedirectUri;
import io.symbolon.oauth.api.Request;
import io.symbolon.oauth.api.ResourceUri;
import io.symbolon.oauth.api.Response;
import io.symbolon.oauth.api.Scopes;
import io.symbolon.oauth.core.OAuthServer;
import io.symbolon.oauth.core.settings.Settings;
import io.symbolon.oauth.core.settings.ThrottleSettings;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Random;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * Whatever text or bytes come: each parser reads them or throws what it says it throws, and soon. The texts are random, but
 * the same in every run.
 */
@Tag("security-case-80")
@Tag("CVE-2022-36087")
class ParserFuzzTest {

    private static final int TEXTS = 4_000;
    private static final Duration SOON = Duration.ofSeconds(60);
    private static final Instant NOON = Instant.parse("2026-01-01T12:00:00Z");

    /** What means something to one of the parsers, alone, in pairs and cut off. */
    private static final List<String> PIECES = List.of(
            "a",
            "Z",
            "9",
            "-",
            "_",
            "~",
            ".",
            "..",
            "/",
            "//",
            "\\",
            ":",
            "::",
            "@",
            "?",
            "#",
            "&",
            "&&",
            "=",
            "==",
            "+",
            " ",
            "  ",
            "%",
            "%2",
            "%20",
            "%00",
            "%0d%0a",
            "%zz",
            "%C3",
            "%C3%A9",
            "%ED%A0%80",
            "%F0%9F%98%80",
            "%c0%ae",
            ";",
            ",",
            "\"",
            "'",
            "<",
            "[",
            "]",
            "[]",
            "[::1]",
            "[::ffff:127.0.0.1]",
            "[fe80::1%25en0]",
            "{",
            "}",
            "http",
            "https",
            "https://",
            "http://127.0.0.1",
            "localhost",
            "host.example",
            ":443",
            ":99999999999",
            ":-1",
            "javascript:",
            "data:",
            "com.example.app:",
            "name=",
            "client_id=",
            "\0",
            "\t",
            "\r",
            "\n",
            "\u007f",
            "\u0085",
            "\u00e9",
            "\u0130",
            "\u2028",
            "\ufeff",
            "\uff0f",
            "\ufffd",
            "\ud800",
            "\udc00",
            "\ud83d\ude00");

    @Test
    void readsFormsInBodiesOrRefusesThem() {
        Stream<byte[]> bodies = Stream.concat(bytes(), texts().map(ParserFuzzTest::utf8));

        soon(bodies, OAuthException.class, body -> assertUsable(Form.ofBody(requestWith(Body.of(body)))));
    }

    @Test
    void readsFormsInQueriesOrRefusesThem() {
        soon(texts(), OAuthException.class, text -> assertUsable(Form.ofQuery(requestWith(text))));
    }

    @Test
    void readsFormsInTextsOrRefusesThem() {
        soon(texts(), OAuthException.class, text -> assertUsable(Form.ofText(text)));
    }

    @Test
    void readsRedirectUrisOrRefusesThem() {
        soon(texts(), IllegalArgumentException.class, text -> {
            RedirectUri uri = new RedirectUri(text);

            assertThat(uri.value()).isEqualTo(text).matches("[!-~]+").doesNotContain("#", "\\", "\"", "<");
            assertThat(text).startsWithIgnoringCase(uri.origin());
        });
    }

    @Test
    void readsIssuersOrRefusesThem() {
        soon(texts(), IllegalArgumentException.class, text -> {
            Issuer issuer = new Issuer(text);

            assertThat(issuer.origin() + issuer.path()).isEqualTo(text).startsWith("http");
        });
    }

    @Test
    void readsResourcesOrRefusesThem() {
        soon(
                texts(),
                IllegalArgumentException.class,
                text -> assertThat(new ResourceUri(text).value())
                        .isEqualTo(text)
                        .matches("[!-~]+")
                        .doesNotContain("#"));
    }

    @Test
    void readsScopesOrRefusesThem() {
        soon(texts(), IllegalArgumentException.class, text -> {
            Scopes scopes = Scopes.parse(text);

            assertThat(Scopes.parse(scopes.toString())).isEqualTo(scopes);
        });
    }

    @Test
    void readsCodeChallengesOrRefusesThem() {
        Stream<String> challenges = bytes().map(bytes ->
                Base64.getUrlEncoder().withoutPadding().encodeToString(Arrays.copyOf(bytes, 30 + bytes.length % 4)));

        soon(Stream.concat(texts(), challenges), IllegalArgumentException.class, text -> {
            byte[] digest = CodeChallenge.parse(text).digest().toBytes();

            assertThat(Base64.getUrlEncoder().withoutPadding().encodeToString(digest))
                    .isEqualTo(text);
        });
    }

    @Test
    void answersEveryBasicHeaderWithARefusal() {
        Settings settings = Settings.forIssuer("https://auth.example.com")
                .signingAlgorithms("ES256")
                .throttle(new ThrottleSettings(1000, Duration.ofMillis(1), Duration.ofMillis(1), 100_000))
                .build();
        try (OAuthServer server =
                OAuthServer.builder(settings).loginPage("/login").build()) {
            Stream<String> encoded = Stream.concat(bytes(), texts().map(ParserFuzzTest::utf8))
                    .map(bytes -> Base64.getEncoder().encodeToString(bytes));
            Stream<String> plain = texts().map(text -> text.replaceAll("[\\x00-\\x1f\\x7f]", " "));

            soon(Stream.concat(plain, encoded), OAuthException.class, credentials -> {
                Response response = server.handle(Request.received("POST", "/token", NOON)
                        .header("Authorization", "Basic " + credentials)
                        .header("Content-Type", "application/x-www-form-urlencoded")
                        .body(Body.utf8("grant_type=client_credentials"))
                        .build());

                assertThat(response.status()).isEqualTo(401);
                assertThat(response.body().asUtf8()).contains("\"invalid_client\"");
            });
        }
    }

    @Test
    void noticesAParserThatReadsBeyondTheEnd() {
        Consumer<String> careless =
                text -> assertThat(text.charAt(text.indexOf('%') + 200)).isLessThan('\uffff');

        assertThatThrownBy(() -> soon(texts(), IllegalArgumentException.class, careless))
                .isInstanceOf(StringIndexOutOfBoundsException.class);
    }

    @Test
    void noticesAParserThatLooksBackAtEveryCharacter() {
        assertThatThrownBy(() ->
                        within(Duration.ofMillis(100), Stream.of("&".repeat(65_536)), OAuthException.class, text -> {
                            for (int i = 0; i < text.length(); i++) {
                                assertThat(text.substring(0, i)).doesNotContain("=");
                            }
                        }))
                .isInstanceOf(AssertionError.class);
    }

    private static <T> void soon(Stream<T> inputs, Class<? extends RuntimeException> documented, Consumer<T> parser) {
        within(SOON, inputs, documented, parser);
    }

    private static <T> void within(
            Duration limit, Stream<T> inputs, Class<? extends RuntimeException> documented, Consumer<T> parser) {
        assertTimeoutPreemptively(
                limit,
                () -> inputs.forEach(input -> {
                    try {
                        parser.accept(input);
                    } catch (RuntimeException e) {
                        if (!documented.isInstance(e)) {
                            throw e;
                        }
                    }
                }));
    }

    private static void assertUsable(Form form) {
        form.refuseRepeats(List.of());
        for (String name : form.names()) {
            for (String value : form.values(name)) {
                assertThat(value).doesNotContainPattern("[\\x00-\\x08\\x0b\\x0c\\x0e-\\x1f\\x7f]");
            }
        }
    }

    /** Texts of random pieces; then each piece, and each pair of pieces, over and over up to the size of the largest body. */
    private static Stream<String> texts() {
        Random random = new Random(80);
        Stream<String> mixed = IntStream.range(0, TEXTS).mapToObj(i -> {
            StringBuilder text = new StringBuilder();
            int pieces = random.nextInt(24);
            for (int j = 0; j < pieces; j++) {
                text.append(PIECES.get(random.nextInt(PIECES.size())));
            }
            return text.toString();
        });
        Stream<String> alone = PIECES.stream();
        Stream<String> paired = IntStream.range(0, PIECES.size())
                .mapToObj(i -> PIECES.get(i) + PIECES.get(random.nextInt(PIECES.size())));
        return Stream.concat(mixed, Stream.concat(alone, paired).map(ParserFuzzTest::repeated));
    }

    private static String repeated(String piece) {
        int size = utf8(piece).length;
        return piece.repeat(Request.MAX_BODY_BYTES / size);
    }

    private static Stream<byte[]> bytes() {
        Random random = new Random(81);
        return IntStream.range(0, TEXTS).mapToObj(i -> {
            byte[] bytes = new byte[random.nextInt(64)];
            random.nextBytes(bytes);
            return bytes;
        });
    }

    private static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private static Request requestWith(Body body) {
        return Request.received("POST", "/token", NOON)
                .header("Content-Type", "application/x-www-form-urlencoded")
                .body(body)
                .build();
    }

    private static Request requestWith(String query) {
        return Request.received("GET", "/authorize", NOON).query(query).build();
    }
}
