// SPDX-License-Identifier: Apache-2.0
package io.symbolon.oauth.core;

import static io.symbolon.oauth.core.ServerUnderTest.SECRET;
import static io.symbolon.oauth.core.ServerUnderTest.member;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.InstanceOfAssertFactories.MAP;

import com.nimbusds.jose.jwk.ECKey;
import io.symbolon.oauth.api.ClientId;
import io.symbolon.oauth.api.GrantType;
import io.symbolon.oauth.api.ResourceUri;
import io.symbolon.oauth.api.Response;
import io.symbolon.oauth.api.Scope;
import io.symbolon.oauth.api.Scopes;
import io.symbolon.oauth.api.Secret;
import io.symbolon.oauth.api.Subject;
import io.symbolon.oauth.api.VerifiedAccess;
import io.symbolon.oauth.api.assertion.SubjectMapping;
import io.symbolon.oauth.api.client.Client;
import io.symbolon.oauth.api.event.OAuthEvent;
import io.symbolon.oauth.api.resource.Resource;
import io.symbolon.oauth.core.grant.exchange.ExchangeRule;
import io.symbolon.oauth.core.grant.exchange.ExchangeRules;
import io.symbolon.oauth.core.grant.exchange.TokenExchangeGrantModule;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Token exchange (RFC 8693) on a whole server. */
final class TokenExchangeTest {

    private static final String PARTNER = "https://partner.example";
    private static final String ISSUER = "https://as.example.com/oauth";
    private static final String TYPE = "urn:ietf:params:oauth:token-type:";
    private static final ResourceUri PHOTOS = new ResourceUri("https://photos.example.com");
    private static final ResourceUri ALBUMS = new ResourceUri("https://albums.example.com");
    private static final ECKey KEY = AssertionText.newKey("k-1");

    private final ServerUnderTest on =
            ServerUnderTest.start(builder -> builder.install(new TokenExchangeGrantModule(ExchangeRules.of(
                            ExchangeRule.forClient("gateway")
                                    .issuedTo("web")
                                    .issuedTo("gateway")
                                    .issuer(PARTNER)
                                    .impersonating()
                                    .actor("gateway")
                                    .actor("batch")
                                    .scopes("photos.read", "albums.read")
                                    .build(),
                            ExchangeRule.forClient("batch")
                                    .issuedTo("web")
                                    .actor("batch")
                                    .scopes("photos.read")
                                    .outlivingRevocation()
                                    .build(),
                            ExchangeRule.forClient("web")
                                    .issuedTo("web")
                                    .impersonating()
                                    .scopes("photos.read")
                                    .build())))
                    .scope("albums.read", "See your albums")
                    .resource(new Resource(
                            PHOTOS, Scopes.of(new Scope("photos.read"), new Scope("photos.write")), Optional.empty()))
                    .resource(new Resource(ALBUMS, Scopes.of(new Scope("albums.read")), Optional.of("at+jwt")))
                    .client(ServerUnderTest.web()
                            .grantType(GrantType.TOKEN_EXCHANGE)
                            .scopes("albums.read")
                            .build())
                    .client(service("gateway"))
                    .client(service("batch"))
                    .client(service("stranger"))
                    .trustedIssuer(JwtBearerTest.partner()
                            .client("gateway")
                            .subjects(SubjectMapping.toAccount(""))
                            .jwks(AssertionText.jwksOf(KEY))
                            .build()));

    @AfterEach
    void stop() {
        on.close();
    }

    private static Client service(String id) {
        return Client.confidential(id, Secret.of(SECRET))
                .grantType(GrantType.TOKEN_EXCHANGE)
                .clientCredentials()
                .scopes("photos.read", "photos.write", "albums.read")
                .build();
    }

    /** An access token of Alice's, issued to {@code web}. */
    private String alices(String scope) {
        return member(on.redeem(on.codeFor("web", scope)), "access_token");
    }

    private String ownOf(String client) {
        return member(
                on.post(
                        "/oauth/token",
                        ServerUnderTest.basic(client, SECRET),
                        "grant_type=client_credentials&scope=photos.read"),
                "access_token");
    }

    private Response exchange(String client, String subjectToken, String type, String more) {
        return on.post(
                "/oauth/token",
                ServerUnderTest.basic(client, SECRET),
                "grant_type=" + encoded(GrantType.TOKEN_EXCHANGE.value()) + "&subject_token=" + subjectToken
                        + "&subject_token_type=" + encoded(TYPE + type) + more);
    }

    private Response exchange(String client, String subjectToken) {
        return exchange(client, subjectToken, "access_token", "");
    }

    private static String actor(String token) {
        return "&actor_token=" + token + "&actor_token_type=" + encoded(TYPE + "access_token");
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }

    private VerifiedAccess accessOf(Response tokens) {
        return on.use(tokenIn(tokens)).access().orElseThrow();
    }

    private static String tokenIn(Response tokens) {
        assertThat(tokens.status()).as(tokens.body().asUtf8()).isEqualTo(200);
        return member(tokens, "access_token");
    }

    private void assertRefused(Response response, String error, String rule) {
        assertThat(response.status()).as(response.body().asUtf8()).isEqualTo(400);
        assertThat(member(response, "error")).isEqualTo(error);
        assertThat(member(response, "access_token")).isEmpty();
        assertThat(on.ruleOf(response)).isEqualTo(rule);
        assertThat(on.heard(OAuthEvent.TokensIssued.class))
                .noneMatch(issued -> issued.grantType().equals(GrantType.TOKEN_EXCHANGE));
    }

    private AssertionText partnersJwt() {
        return AssertionText.of(PARTNER, "alice", ISSUER, on.now);
    }

    @Nested
    @DisplayName("RFC 8693 §1.1: impersonation")
    class Impersonating {

        @Test
        void issuesATokenOfTheSameSubjectToTheClientThatAsks() {
            Response response = exchange("gateway", alices("photos.read"));

            VerifiedAccess access = accessOf(response);
            assertThat(access.subject()).isEqualTo(ServerUnderTest.ALICE);
            assertThat(access.client()).isEqualTo(new ClientId("gateway"));
            assertThat(access.claims().asMap()).doesNotContainKey("act");
            assertThat(response.body().asUtf8())
                    .contains("\"issued_token_type\":\"" + TYPE + "access_token\"")
                    .contains("\"token_type\":\"Bearer\"")
                    .contains("\"scope\":\"photos.read\"")
                    .doesNotContain("refresh_token");
        }

        @Test
        void takesARefreshTokenOfTheSameClient() {
            String refreshToken = on.refreshToken();

            Response response = exchange("web", refreshToken, "refresh_token", "");

            assertThat(accessOf(response).subject()).isEqualTo(ServerUnderTest.ALICE);
            assertThat(on.refresh(refreshToken).status())
                    .as("it is not used up")
                    .isEqualTo(200);
        }

        @Test
        void takesAJwtOfATrustedIssuer() {
            Response response = exchange("gateway", partnersJwt().signedBy(KEY), "jwt", "");

            assertThat(accessOf(response).subject()).isEqualTo(Subject.ofAccount("alice"));
        }

        @Test
        @Tag("threat-rfc8693-5-actor")
        void keepsWhoActedBefore() {
            String delegated =
                    tokenIn(exchange("gateway", alices("photos.read"), "access_token", actor(ownOf("gateway"))));

            VerifiedAccess access = accessOf(exchange("gateway", delegated));

            assertThat(access.claims().asMap()).containsKey("act");
        }

        @Test
        void isNamedInTheMetadata() {
            assertThat(on.get("/.well-known/oauth-authorization-server/oauth", "")
                            .body()
                            .asUtf8())
                    .contains(GrantType.TOKEN_EXCHANGE.value());
        }
    }

    @Nested
    @DisplayName("RFC 8693 §1.1, §4.1: delegation")
    class Delegating {

        @Test
        void saysWhoActs() {
            VerifiedAccess access =
                    accessOf(exchange("gateway", alices("photos.read"), "access_token", actor(ownOf("gateway"))));

            assertThat(access.subject()).isEqualTo(ServerUnderTest.ALICE);
            assertThat(access.claims().asMap())
                    .containsEntry(
                            "act",
                            Map.of("iss", ISSUER, "sub", "gateway", "sub_type", "client", "client_id", "gateway"));
        }

        @Test
        @Tag("threat-rfc8693-5-actor")
        void nestsWhoActedBefore() {
            String first = tokenIn(exchange("gateway", alices("photos.read"), "access_token", actor(ownOf("gateway"))));

            VerifiedAccess access = accessOf(exchange("gateway", first, "access_token", actor(ownOf("batch"))));

            assertThat(access.claims().asMap().get("act"))
                    .asInstanceOf(MAP)
                    .containsEntry("sub", "batch")
                    .hasEntrySatisfying(
                            "act", inner -> assertThat(inner).asInstanceOf(MAP).containsEntry("sub", "gateway"));
        }

        @Test
        void isShownByIntrospectionAndInJwts() {
            String token = tokenIn(exchange("gateway", alices("albums.read"), "access_token", actor(ownOf("gateway"))));

            assertThat(token.split("\\.", -1)).as("a JWT").hasSize(3);
            assertThat(on.introspectAs("api", token).body().asUtf8())
                    .contains("\"act\":{\"iss\":\"" + ISSUER + "\",\"sub\":\"gateway\"");
        }

        @Test
        @Tag("security-case-46")
        @DisplayName("takes no person for a client of the same name")
        @Tag("threat-rfc8693-5-actor")
        void takesNoPersonForAnActor() {
            String person = tokenIn(
                    exchange("gateway", partnersJwt().claim("sub", "gateway").signedBy(KEY), "jwt", ""));

            assertRefused(
                    exchangeAgain("gateway", alices("photos.read"), actor(person)),
                    "invalid_request",
                    "exchange-not-allowed",
                    1);
        }

        private Response exchangeAgain(String client, String subject, String more) {
            return exchange(client, subject, "access_token", more);
        }

        private void assertRefused(Response response, String error, String rule, int before) {
            assertThat(member(response, "error")).isEqualTo(error);
            assertThat(on.ruleOf(response)).isEqualTo(rule);
            assertThat(on.heard(OAuthEvent.TokensIssued.class))
                    .filteredOn(issued -> issued.grantType().equals(GrantType.TOKEN_EXCHANGE))
                    .hasSize(before);
        }

        @Test
        void goesWithItsType() {
            TokenExchangeTest.this.assertRefused(
                    exchange("gateway", alices("photos.read"), "access_token", "&actor_token=" + ownOf("gateway")),
                    "invalid_request",
                    "exchange-actor-token-type");
        }

        @Test
        @Tag("threat-rfc8693-5-actor")
        void takesNoRefreshTokenForAnActor() {
            String more = "&actor_token=x&actor_token_type=" + encoded(TYPE + "refresh_token");

            TokenExchangeTest.this.assertRefused(
                    exchange("gateway", alices("photos.read"), "access_token", more),
                    "invalid_request",
                    "exchange-token-type");
        }
    }

    @Nested
    @DisplayName("RFC 8693 §4.4: may_act")
    class MayAct {

        private Response exchanged(Map<String, Object> mayAct, String more) {
            return exchange("gateway", partnersJwt().claim("may_act", mayAct).signedBy(KEY), "jwt", more);
        }

        @Test
        void letsTheNamedOneAct() {
            Response response = exchanged(Map.of("sub", "gateway", "iss", ISSUER), actor(ownOf("gateway")));

            assertThat(accessOf(response).claims().asMap()).containsKeys("act", "may_act");
        }

        @Test
        void letsTheNamedClientAskWithoutAnActorToken() {
            assertThat(exchanged(Map.of("sub", "gateway"), "").status()).isEqualTo(200);
        }

        @Test
        @Tag("threat-rfc8693-5-actor")
        void letsNobodyElseAct() {
            assertRefused(
                    exchanged(Map.of("sub", "gateway"), actor(ownOf("batch"))),
                    "invalid_request",
                    "exchange-may-not-act");
        }

        @Test
        @Tag("threat-rfc8693-5-actor")
        void letsNobodyActWhoIsNamedBySomebodyElse() {
            assertRefused(
                    exchanged(Map.of("sub", "gateway", "iss", PARTNER), actor(ownOf("gateway"))),
                    "invalid_request",
                    "exchange-may-not-act");
        }

        @Test
        @Tag("threat-rfc8693-5-actor")
        void letsNobodyActWhereItIsNotUnderstood() {
            assertRefused(
                    exchanged(Map.of("sub", "gateway", "unheard-of", "x"), ""),
                    "invalid_request",
                    "exchange-may-not-act");
        }
    }

    @Nested
    @DisplayName("RFC 8693 §5: what the policy does not allow")
    class Denying {

        @Test
        @Tag("threat-rfc8693-5-policy")
        void isRefusedToOtherClients() {
            assertRefused(exchange("stranger", alices("photos.read")), "invalid_request", "exchange-not-allowed");
        }

        @Test
        @Tag("threat-rfc8693-5-policy")
        void isRefusedForTokensOfOtherClients() {
            assertRefused(exchange("gateway", ownOf("stranger")), "invalid_request", "exchange-not-allowed");
        }

        @Test
        @Tag("threat-rfc8693-5-policy")
        void isRefusedForOtherActors() {
            assertRefused(
                    exchange("gateway", alices("photos.read"), "access_token", actor(ownOf("stranger"))),
                    "invalid_request",
                    "exchange-not-allowed");
        }

        @Test
        @Tag("threat-rfc8693-5-policy")
        void isRefusedWithoutAnActorWhereOnlyDelegationIsAllowed() {
            assertRefused(exchange("batch", alices("photos.read")), "invalid_request", "exchange-not-allowed");
        }

        @Test
        @Tag("threat-rfc8693-5-policy")
        void isEverythingWithoutARule() {
            try (ServerUnderTest bare =
                    ServerUnderTest.start(builder -> builder.install(new TokenExchangeGrantModule(ExchangeRules.of()))
                            .client(ServerUnderTest.web()
                                    .grantType(GrantType.TOKEN_EXCHANGE)
                                    .build()))) {
                String token = member(bare.redeem(bare.codeFor("web")), "access_token");
                Response response = bare.token("grant_type=" + encoded(GrantType.TOKEN_EXCHANGE.value())
                        + "&subject_token=" + token + "&subject_token_type=" + encoded(TYPE + "access_token"));

                assertThat(bare.ruleOf(response)).isEqualTo("exchange-not-allowed");
            }
        }

        @Test
        @Tag("threat-rfc8693-5-stolen")
        void isPublicClients() {
            assertThat(on.post(
                                    "/oauth/token",
                                    "",
                                    "client_id=app&grant_type=" + encoded(GrantType.TOKEN_EXCHANGE.value())
                                            + "&subject_token=x&subject_token_type=x")
                            .body()
                            .asUtf8())
                    .contains("unauthorized_client");
        }
    }

    @Nested
    @DisplayName("RFC 8693 §2.2.2: a token that is not valid")
    class Invalid {

        @Test
        @Tag("threat-rfc8693-5-forged")
        void isRefusedWhereItIsUnknown() {
            assertRefused(exchange("gateway", "unknown"), "invalid_request", "exchange-access-token-invalid");
        }

        @Test
        @Tag("threat-rfc8693-5-stolen")
        void isRefusedWhereItHasExpired() {
            String token = alices("photos.read");
            on.pass(Duration.ofHours(1));

            assertRefused(exchange("gateway", token), "invalid_request", "exchange-access-token-invalid");
        }

        @Test
        @Tag("threat-rfc8693-5-stolen")
        void isRefusedWhereItWasRevoked() {
            String token = alices("photos.read");
            on.revokeAs("web", token);

            assertRefused(exchange("gateway", token), "invalid_request", "exchange-access-token-invalid");
        }

        @Test
        @Tag("threat-rfc8693-5-stolen")
        void isRefusedWhereItIsTheRefreshTokenOfAnotherClient() {
            assertRefused(
                    exchange("gateway", on.refreshToken(), "refresh_token", ""),
                    "invalid_request",
                    "exchange-refresh-token-invalid");
        }

        @Test
        @Tag("threat-rfc8693-5-stolen")
        void isRefusedWhereItIsARefreshTokenThatWasUsed() {
            String used = on.refreshToken();
            on.refresh(used);

            assertRefused(
                    exchange("web", used, "refresh_token", ""), "invalid_request", "exchange-refresh-token-invalid");
        }

        @ParameterizedTest
        @ValueSource(strings = {"id_token", "saml2", "unheard-of"})
        void isRefusedWhereItIsOfAnotherType(String type) {
            assertRefused(
                    exchange("gateway", alices("photos.read"), type, ""), "invalid_request", "exchange-token-type");
        }

        @Test
        void isRefusedWhereItsTypeIsNotWhatItIs() {
            assertRefused(
                    exchange("gateway", alices("photos.read"), "jwt", ""), "invalid_request", "assertion-malformed");
        }

        @Test
        void isRefusedWhereAnotherOneIsWanted() {
            assertRefused(
                    exchange(
                            "gateway",
                            alices("photos.read"),
                            "access_token",
                            "&requested_token_type=" + encoded(TYPE + "refresh_token")),
                    "invalid_request",
                    "exchange-requested-token-type");
        }

        @Test
        @Tag("security-case-57")
        @Tag("threat-rfc8693-5-forged")
        void isRefusedWithoutASignature() {
            assertRefused(
                    exchange("gateway", partnersJwt().header("alg", "none").unsigned(), "jwt", ""),
                    "invalid_request",
                    "assertion-algorithm");
        }

        @Test
        @Tag("threat-rfc8693-5-forged")
        void isRefusedForAnotherAudience() {
            assertRefused(
                    exchange(
                            "gateway",
                            partnersJwt().claim("aud", "https://x.example").signedBy(KEY),
                            "jwt",
                            ""),
                    "invalid_request",
                    "assertion-audience");
        }

        @Test
        @Tag("threat-rfc8693-5-stolen")
        void isRefusedFromAClientThatMayNotPresentIt() {
            assertRefused(
                    exchange("stranger", partnersJwt().signedBy(KEY), "jwt", ""),
                    "invalid_request",
                    "assertion-presented-by-another-client");
        }

        @Test
        @Tag("security-case-5")
        @Tag("threat-rfc8693-5-stolen")
        void isRefusedTheSecondTimeWhereAnotherMadeIt() {
            String jwt = partnersJwt().signedBy(KEY);
            exchange("gateway", jwt, "jwt", "");

            Response again = exchange("gateway", jwt, "jwt", "");

            assertThat(again.status()).isEqualTo(400);
            assertThat(on.ruleOf(again)).isEqualTo("assertion-replayed");
        }
    }

    @Nested
    @DisplayName("RFC 8693 §2.1: the new token is good for less, never for more")
    class Narrowing {

        @Test
        @Tag("security-case-48")
        @Tag("threat-rfc8693-5-scope")
        void hasNoScopeThatTheSubjectTokenHasNot() {
            assertRefused(
                    exchange("gateway", alices("photos.read"), "access_token", "&scope=albums.read"),
                    "invalid_scope",
                    "scope-beyond-grant");
        }

        @Test
        @Tag("threat-rfc8693-5-scope")
        void hasNoScopeThatThePolicyDoesNotGrant() {
            assertRefused(exchange("gateway", alices("photos.write")), "invalid_scope", "exchange-no-scope-left");
        }

        @Test
        void hasTheScopesThatAreAskedFor() {
            Response response =
                    exchange("gateway", alices("photos.read albums.read"), "access_token", "&scope=photos.read");

            assertThat(accessOf(response).scopes()).hasToString("photos.read");
        }

        @Test
        @Tag("security-case-52")
        void isForTheResourceThatIsNamed() {
            // the subject token's formats differ, so it is narrowed to one resource
            String subject = alices("photos.read");

            assertThat(accessOf(exchange("gateway", subject, "access_token", "&audience=" + encoded(PHOTOS.value())))
                            .audience())
                    .containsExactly(PHOTOS);
            assertThat(accessOf(exchange("gateway", subject, "access_token", "&resource=" + encoded(PHOTOS.value())))
                            .audience())
                    .containsExactly(PHOTOS);
        }

        @ParameterizedTest
        @ValueSource(strings = {"audience", "resource"})
        @Tag("security-case-52")
        @Tag("threat-rfc8693-5-scope")
        void isForNoResourceThatTheSubjectTokenIsNotFor(String name) {
            assertRefused(
                    exchange(
                            "gateway",
                            alices("photos.read"),
                            "access_token",
                            "&" + name + "=" + encoded(ALBUMS.value())),
                    "invalid_target",
                    "exchange-target-beyond-token");
        }

        @Test
        void namesItsTargetsInOneWay() {
            assertRefused(
                    exchange(
                            "gateway",
                            alices("photos.read"),
                            "access_token",
                            "&audience=" + encoded(PHOTOS.value()) + "&resource=" + encoded(ALBUMS.value())),
                    "invalid_target",
                    "exchange-targets-in-two-ways");
        }

        @Test
        @Tag("threat-rfc8693-5-lifetime")
        void livesNoLongerThanTheSubjectToken() {
            String subject = alices("photos.read");
            on.pass(Duration.ofMinutes(50));

            assertThat(exchange("gateway", subject).body().asUtf8()).contains("\"expires_in\":600,");
        }
    }

    @Nested
    @DisplayName("RFC 8693 §5: revocation")
    class Revoking {

        @Test
        @Tag("threat-rfc8693-5-lifetime")
        void endsWhatWasExchanged() {
            String refreshToken = on.refreshToken();
            String exchanged = tokenIn(exchange("web", refreshToken, "refresh_token", ""));

            on.revokeAs("web", refreshToken);

            assertThat(on.isAlive(exchanged)).isFalse();
        }

        @Test
        @Tag("threat-rfc8693-5-lifetime")
        void endsWhatWasExchangedFromThat() {
            Response issued = on.redeem(on.codeFor("web"));
            String first = tokenIn(exchange("gateway", tokenIn(issued)));
            String second = tokenIn(exchange("gateway", first));

            on.revokeAs("web", member(issued, "refresh_token"));

            assertThat(on.isAlive(first)).isFalse();
            assertThat(on.isAlive(second)).isFalse();
        }

        @Test
        void endsNotWhatIsToOutliveIt() {
            Response issued = on.redeem(on.codeFor("web"));
            String exchanged = tokenIn(exchange("batch", tokenIn(issued), "access_token", actor(ownOf("batch"))));

            on.revokeAs("web", member(issued, "refresh_token"));

            assertThat(on.isAlive(exchanged)).isTrue();
        }

        @Test
        void endsNothingThatItDidNotComeFrom() {
            Response issued = on.redeem(on.codeFor("web"));
            String other = tokenIn(exchange("gateway", alices("photos.read")));

            on.revokeAs("web", member(issued, "refresh_token"));

            assertThat(on.isAlive(other)).isTrue();
        }

        @Test
        @DisplayName("cannot be outrun by exchanging ever again")
        @Tag("threat-rfc8693-5-lifetime")
        void isNotOutrunByExchangingEverAgain() {
            String token = alices("photos.read");
            for (int i = 0; i < 3; i++) {
                token = tokenIn(exchange("gateway", token));
            }

            Response oneTooMany = exchange("gateway", token);

            assertThat(member(oneTooMany, "error")).isEqualTo("invalid_request");
            assertThat(on.ruleOf(oneTooMany)).isEqualTo("exchange-too-often");
        }
    }
}
