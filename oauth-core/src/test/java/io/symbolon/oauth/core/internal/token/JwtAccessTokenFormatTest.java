// SPDX-License-Identifier: Apache-2.0
package io.symbolon.oauth.core.internal.token;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import com.nimbusds.jose.crypto.factories.DefaultJWSVerifierFactory;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.KeyConverter;
import com.nimbusds.jwt.SignedJWT;
import io.symbolon.oauth.api.Claims;
import io.symbolon.oauth.api.ClientId;
import io.symbolon.oauth.api.Digest;
import io.symbolon.oauth.api.GrantId;
import io.symbolon.oauth.api.Issuer;
import io.symbolon.oauth.api.Secret;
import io.symbolon.oauth.api.SenderKey;
import io.symbolon.oauth.api.Subject;
import io.symbolon.oauth.api.token.AccessToken;
import io.symbolon.oauth.api.token.AccessTokenDraft;
import io.symbolon.oauth.api.token.MintedAccessToken;
import io.symbolon.oauth.api.token.SignatureProvider;
import io.symbolon.oauth.api.token.SigningKey;
import io.symbolon.oauth.core.internal.key.HandMovedTime;
import io.symbolon.oauth.core.internal.key.KeyPolicy;
import io.symbolon.oauth.core.internal.key.KeyRing;
import io.symbolon.oauth.core.internal.key.SignatureAlgorithm;
import io.symbolon.oauth.core.internal.key.StoredKeys;
import java.security.Key;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class JwtAccessTokenFormatTest {

    private static final Issuer ISSUER = new Issuer("https://as.example");
    private static final Instant NOON = Instant.parse("2026-03-01T12:00:00Z");
    private static final KeyPolicy POLICY = KeyPolicy.standard().withAlgorithms(List.of(SignatureAlgorithm.ES256));

    private final HandMovedTime time = new HandMovedTime(NOON);
    private final StoredKeys stored = new StoredKeys();
    private final KeyRing ring = node(POLICY);
    private final JwtAccessTokenFormat format = new JwtAccessTokenFormat(ring, ISSUER, new Digests());

    @ParameterizedTest
    @EnumSource
    void readsWhatItMinted(SignatureAlgorithm algorithm) {
        JwtAccessTokenFormat signing =
                new JwtAccessTokenFormat(node(POLICY.withAlgorithms(List.of(algorithm))), ISSUER, new Digests());
        AccessTokenDraft draft = new Drafts().at(NOON);

        MintedAccessToken minted = signing.mint(draft);

        assertThat(signing.verify(minted.value(), NOON)).contains(minted.token());
        assertThat(minted.storage()).isEqualTo(MintedAccessToken.Storage.SELF_CONTAINED);
        assertThat(minted.token().id()).isEqualTo(Digest.of(draft.identifier()));
    }

    @Test
    void keepsAllThatADraftSays() {
        TokenGenerator generator = new TokenGenerator();
        AccessTokenDraft draft = new Drafts()
                .under(generator.newGrantId(), generator.newGrantId(), generator.newGrantId(), generator.newGrantId())
                .narrowedTo("https://api.example/a", "https://api.example/b")
                .boundTo(new SenderKey("jkt", "0ZcOCORZNYy-DWpqq30jZyJGHTN0d2HglBV3uiguA4I"))
                .saying(Claims.of(Map.of("auth_time", 1772366400, "acr", "gold", "roles", List.of(Map.of("of", "a")))))
                .at(NOON);

        AccessToken read = format.verify(format.mint(draft).value(), NOON).orElseThrow();

        assertThat(read)
                .usingRecursiveComparison()
                .ignoringFields("id", "keptUntil")
                .isEqualTo(draft.withId(read.id()));
    }

    @Nested
    @DisplayName("RFC 9068 §2")
    class Rfc9068Section2 {

        @Test
        void namesTypeAlgorithmAndKeyInTheHeaderAndNothingElse() throws Exception {
            SignedJWT jwt = parsed(new Drafts().at(NOON));

            assertThat(jwt.getHeader().toJSONObject())
                    .containsExactlyInAnyOrderEntriesOf(Map.of(
                            "typ",
                            "at+jwt",
                            "alg",
                            "ES256",
                            "kid",
                            ring.activeSignatureKey(NOON).kid()));
        }

        @Test
        void holdsTheRequiredClaims() throws Exception {
            AccessTokenDraft draft = new Drafts().at(NOON);

            Map<String, Object> claims = parsed(draft).getJWTClaimsSet().toJSONObject();

            assertThat(claims)
                    .containsEntry("iss", "https://as.example")
                    .containsEntry("sub", "alice")
                    .containsEntry("client_id", "app")
                    .containsEntry("iat", NOON.getEpochSecond())
                    .containsEntry("exp", NOON.getEpochSecond() + 600)
                    .containsEntry("jti", draft.identifier().reveal())
                    .containsEntry("scope", "photos.read photos.write");
            assertThat(parsed(draft).getJWTClaimsSet().getAudience()).containsExactly("https://api.example/photos");
        }

        @Test
        void hasNoScopeAndNoGrantWhereThereIsNone() throws Exception {
            AccessTokenDraft draft = new Drafts().under().at(NOON);

            assertThat(parsed(draft).getJWTClaimsSet().getClaims()).doesNotContainKeys("grant", "cnf", "any_aud");
        }

        @ParameterizedTest
        @EnumSource(names = {"RS256", "PS256", "ES256"})
        void isVerifiedByAForeignLibraryFromTheKeySet(SignatureAlgorithm algorithm) throws Exception {
            KeyRing keys = node(POLICY.withAlgorithms(List.of(algorithm)));
            String token = new JwtAccessTokenFormat(keys, ISSUER, new Digests())
                    .mint(new Drafts().at(NOON))
                    .value()
                    .reveal();

            SignedJWT jwt = SignedJWT.parse(token);
            Key key = KeyConverter.toJavaKeys(List.of(JWKSet.parse(keys.jwks(NOON))
                            .getKeyByKeyId(jwt.getHeader().getKeyID())))
                    .get(0);

            assertThat(jwt.verify(new DefaultJWSVerifierFactory().createJWSVerifier(jwt.getHeader(), key)))
                    .isTrue();
        }
    }

    @Nested
    class Audience {

        @Test
        void isTheIssuerIfTheTokenIsNotNarrowed() throws Exception {
            AccessTokenDraft draft = new Drafts().narrowedTo().at(NOON);

            AccessToken read = format.verify(format.mint(draft).value(), NOON).orElseThrow();

            assertThat(read.audience()).isEmpty();
            assertThat(parsed(draft).getJWTClaimsSet().getAudience()).containsExactly("https://as.example");
        }

        @Test
        void staysNarrowIfAResourceIsNamedLikeTheIssuer() {
            AccessTokenDraft draft =
                    new Drafts().narrowedTo("https://as.example").at(NOON);

            AccessToken read = format.verify(format.mint(draft).value(), NOON).orElseThrow();

            assertThat(read.audience()).isEqualTo(draft.audience()).hasSize(1);
        }
    }

    @Nested
    class Subjects {

        @Test
        @Tag("security-case-46")
        void ofAClientAreNeverReadAsAnAccountOfTheSameName() {
            AccessTokenDraft ofClient = new Drafts()
                    .speakingFor(Subject.ofClient(new ClientId("alice")))
                    .under()
                    .at(NOON);

            AccessToken read =
                    format.verify(format.mint(ofClient).value(), NOON).orElseThrow();

            assertThat(read.subject()).isEqualTo(Subject.ofClient(new ClientId("alice")));
            assertThat(read.subject()).isNotEqualTo(Subject.ofAccount("alice"));
        }
    }

    @Nested
    class Claiming {

        @ParameterizedTest
        @ValueSource(
                strings = {
                    "iss",
                    "sub",
                    "aud",
                    "exp",
                    "iat",
                    "nbf",
                    "jti",
                    "client_id",
                    "scope",
                    "cnf",
                    "grant",
                    "origin",
                    "sub_type",
                    "iat_nano",
                    "any_aud"
                })
        @Tag("security-case-70")
        void neverOverridesAReservedClaim(String reserved) throws Exception {
            AccessTokenDraft plain = new Drafts().under(new GrantId(1, 2)).at(NOON);
            AccessTokenDraft hostile = withClaims(plain, Claims.of(Map.of(reserved, "evil", "harmless", "kept")));

            MintedAccessToken minted = format.mint(hostile);

            Map<String, Object> expected =
                    new LinkedHashMap<>(parsed(plain).getJWTClaimsSet().toJSONObject());
            expected.put("harmless", "kept");
            assertThat(SignedJWT.parse(minted.value().reveal())
                            .getJWTClaimsSet()
                            .toJSONObject())
                    .isEqualTo(expected);
            assertThat(minted.token().claims()).isEqualTo(Claims.of(Map.of("harmless", "kept")));
            assertThat(format.verify(minted.value(), NOON)).contains(minted.token());
        }

        @Test
        @Tag("security-case-63")
        void moreThanATokenCanHoldIsRefusedAtOnce() {
            AccessTokenDraft large = new Drafts()
                    .saying(Claims.of(Map.of("photo", "x".repeat(6_000))))
                    .at(NOON);

            assertThatIllegalStateException()
                    .isThrownBy(() -> format.mint(large))
                    .withMessageContaining("8192")
                    .withMessageNotContaining("xxx");
        }

        private AccessTokenDraft withClaims(AccessTokenDraft draft, Claims claims) {
            return new AccessTokenDraft(
                    draft.identifier(),
                    draft.client(),
                    draft.subject(),
                    draft.scopes(),
                    draft.audience(),
                    draft.grants(),
                    draft.origin(),
                    draft.senderKey(),
                    claims,
                    draft.issuedAt(),
                    draft.expiresAt(),
                    draft.keptUntil());
        }
    }

    @Nested
    class InTime {

        @Test
        void tellsTokensOfTheSameSecondApart() {
            Instant revokedAt = NOON.plusNanos(500_000_000);

            AccessToken before = readAfterMintingAt(revokedAt.minusNanos(1));
            AccessToken after = readAfterMintingAt(revokedAt.plusNanos(1));

            assertThat(before.issuedAt()).isBefore(revokedAt);
            assertThat(after.issuedAt()).isAfter(revokedAt);
        }

        @Test
        void endsAtAFullSecondAndNeverLaterThanAsked() {
            Instant late = NOON.plusMillis(999);

            AccessToken read = readAfterMintingAt(late);

            assertThat(read.expiresAt()).isEqualTo(NOON.plusSeconds(600));
            assertThat(read.keptUntil()).isAfter(read.expiresAt().plusSeconds(60));
        }

        @Test
        void readsExpiredTokensToo() {
            MintedAccessToken minted = format.mint(new Drafts().at(NOON));

            assertThat(format.verify(minted.value(), NOON.plus(Duration.ofDays(1))))
                    .contains(minted.token());
        }

        @Test
        void livesNoLongerThanItsKeyIsPublished() {
            AccessTokenDraft longLived = new Drafts()
                    .livingFor(POLICY.longestTokenLifetime().plusSeconds(1))
                    .at(NOON);

            AccessToken token = format.mint(longLived).token();

            assertThat(token.expiresAt()).isEqualTo(NOON.plus(POLICY.longestTokenLifetime()));
        }

        @Test
        void survivesTheRotationOfItsKey() {
            time.pass(Duration.ofDays(90).minusSeconds(1));
            ring.maintain(NOON.plus(Duration.ofDays(89)));
            MintedAccessToken minted = format.mint(new Drafts().at(time.instant()));

            time.pass(Duration.ofMinutes(10));
            ring.maintain(time.instant());
            MintedAccessToken next = format.mint(new Drafts().at(time.instant()));

            assertThat(headerOf(next)).isNotEqualTo(headerOf(minted));
            assertThat(format.verify(minted.value(), time.instant())).contains(minted.token());
            assertThat(format.verify(next.value(), time.instant())).contains(next.token());
        }

        private AccessToken readAfterMintingAt(Instant issuedAt) {
            return format.verify(format.mint(new Drafts().at(issuedAt)).value(), issuedAt)
                    .orElseThrow();
        }
    }

    @Nested
    class SeenBefore {

        @Test
        void isRefusedOnceItsKeyIsGone() {
            MintedAccessToken minted = format.mint(new Drafts().at(NOON));
            Optional<AccessToken> before = format.verify(minted.value(), NOON);

            stored.of(SigningKey.Use.SIGNATURE).forEach(key -> stored.remove(key.kid()));
            ring.open();

            assertThat(before).contains(minted.token());
            assertThat(format.verify(minted.value(), NOON)).isEmpty();
        }

        @Test
        void vouchesForNoOtherWithTheSameClaims() {
            String token = format.mint(new Drafts().at(NOON)).value().reveal();
            int signature = token.lastIndexOf('.') + 1;
            char other = token.charAt(signature) == 'A' ? 'B' : 'A';
            String forged = token.substring(0, signature) + other + token.substring(signature + 1);

            boolean genuine = format.verify(Secret.of(token), NOON).isPresent();

            assertThat(genuine).isTrue();
            assertThat(format.verify(Secret.of(forged), NOON)).isEmpty();
            assertThat(format.verify(Secret.of(forged), NOON)).isEmpty();
        }
    }

    private KeyRing node(KeyPolicy policy) {
        KeyRing made = new KeyRing(stored, time, policy, SignatureProvider.ofPlatform(), event -> {});
        made.maintain(NOON);
        return made;
    }

    private SignedJWT parsed(AccessTokenDraft draft) throws Exception {
        return SignedJWT.parse(format.mint(draft).value().reveal());
    }

    private static String headerOf(MintedAccessToken minted) {
        String text = minted.value().reveal();
        return text.substring(0, text.indexOf('.'));
    }
}
