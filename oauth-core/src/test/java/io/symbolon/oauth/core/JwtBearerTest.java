// SPDX-License-Identifier: Apache-2.0
package io.symbolon.oauth.core;

import static io.symbolon.oauth.core.ServerUnderTest.member;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.nimbusds.jose.jwk.ECKey;
import io.symbolon.oauth.api.Claims;
import io.symbolon.oauth.api.GrantType;
import io.symbolon.oauth.api.Response;
import io.symbolon.oauth.api.Secret;
import io.symbolon.oauth.api.Subject;
import io.symbolon.oauth.api.VerifiedAccess;
import io.symbolon.oauth.api.assertion.SubjectMapping;
import io.symbolon.oauth.api.assertion.TrustedIssuer;
import io.symbolon.oauth.api.client.Client;
import io.symbolon.oauth.api.event.OAuthEvent;
import io.symbolon.oauth.core.grant.jwtbearer.JwtBearerGrantModule;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The JWT bearer grant (RFC 7523 §2.1, §3) on a whole server. */
final class JwtBearerTest {

    private static final String PARTNER = "https://partner.example";
    private static final String ISSUER = "https://as.example.com/oauth";
    private static final ECKey KEY = AssertionText.newKey("k-1");
    private static final ECKey STRANGERS_KEY = AssertionText.newKey("k-1");

    private final ServerUnderTest on = ServerUnderTest.start(builder -> builder.install(new JwtBearerGrantModule())
            .client(client("backend"))
            .client(client("other-backend"))
            .trustedIssuer(partner().build()));

    @AfterEach
    void stop() {
        on.close();
    }

    static TrustedIssuer.Builder partner() {
        return TrustedIssuer.named(PARTNER)
                .jwks(AssertionText.jwksOf(KEY))
                .subjects(SubjectMapping.toAccount("partner:"))
                .scopes("photos.read", "admin")
                .client("backend");
    }

    private static Client client(String id) {
        return Client.confidential(id, Secret.of(ServerUnderTest.SECRET))
                .grantType(GrantType.JWT_BEARER)
                .grantType(GrantType.REFRESH_TOKEN)
                .scopes("photos.read", "photos.write")
                .build();
    }

    private AssertionText assertion() {
        return AssertionText.of(PARTNER, "alice", ISSUER, on.now);
    }

    private Response present(String assertion) {
        return present(assertion, "");
    }

    private Response present(String assertion, String more) {
        return presentAs("backend", assertion, more);
    }

    private Response presentAs(String client, String assertion, String more) {
        return on.post(
                "/oauth/token",
                ServerUnderTest.basic(client, ServerUnderTest.SECRET),
                "grant_type=" + URLEncoder.encode(GrantType.JWT_BEARER.value(), StandardCharsets.UTF_8) + "&assertion="
                        + assertion + more);
    }

    private VerifiedAccess accessOf(Response tokens) {
        assertThat(tokens.status()).as(tokens.body().asUtf8()).isEqualTo(200);
        return on.use(member(tokens, "access_token")).access().orElseThrow();
    }

    private void assertRefused(Response response, String rule) {
        assertRefused(response, rule, 0);
    }

    private void assertRefused(Response response, String rule, int grantedBefore) {
        assertThat(response.status()).isEqualTo(400);
        assertThat(member(response, "error")).isEqualTo("invalid_grant");
        assertThat(member(response, "access_token")).isEmpty();
        assertThat(on.ruleOf(response)).isEqualTo(rule);
        assertThat(on.heard(OAuthEvent.TokensIssued.class)).hasSize(grantedBefore);
    }

    @Nested
    @DisplayName("RFC 7523 §2.1: an assertion of a trusted issuer")
    class Granting {

        @Test
        void opensAGrantForTheMappedAccount() {
            VerifiedAccess access = accessOf(present(assertion().signedBy(KEY)));

            assertThat(access.subject()).isEqualTo(Subject.ofAccount("partner:alice"));
            assertThat(access.scopes()).hasToString("photos.read");
        }

        @Test
        @DisplayName("RFC 7521 §4.1: gets no refresh token")
        @Tag("threat-rfc7523-6-stolen")
        void getsNoRefreshToken() {
            assertThat(present(assertion().signedBy(KEY)).body().asUtf8()).doesNotContain("refresh_token");
        }

        @Test
        void isForThisServerByItsTokenEndpointToo() {
            String assertion =
                    assertion().claim("aud", List.of(ISSUER + "/token")).signedBy(KEY);

            assertThat(present(assertion).status()).isEqualTo(200);
        }

        @Test
        @Tag("threat-rfc7523-6-stolen")
        void grantsNoScopeThatTheIssuerIsNotTrustedFor() {
            Response response = present(assertion().signedBy(KEY), "&scope=photos.write");

            assertThat(member(response, "error")).isEqualTo("invalid_scope");
        }

        @Test
        @Tag("security-case-51")
        void takesNoAudienceOfTheTokenFromTheAssertion() {
            VerifiedAccess access = accessOf(present(assertion().signedBy(KEY)));

            assertThat(access.audience()).isEmpty();
        }

        @Test
        @Tag("security-case-46")
        @DisplayName("of a person named like a client never becomes that client")
        void neverMakesAClientOfAPerson() {
            VerifiedAccess access =
                    accessOf(present(assertion().claim("sub", "backend").signedBy(KEY)));

            assertThat(access.subject()).isEqualTo(Subject.ofAccount("partner:backend"));
        }

        @Test
        void isNamedInTheMetadata() {
            String metadata = on.get("/.well-known/oauth-authorization-server/oauth", "")
                    .body()
                    .asUtf8();

            assertThat(metadata).contains("\"" + GrantType.JWT_BEARER + "\"");
        }

        @Test
        void isNotTakenWhereTheModuleIsNotInstalled() {
            try (ServerUnderTest without = ServerUnderTest.start()) {
                Response response = without.token("grant_type="
                        + URLEncoder.encode(GrantType.JWT_BEARER.value(), StandardCharsets.UTF_8) + "&assertion=a.b.c");

                assertThat(member(response, "error")).isEqualTo("unsupported_grant_type");
                assertThat(without.get("/.well-known/oauth-authorization-server/oauth", "")
                                .body()
                                .asUtf8())
                        .doesNotContain("jwt-bearer");
            }
        }
    }

    /** What is wrong with an assertion, and by which rule it is refused. */
    private record Wrong(String rule, Function<AssertionText, String> made) {

        @Override
        public String toString() {
            return rule;
        }
    }

    static Stream<Wrong> wrong() {
        long now = ServerUnderTest.NOON.getEpochSecond();
        return Stream.of(
                new Wrong("assertion-malformed", a -> "a.b"),
                new Wrong("assertion-malformed", a -> a.signedBy(KEY) + ".x"),
                new Wrong("assertion-malformed", a -> a.signedBy(KEY) + "="),
                new Wrong("assertion-without-iss", a -> a.without("iss").signedBy(KEY)),
                new Wrong("assertion-without-sub", a -> a.without("sub").signedBy(KEY)),
                new Wrong("assertion-without-sub", a -> a.claim("sub", 7).signedBy(KEY)),
                new Wrong(
                        "assertion-without-sub",
                        a -> a.claim("sub", "s".repeat(256)).signedBy(KEY)),
                new Wrong("assertion-without-jti", a -> a.without("jti").signedBy(KEY)),
                new Wrong("assertion-without-exp", a -> a.without("exp").signedBy(KEY)),
                new Wrong("assertion-without-exp", a -> a.claim("exp", "soon").signedBy(KEY)),
                new Wrong("assertion-expired", a -> a.claim("exp", now - 30).signedBy(KEY)),
                new Wrong("assertion-expired", a -> a.claim("exp", 0).signedBy(KEY)),
                new Wrong(
                        "assertion-lives-too-long",
                        a -> a.claim("exp", now + 3631).signedBy(KEY)),
                new Wrong(
                        "assertion-without-exp",
                        a -> a.claim("exp", Long.MAX_VALUE).signedBy(KEY)),
                new Wrong(
                        "assertion-not-yet-valid", a -> a.claim("nbf", now + 31).signedBy(KEY)),
                new Wrong(
                        "assertion-not-yet-valid", a -> a.claim("nbf", "later").signedBy(KEY)),
                new Wrong(
                        "assertion-issued-in-the-future",
                        a -> a.claim("iat", now + 31).signedBy(KEY)),
                new Wrong("assertion-audience", a -> a.without("aud").signedBy(KEY)),
                new Wrong(
                        "assertion-audience",
                        a -> a.claim("aud", "https://other.example").signedBy(KEY)),
                new Wrong(
                        "assertion-audience", a -> a.claim("aud", ISSUER + "/").signedBy(KEY)),
                new Wrong(
                        "assertion-audience",
                        a -> a.claim("aud", List.of(ISSUER, "https://other.example"))
                                .signedBy(KEY)),
                new Wrong("assertion-audience", a -> a.claim("aud", List.of()).signedBy(KEY)),
                new Wrong(
                        "assertion-issuer-not-trusted",
                        a -> a.claim("iss", "https://stranger.example").signedBy(KEY)),
                new Wrong(
                        "assertion-issuer-not-trusted",
                        a -> a.claim("iss", PARTNER + "/").signedBy(KEY)),
                new Wrong(
                        "assertion-issuer-not-trusted",
                        a -> a.claim("iss", ISSUER).signedBy(KEY)),
                new Wrong("assertion-type", a -> a.header("typ", "at+jwt").signedBy(KEY)),
                new Wrong(
                        "assertion-type",
                        a -> a.header("typ", "client-authentication+jwt").signedBy(KEY)),
                new Wrong("assertion-signature", a -> a.signedBy(STRANGERS_KEY)),
                new Wrong("assertion-signature", a -> cutOff(a.signedBy(KEY))),
                new Wrong("assertion-key-unknown", a -> a.header("kid", "k-2").signedBy(KEY)));
    }

    private static String cutOff(String signed) {
        return signed.substring(0, signed.lastIndexOf('.') + 1);
    }

    @Nested
    @DisplayName("RFC 7523 §3: an assertion that is not right")
    class Refusing {

        @ParameterizedTest
        @MethodSource("io.symbolon.oauth.core.JwtBearerTest#wrong")
        @Tag("security-case-6")
        @Tag("threat-rfc7523-6-forged")
        @Tag("threat-rfc7523-6-stolen")
        void isRefusedByTheRuleThatItBreaks(Wrong wrong) {
            assertRefused(present(wrong.made().apply(assertion())), wrong.rule());
        }

        @Test
        @Tag("security-case-57")
        @Tag("threat-rfc7523-6-forged")
        void isRefusedWithoutASignature() {
            assertRefused(present(assertion().header("alg", "none").unsigned()), "assertion-algorithm");
        }

        @ParameterizedTest
        @ValueSource(strings = {"None", "NONE", "nOnE"})
        @Tag("security-case-57")
        @Tag("threat-rfc7523-6-forged")
        void isRefusedHoweverNoSignatureIsSpelt(String none) {
            assertRefused(present(assertion().header("alg", none).unsigned()), "assertion-algorithm");
        }

        @Test
        @Tag("security-case-58")
        @Tag("threat-rfc7523-6-forged")
        void isRefusedWithAnHmacUnderThePublicKey() {
            byte[] published = AssertionText.jwksOf(KEY).getBytes(StandardCharsets.UTF_8);

            assertRefused(present(assertion().withMac(published)), "assertion-algorithm");
        }

        @Test
        @Tag("security-case-58")
        @Tag("threat-rfc7523-6-forged")
        void isRefusedWhereTheKeyIsForAnotherAlgorithm() {
            assertRefused(present(assertion().header("alg", "RS256").signedBy(KEY)), "assertion-key-unknown");
        }

        @ParameterizedTest
        @ValueSource(strings = {"jwk", "x5c", "jku", "x5u"})
        @Tag("security-case-59")
        @Tag("threat-rfc7523-6-forged")
        void isNotVerifiedWithAKeyThatItBringsAlong(String header) {
            Object strangers = switch (header) {
                case "jwk" -> STRANGERS_KEY.toPublicJWK().toJSONObject();
                case "x5c" -> List.of("MIIB");
                default -> "https://stranger.example/keys";
            };

            assertRefused(
                    present(assertion().header(header, strangers).signedBy(STRANGERS_KEY)), "assertion-signature");
        }

        @ParameterizedTest
        @ValueSource(strings = {"b64", "exp", "unheard-of"})
        @Tag("security-case-60")
        @Tag("threat-rfc7523-6-forged")
        void isRefusedWithACriticalHeader(String critical) {
            String assertion = assertion()
                    .header("crit", List.of(critical))
                    .header(critical, true)
                    .signedBy(KEY);

            assertRefused(present(assertion), "assertion-critical-header");
        }

        @ParameterizedTest
        @ValueSource(strings = {"ES257", "RS1", "", "HS256", "dir", "RSA1_5", "PBES2-HS256+A128KW"})
        @Tag("security-case-61")
        @Tag("security-case-62")
        void isRefusedWithAnAlgorithmThatIsNotAllowed(String algorithm) {
            assertRefused(
                    present(assertion()
                            .header("alg", algorithm)
                            .header("p2c", 2_000_000_000)
                            .signedBy(KEY)),
                    "assertion-algorithm");
        }

        @Test
        @Tag("security-case-63")
        void isRefusedUnreadWhereItIsHuge() {
            assertRefused(
                    present(assertion().claim("padding", "x".repeat(16_000)).signedBy(KEY)), "assertion-too-large");
        }

        @Test
        @Tag("security-case-64")
        void isRefusedWhereItsJsonIsDeep() {
            Object deep = "bottom";
            for (int i = 0; i < 1000; i++) {
                deep = List.of(deep);
            }

            assertRefused(present(assertion().claim("deep", deep).signedBy(KEY)), "assertion-malformed");
        }

        @Test
        void isRefusedWhereAMemberIsThereTwice() {
            String twice = assertion().signedBy(KEY, "{\"iss\":\"" + PARTNER + "\",\"iss\":\"" + PARTNER + "\"}");

            assertRefused(present(twice), "assertion-malformed");
        }

        @Test
        @Tag("threat-rfc7523-6-stolen")
        void isRefusedFromAClientThatMayNotPresentIt() {
            assertRefused(
                    presentAs("other-backend", assertion().signedBy(KEY), ""), "assertion-presented-by-another-client");
        }

        @Test
        void isRefusedWhereTheMappingKnowsNobody() {
            try (ServerUnderTest strict = ServerUnderTest.start(builder -> builder.install(new JwtBearerGrantModule())
                    .client(client("backend"))
                    .trustedIssuer(partner()
                            .subjects((subject, claims) -> Optional.empty())
                            .build()))) {
                Response response = strict.post(
                        "/oauth/token",
                        ServerUnderTest.basic("backend", ServerUnderTest.SECRET),
                        "grant_type=urn%3Aietf%3Aparams%3Aoauth%3Agrant-type%3Ajwt-bearer&assertion="
                                + assertion().signedBy(KEY));

                assertThat(member(response, "error")).isEqualTo("invalid_grant");
                assertThat(strict.ruleOf(response)).isEqualTo("assertion-subject-unknown");
            }
        }

        @Test
        @Tag("threat-rfc7523-6-disclosed")
        void showsNothingOfItselfToThePeer() {
            Response response =
                    present(assertion().claim("sub", "somebody-private").signedBy(STRANGERS_KEY));

            assertThat(response.body().asUtf8())
                    .doesNotContain("somebody-private")
                    .doesNotContain("signature");
        }
    }

    @Nested
    @DisplayName("RFC 7523 §3: an assertion works once")
    class Once {

        @Test
        @Tag("security-case-5")
        @Tag("threat-rfc7523-6-replayed")
        void isRefusedTheSecondTime() {
            String assertion = assertion().signedBy(KEY);
            present(assertion);

            assertRefused(present(assertion), "assertion-replayed", 1);
        }

        @Test
        @Tag("security-case-5")
        @Tag("threat-rfc7523-6-replayed")
        void isRefusedUnderAnotherSignatureToo() {
            present(assertion().signedBy(KEY));

            assertRefused(present(assertion().signedBy(KEY)), "assertion-replayed", 1);
        }

        @Test
        @Tag("security-case-4")
        @Tag("security-case-5")
        @Tag("threat-rfc7523-6-replayed")
        void isGrantedToOneOfManyAtOnce() {
            String assertion = assertion().signedBy(KEY);

            List<CompletableFuture<Response>> all = IntStream.range(0, 16)
                    .mapToObj(i -> CompletableFuture.supplyAsync(() -> present(assertion)))
                    .toList();

            assertThat(all.stream().map(CompletableFuture::join).filter(response -> response.status() == 200))
                    .hasSize(1);
        }

        @Test
        @Tag("security-case-13")
        @Tag("threat-rfc7523-6-replayed")
        void isRememberedUntilItIsRefusedAnyway() {
            String assertion = assertion().signedBy(KEY);
            present(assertion);
            on.pass(Duration.ofSeconds(60 + 30).minusSeconds(1));

            assertRefused(present(assertion), "assertion-replayed", 1);
        }

        @Test
        @Tag("security-case-13")
        @Tag("threat-rfc7523-6-stolen")
        void isRefusedAsExpiredFromThenOn() {
            String assertion = assertion().signedBy(KEY);
            present(assertion);
            on.pass(Duration.ofSeconds(60 + 30));

            assertRefused(present(assertion), "assertion-expired", 1);
        }

        @Test
        void isNotUsedUpByARequestThatIsRefused() {
            String assertion = assertion().signedBy(KEY);
            present(assertion, "&scope=photos.write");

            assertThat(present(assertion).status()).isEqualTo(200);
        }

        @Test
        void isToldFromThatOfAnotherIssuerWithTheSameIdentifier() {
            ECKey otherKey = AssertionText.newKey("k-1");
            try (ServerUnderTest two = ServerUnderTest.start(builder -> builder.install(new JwtBearerGrantModule())
                    .client(client("backend"))
                    .trustedIssuer(partner().build())
                    .trustedIssuer(TrustedIssuer.named("https://other.example")
                            .jwks(AssertionText.jwksOf(otherKey))
                            .subjects(SubjectMapping.toAccount("other:"))
                            .scopes("photos.read")
                            .build()))) {
                String form = "grant_type=urn%3Aietf%3Aparams%3Aoauth%3Agrant-type%3Ajwt-bearer&assertion=";
                String basic = ServerUnderTest.basic("backend", ServerUnderTest.SECRET);
                two.post("/oauth/token", basic, form + assertion().signedBy(KEY));

                Response other = two.post(
                        "/oauth/token",
                        basic,
                        form + assertion().claim("iss", "https://other.example").signedBy(otherKey));

                assertThat(other.status()).isEqualTo(200);
            }
        }
    }

    @Nested
    @DisplayName("a trusted issuer")
    class Issuers {

        @Test
        void isNamedOnce() {
            assertThatThrownBy(() -> ServerUnderTest.start(
                            builder -> builder.trustedIssuer(partner().build())
                                    .trustedIssuer(partner().build())))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageContaining("trusted twice");
        }

        @Test
        void isNeverTheServerItself() {
            assertThatThrownBy(() -> ServerUnderTest.start(builder -> builder.trustedIssuer(TrustedIssuer.named(ISSUER)
                            .jwks(AssertionText.jwksOf(KEY))
                            .subjects(SubjectMapping.toAccount(""))
                            .build())))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageContaining("this server itself");
        }

        @Test
        void isTrustedForRegisteredScopesOnly() {
            assertThatThrownBy(() -> ServerUnderTest.start(builder ->
                            builder.trustedIssuer(partner().scopes("unheard-of").build())))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageContaining("the trusted issuer '" + PARTNER + "' names the scope 'unheard-of'");
        }

        @Test
        void saysWhoItsPeopleAre() {
            assertThatThrownBy(() -> TrustedIssuer.named(PARTNER).jwks("{}").build())
                    .hasMessageContaining("needs a mapping");
        }

        @Test
        void hasItsKeysInOneWay() {
            assertThatThrownBy(() ->
                            partner().jwksUri("https://partner.example/keys").build())
                    .hasMessageContaining("give one of jwks and jwks_uri");
        }

        @Test
        void mapsNobodyToANameThatIsTooLong() {
            assertThat(SubjectMapping.toAccount("p:").find("s".repeat(254), Claims.none()))
                    .isEmpty();
        }
    }
}
