// SPDX-License-Identifier: Apache-2.0
package io.symbolon.oauth.core;

import static io.symbolon.oauth.core.ServerUnderTest.SECRET;
import static io.symbolon.oauth.core.ServerUnderTest.basic;
import static io.symbolon.oauth.core.ServerUnderTest.member;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.nimbusds.jose.jwk.ECKey;
import io.symbolon.oauth.api.ClientAuthenticationMethod;
import io.symbolon.oauth.api.ClientId;
import io.symbolon.oauth.api.Response;
import io.symbolon.oauth.api.Secret;
import io.symbolon.oauth.api.client.Client;
import io.symbolon.oauth.api.client.HashedSecret;
import io.symbolon.oauth.api.event.OAuthEvent;
import io.symbolon.oauth.core.clientauth.jwt.JwtClientAuthenticationModule;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
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

/** {@code private_key_jwt} and {@code client_secret_jwt} (RFC 7523 §2.2, §3) on a whole server. */
final class ClientAssertionTest {

    private static final String ISSUER = "https://as.example.com/oauth";
    private static final ECKey KEY = AssertionText.newKey("k-1");
    private static final ECKey STRANGERS_KEY = AssertionText.newKey("k-1");
    private static final String WITHDRAWN = "a-secret-that-the-client-had-before-this-one";

    private final ServerUnderTest on = ServerUnderTest.start(builder -> builder.install(
                    new JwtClientAuthenticationModule(client -> List.of(Secret.of(WITHDRAWN), Secret.of(SECRET))))
            .client(signing("signer"))
            .client(signing("other-signer"))
            .client(hashing("hasher")));

    @AfterEach
    void stop() {
        on.close();
    }

    private static Client signing(String id) {
        return Client.confidential(id, ClientAuthenticationMethod.PRIVATE_KEY_JWT)
                .jwks(AssertionText.jwksOf(KEY))
                .clientCredentials()
                .scopes("photos.read")
                .build();
    }

    private static Client hashing(String id) {
        return Client.confidential(id, ClientAuthenticationMethod.CLIENT_SECRET_JWT)
                .secret(HashedSecret.sha256(Secret.of(SECRET)))
                .clientCredentials()
                .scopes("photos.read")
                .build();
    }

    private AssertionText assertion(String client) {
        return AssertionText.of(client, client, ISSUER, on.now);
    }

    private Response present(String assertion) {
        return present(assertion, "");
    }

    private Response present(String assertion, String more) {
        return on.post("/oauth/token", "", form(assertion) + more);
    }

    private static String form(String assertion) {
        return "grant_type=client_credentials&client_assertion_type="
                + "urn%3Aietf%3Aparams%3Aoauth%3Aclient-assertion-type%3Ajwt-bearer&client_assertion=" + assertion;
    }

    private void assertRefused(Response response, String rule) {
        assertThat(response.status()).isEqualTo(401);
        assertThat(member(response, "error")).isEqualTo("invalid_client");
        assertThat(on.ruleOf(response)).isEqualTo(rule);
        assertThat(member(response, "access_token")).isEmpty();
    }

    @Nested
    @DisplayName("RFC 7523 §2.2: a client assertion")
    class Authenticating {

        @Test
        void provesTheClientThatSignedIt() {
            assertThat(present(assertion("signer").signedBy(KEY)).status()).isEqualTo(200);
        }

        @Test
        void provesTheClientThatMadeAnHmac() {
            assertThat(present(assertion("hasher").withMac(SECRET)).status()).isEqualTo(200);
        }

        @Test
        void goesWithTheSameClientId() {
            assertThat(present(assertion("signer").signedBy(KEY), "&client_id=signer")
                            .status())
                    .isEqualTo(200);
        }

        @Test
        void isTakenWhereverClientsAuthenticate() {
            Response introspected =
                    on.post("/oauth/introspect", "", form(assertion("signer").signedBy(KEY)) + "&token=unknown");

            assertThat(introspected.body().asUtf8()).isEqualTo("{\"active\":false}");
        }

        @Test
        @DisplayName("RFC 8414 §2: is in the metadata with its algorithms")
        void isInTheMetadata() {
            String metadata = on.get("/.well-known/oauth-authorization-server/oauth", "")
                    .body()
                    .asUtf8();

            assertThat(metadata)
                    .contains("\"client_secret_jwt\",\"client_secret_post\",\"none\",\"private_key_jwt\"")
                    .contains(
                            "\"token_endpoint_auth_signing_alg_values_supported\":[\"ES256\",\"EdDSA\",\"HS256\",\"PS256\",\"RS256\"]")
                    .contains("\"introspection_endpoint_auth_signing_alg_values_supported\"");
        }

        @Test
        void isNotInTheMetadataWhereTheModuleIsNotInstalled() {
            try (ServerUnderTest without = ServerUnderTest.start()) {
                String metadata = without.get("/.well-known/oauth-authorization-server/oauth", "")
                        .body()
                        .asUtf8();

                assertThat(metadata).doesNotContain("_jwt").doesNotContain("signing_alg_values");
            }
        }

        @Test
        void byHmacIsNotInTheMetadataWhereNobodyKeepsTheSecrets() {
            try (ServerUnderTest without =
                    ServerUnderTest.start(builder -> builder.install(new JwtClientAuthenticationModule()))) {
                String metadata = without.get("/.well-known/oauth-authorization-server/oauth", "")
                        .body()
                        .asUtf8();

                assertThat(metadata)
                        .contains("private_key_jwt")
                        .doesNotContain("client_secret_jwt")
                        .doesNotContain("HS256");
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
                new Wrong("assertion-malformed", a -> "nonsense"),
                new Wrong("assertion-without-jti", a -> a.without("jti").signedBy(KEY)),
                new Wrong("assertion-without-exp", a -> a.without("exp").signedBy(KEY)),
                new Wrong("assertion-without-sub", a -> a.without("sub").signedBy(KEY)),
                new Wrong("assertion-expired", a -> a.claim("exp", now - 30).signedBy(KEY)),
                new Wrong(
                        "assertion-lives-too-long",
                        a -> a.claim("exp", now + 3631).signedBy(KEY)),
                new Wrong(
                        "assertion-not-yet-valid", a -> a.claim("nbf", now + 31).signedBy(KEY)),
                new Wrong(
                        "assertion-issued-in-the-future",
                        a -> a.claim("iat", now + 31).signedBy(KEY)),
                new Wrong(
                        "assertion-audience",
                        a -> a.claim("aud", "https://other.example").signedBy(KEY)),
                new Wrong(
                        "assertion-audience",
                        a -> a.claim("aud", ISSUER + "/token").signedBy(KEY)),
                new Wrong(
                        "assertion-audience",
                        a -> a.claim("aud", List.of(ISSUER, "https://x.example"))
                                .signedBy(KEY)),
                new Wrong(
                        "assertion-issuer-is-not-subject",
                        a -> a.claim("iss", "https://x.example").signedBy(KEY)),
                new Wrong(
                        "assertion-malformed-sub",
                        a -> a.claim("sub", "a b\u00e9")
                                .claim("iss", "a b\u00e9")
                                .signedBy(KEY)),
                new Wrong("assertion-type", a -> a.header("typ", "at+jwt").signedBy(KEY)),
                new Wrong(
                        "assertion-critical-header",
                        a -> a.header("crit", List.of("b64")).signedBy(KEY)),
                new Wrong("assertion-algorithm", a -> a.header("alg", "none").unsigned()),
                new Wrong("assertion-algorithm", a -> a.header("alg", "ES512").signedBy(KEY)),
                new Wrong("assertion-signature", a -> a.signedBy(STRANGERS_KEY)),
                new Wrong(
                        "assertion-signature",
                        a -> a.header("jwk", STRANGERS_KEY.toPublicJWK().toJSONObject())
                                .signedBy(STRANGERS_KEY)),
                new Wrong("assertion-key-unknown", a -> a.header("kid", "k-2").signedBy(KEY)),
                new Wrong(
                        "assertion-too-large",
                        a -> a.claim("padding", "x".repeat(16_000)).signedBy(KEY)),
                new Wrong("other-authentication-method", a -> a.withMac(AssertionText.jwksOf(KEY))),
                new Wrong("other-authentication-method", a -> a.withMac(SECRET)),
                new Wrong(
                        "unknown-client",
                        a -> a.claim("iss", "nobody").claim("sub", "nobody").signedBy(KEY)));
    }

    @Nested
    @DisplayName("RFC 7523 §3: a client assertion that is not right")
    class Refusing {

        @ParameterizedTest
        @MethodSource("io.symbolon.oauth.core.ClientAssertionTest#wrong")
        @Tag("security-case-6")
        @Tag("security-case-57")
        @Tag("security-case-58")
        @Tag("security-case-59")
        @Tag("security-case-60")
        @Tag("security-case-61")
        @Tag("security-case-63")
        @Tag("threat-rfc7523-6-forged")
        @Tag("threat-rfc7523-6-stolen")
        void isRefusedByTheRuleThatItBreaks(Wrong wrong) {
            assertRefused(present(wrong.made().apply(assertion("signer"))), wrong.rule());
        }

        @Test
        @Tag("security-case-58")
        @Tag("threat-rfc7523-6-forged")
        void byHmacIsNoProofOfAClientWithAKey() {
            byte[] published = AssertionText.jwksOf(KEY).getBytes(StandardCharsets.UTF_8);

            assertRefused(present(assertion("hasher").withMac(published)), "assertion-mac");
        }

        @Test
        @Tag("threat-rfc7523-6-forged")
        void byHmacIsNoProofUnderASecretThatIsNotRegisteredAnyMore() {
            assertRefused(present(assertion("hasher").withMac(WITHDRAWN)), "assertion-mac");
        }

        @Test
        void byHmacIsRefusedWhereNobodyKeepsTheSecrets() {
            try (ServerUnderTest without = ServerUnderTest.start(builder ->
                    builder.install(new JwtClientAuthenticationModule()).client(signing("signer")))) {
                Response response = without.post(
                        "/oauth/token", "", form(assertion("signer").withMac(SECRET)));

                assertThat(response.status()).isEqualTo(401);
                assertThat(without.ruleOf(response)).isEqualTo("assertion-algorithm");
            }
        }

        @Test
        @Tag("threat-rfc7523-6-forged")
        void ofAnotherClientIsNoProofForThisOne() {
            Response response = present(assertion("other-signer").signedBy(KEY), "&client_id=signer");

            assertThat(member(response, "error")).isEqualTo("invalid_request");
            assertThat(on.ruleOf(response)).isEqualTo("two-client-identities");
        }

        @Test
        @Tag("security-case-42")
        void isRefusedBesideASecret() {
            Response response = on.post(
                    "/oauth/token",
                    basic("web", SECRET),
                    form(assertion("signer").signedBy(KEY)));

            assertThat(on.ruleOf(response)).isEqualTo("two-client-authentications");
        }

        @ParameterizedTest
        @ValueSource(
                strings = {
                    "client_assertion=a.b.c",
                    "client_assertion_type=x",
                    "client_assertion=a.b.c&client_assertion_type=x"
                })
        void isRefusedWithoutItsType(String presented) {
            assertRefused(
                    on.post("/oauth/token", "", "grant_type=client_credentials&client_id=signer&" + presented),
                    "client-assertion-type");
        }

        @Test
        void isRefusedOfAnInactiveClient() {
            on.server
                    .clients()
                    .replace(signing("signer").toBuilder().active(false).build());

            assertRefused(present(assertion("signer").signedBy(KEY)), "inactive-client");
        }

        @Test
        void isCountedAsAGuessAndToldAsAnEvent() {
            for (int i = 0; i < 5; i++) {
                present(assertion("signer").claim("jti", "j-" + i).signedBy(STRANGERS_KEY));
            }

            assertThat(present(assertion("signer").signedBy(KEY)).status()).isEqualTo(429);
            assertThat(on.heard(OAuthEvent.ClientAuthenticationFailed.class))
                    .hasSize(5)
                    .allSatisfy(failed -> {
                        assertThat(failed.claimedClient()).isEqualTo("signer");
                        assertThat(failed.rule()).isEqualTo("assertion-signature");
                    });
        }

        @Test
        @Tag("security-case-84")
        @Tag("threat-rfc7523-6-disclosed")
        void tellsNobodyWhetherTheClientExists() {
            Response known = present(assertion("signer").signedBy(STRANGERS_KEY));
            Response unknown = present(assertion("nobody").signedBy(STRANGERS_KEY));

            assertThat(known.body().asUtf8()).isEqualTo(unknown.body().asUtf8());
        }
    }

    @Nested
    @DisplayName("RFC 7523 §3: a client assertion works once")
    class Once {

        @Test
        @Tag("security-case-5")
        @Tag("CVE-2020-15222")
        @Tag("threat-rfc7523-6-replayed")
        void isRefusedTheSecondTime() {
            String assertion = assertion("signer").signedBy(KEY);
            present(assertion);

            assertRefused(present(assertion), "assertion-replayed");
        }

        @Test
        @Tag("security-case-5")
        @Tag("threat-rfc7523-6-replayed")
        void isRefusedTheSecondTimeAtAnotherEndpoint() {
            String assertion = assertion("signer").signedBy(KEY);
            present(assertion);

            assertRefused(on.post("/oauth/introspect", "", form(assertion) + "&token=x"), "assertion-replayed");
        }

        @Test
        @Tag("security-case-5")
        @Tag("threat-rfc7523-6-replayed")
        void byHmacIsRefusedTheSecondTime() {
            String assertion = assertion("hasher").withMac(SECRET);
            present(assertion);

            assertRefused(present(assertion), "assertion-replayed");
        }

        @Test
        @Tag("security-case-4")
        @Tag("security-case-5")
        @Tag("threat-rfc7523-6-replayed")
        void provesOneOfManyAtOnce() {
            String assertion = assertion("signer").signedBy(KEY);

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
            String assertion = assertion("signer").signedBy(KEY);
            present(assertion);
            on.pass(Duration.ofSeconds(60 + 30).minusSeconds(1));

            assertRefused(present(assertion), "assertion-replayed");
        }

        @Test
        void isNotUsedUpByWhoeverGuesses() {
            present(assertion("signer").signedBy(STRANGERS_KEY));

            assertThat(present(assertion("signer").signedBy(KEY)).status()).isEqualTo(200);
        }

        @Test
        void ofTwoClientsMayHaveTheSameIdentifier() {
            present(assertion("signer").signedBy(KEY));

            assertThat(present(assertion("other-signer").signedBy(KEY)).status())
                    .isEqualTo(200);
        }
    }

    @Nested
    @DisplayName("RFC 7591 §2: a registration")
    class Registering {

        @Test
        void ofAClientWithAKeyNamesTheKey() {
            assertThatThrownBy(() -> Client.confidential("c", ClientAuthenticationMethod.PRIVATE_KEY_JWT)
                            .build())
                    .hasMessageContaining("authenticates with a key and has none");
        }

        @Test
        void hasKeysInOneWay() {
            assertThatThrownBy(() -> signing("c").toBuilder()
                            .jwksUri("https://c.example/keys")
                            .build())
                    .hasMessageContaining("give one of jwks and jwks_uri");
        }

        @ParameterizedTest
        @ValueSource(
                strings = {
                    "http://keys.example",
                    "ftp://keys.example",
                    "https://user@keys.example",
                    "https://keys.example#x",
                    "/keys",
                    "https:///keys",
                    "https://keys.example:0/"
                })
        void takesNoKeysFromWhereNobodyShouldFetch(String uri) {
            assertThatThrownBy(() -> Client.publicClient("c").jwksUri(uri))
                    .isInstanceOf(IllegalArgumentException.class);
        }

        @Test
        void isKeptOnTheWay() {
            Client client =
                    Client.publicClient("c").jwksUri("https://c.example/keys").build();

            assertThat(client.toBuilder().build().jwksUri()).hasToString("Optional[https://c.example/keys]");
            assertThat(client.clientId()).isEqualTo(new ClientId("c"));
        }
    }
}
