// SPDX-License-Identifier: Apache-2.0
package io.symbolon.oauth.core.internal.token;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Named.named;

import com.nimbusds.jose.CompressionAlgorithm;
import com.nimbusds.jose.EncryptionMethod;
import com.nimbusds.jose.JWEAlgorithm;
import com.nimbusds.jose.JWEHeader;
import com.nimbusds.jose.JWEObject;
import com.nimbusds.jose.Payload;
import com.nimbusds.jose.crypto.RSAEncrypter;
import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.KeyConverter;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jose.util.Base64URL;
import com.nimbusds.jose.util.JSONObjectUtils;
import io.symbolon.oauth.api.Issuer;
import io.symbolon.oauth.api.Secret;
import io.symbolon.oauth.api.token.MintedAccessToken;
import io.symbolon.oauth.api.token.SignatureProvider;
import io.symbolon.oauth.api.token.SigningKey;
import io.symbolon.oauth.core.internal.key.HandMovedTime;
import io.symbolon.oauth.core.internal.key.KeyPolicy;
import io.symbolon.oauth.core.internal.key.KeyRing;
import io.symbolon.oauth.core.internal.key.SignatureAlgorithm;
import io.symbolon.oauth.core.internal.key.StoredKeys;
import java.security.Key;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.NoSuchAlgorithmException;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.interfaces.RSAPublicKey;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Tokens that fooled other servers. Each differs from a genuine one in its one trick, and a gullible verifier takes it. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class HostileTokensTest {

    private static final Issuer ISSUER = new Issuer("https://as.example");
    private static final Instant NOON = Instant.parse("2026-03-01T12:00:00Z");
    private static final String ATTACKERS_ADDRESS = "https://attacker.example/keys";

    private final StoredKeys stored = new StoredKeys();
    private final KeyRing ring = new KeyRing(
            stored,
            new HandMovedTime(NOON),
            KeyPolicy.standard().withAlgorithms(List.of(SignatureAlgorithm.values())),
            SignatureProvider.ofPlatform(),
            event -> {});
    private final JwtAccessTokenFormat format = new JwtAccessTokenFormat(ring, ISSUER, new Digests());
    private final Map<String, KeyPair> ownKeys = new HashMap<>();
    private final KeyPair attackersKeys = newRsaKeys();
    private final GullibleVerifier gullible =
            new GullibleVerifier(ownKeys, Map.of(ATTACKERS_ADDRESS, attackersKeys.getPublic()));

    @BeforeAll
    void mintAGenuineToken() throws Exception {
        ring.maintain(NOON);
        for (SigningKey row : stored.of(SigningKey.Use.SIGNATURE)) {
            if (!row.algorithm().equals("EdDSA")) { // the library leaves these keys to another one
                ownKeys.put(row.kid(), keyPairOf(JWK.parse(row.jwk().reveal())));
            }
        }
    }

    @Test
    void aForgedTokenWithoutATrickIsGenuine() throws Exception {
        Secret forged = forged(header("RS256"), genuineClaims(), "RS256", ownPrivateKey("RS256"));

        assertThat(gullible.takes(forged)).isTrue();
        assertThat(format.verify(forged, NOON)).isPresent();
    }

    @ParameterizedTest
    @MethodSource
    @Tag("security-case-56")
    @Tag("CVE-2026-29000")
    void refusesAnUnsignedTokenInAnEncryptedOne(Secret wrapped) throws Exception {
        assertThat(format.verify(wrapped, NOON)).isEmpty();
        assertThat(gullible.takes(wrapped)).isTrue();
    }

    Stream<Named<Secret>> refusesAnUnsignedTokenInAnEncryptedOne() throws Exception {
        String plain = encoded("{\"alg\":\"none\"}") + '.' + encoded(json(genuineClaims())) + '.';
        String none = encoded(json(with(header("RS256"), "alg", "none"))) + '.' + encoded(json(genuineClaims())) + '.';
        return Stream.of(
                named("JWE(PlainJWT)", encrypted(JWEAlgorithm.RSA_OAEP_256, plain)),
                named("JWE(JWS with alg none)", encrypted(JWEAlgorithm.RSA_OAEP_256, none)));
    }

    @ParameterizedTest
    @ValueSource(strings = {"none", "None", "NONE", "nOnE", " none", "none\n"})
    @Tag("security-case-57")
    @Tag("CVE-2021-44878")
    @Tag("CVE-2026-28802")
    void refusesATokenThatSaysItNeedsNoSignature(String none) throws Exception {
        String unsigned = encoded(json(with(header("RS256"), "alg", none))) + '.' + encoded(json(genuineClaims()));
        String signature = genuine().substring(genuine().lastIndexOf('.') + 1);

        assertThat(format.verify(Secret.of(unsigned + '.'), NOON)).isEmpty();
        assertThat(format.verify(Secret.of(unsigned), NOON)).isEmpty();
        assertThat(format.verify(Secret.of(unsigned + '.' + signature), NOON)).isEmpty();
        assertThat(gullible.takes(Secret.of(unsigned + '.'))).isTrue();
    }

    @Test
    @Tag("security-case-57")
    void refusesATokenWhoseSignatureWasCutOff() throws Exception {
        String signingInput = genuine().substring(0, genuine().lastIndexOf('.'));

        assertThat(format.verify(Secret.of(signingInput + '.'), NOON)).isEmpty();
        assertThat(format.verify(Secret.of(signingInput), NOON)).isEmpty();
        assertThat(format.verify(Secret.of(signingInput + ".AAAA"), NOON)).isEmpty();
    }

    @ParameterizedTest
    @MethodSource
    @Tag("security-case-58")
    @Tag("CVE-2024-37568")
    void refusesAnHmacWithThePublicKeyAsItsSecret(Secret hostile) throws Exception {
        assertThat(format.verify(hostile, NOON)).isEmpty();
        assertThat(gullible.takes(hostile)).isTrue();
    }

    Stream<Named<Secret>> refusesAnHmacWithThePublicKeyAsItsSecret() throws Exception {
        List<Named<Secret>> tokens = new ArrayList<>();
        for (String keysOwn : List.of("RS256", "PS256", "ES256")) {
            for (String alg : List.of("HS256", "HS384", "HS512")) {
                PublicKey publicKey = ownKeys(keysOwn).getPublic();
                for (byte[] secret : GullibleVerifier.encodingsOf(publicKey)) {
                    Map<String, Object> header = with(header(keysOwn), "alg", alg);
                    tokens.add(named(
                            alg + " with the key for " + keysOwn + " as " + secret.length + " bytes",
                            forged(header, genuineClaims(), alg, new SecretKeySpec(secret, "Hmac"))));
                }
            }
        }
        return tokens.stream();
    }

    @ParameterizedTest
    @MethodSource
    @Tag("security-case-58")
    void refusesAnyAlgorithmButTheOneOfTheKey(Secret hostile) throws Exception {
        assertThat(format.verify(hostile, NOON)).isEmpty();
        assertThat(gullible.takes(hostile)).isTrue();
    }

    Stream<Named<Secret>> refusesAnyAlgorithmButTheOneOfTheKey() throws Exception {
        List<Named<Secret>> tokens = new ArrayList<>();
        for (String keysOwn : List.of("RS256", "PS256")) {
            for (String alg : List.of("RS256", "RS384", "RS512", "PS256", "PS384", "PS512")) {
                if (!alg.equals(keysOwn)) {
                    Map<String, Object> header = with(header(keysOwn), "alg", alg);
                    tokens.add(named(
                            alg + " with the key for " + keysOwn,
                            forged(header, genuineClaims(), alg, ownPrivateKey(keysOwn))));
                }
            }
        }
        Map<String, Object> header = with(header("ES256"), "alg", "ES512");
        tokens.add(named(
                "ES512 with the key for ES256", forged(header, genuineClaims(), "ES512", ownPrivateKey("ES256"))));
        return tokens.stream();
    }

    @ParameterizedTest
    @ValueSource(strings = {"RS256", "PS256", "ES256", "EdDSA"})
    @Tag("security-case-58")
    void refusesTheKeyOfOneAlgorithmUnderTheNameOfAnother(String alg) throws Exception {
        Map<String, Object> header = with(header("RS256"), "alg", alg);
        for (SignatureAlgorithm other : SignatureAlgorithm.values()) {
            header.put("kid", kidOf(other.joseName()));

            Secret hostile = forged(header, genuineClaims(), "RS256", ownPrivateKey("RS256"));

            boolean genuine = alg.equals("RS256") && other == SignatureAlgorithm.RS256;
            assertThat(format.verify(hostile, NOON).isPresent()).isEqualTo(genuine);
        }
    }

    @ParameterizedTest
    @MethodSource
    @Tag("security-case-59")
    @Tag("CVE-2026-27962")
    void takesNoKeyFromAHeader(Map<String, Object> source) throws Exception {
        Map<String, Object> withKid = new LinkedHashMap<>(header("RS256"));
        withKid.putAll(source);
        Map<String, Object> withUnknownKid = with(withKid, "kid", "attacker");
        Map<String, Object> withoutKid = new LinkedHashMap<>(withKid);
        withoutKid.remove("kid");

        for (Map<String, Object> header : List.of(withKid, withUnknownKid, withoutKid)) {
            Secret hostile = forged(header, genuineClaims(), "RS256", attackersKeys.getPrivate());

            assertThat(format.verify(hostile, NOON)).isEmpty();
            assertThat(gullible.takes(hostile)).isTrue();
        }
    }

    Stream<Named<Map<String, Object>>> takesNoKeyFromAHeader() throws Exception {
        Map<String, Object> jwk = new RSAKey.Builder((RSAPublicKey) attackersKeys.getPublic())
                .build()
                .toJSONObject();
        String certificate = Base64.getEncoder().encodeToString(SelfSignedCertificate.of(attackersKeys));
        return Stream.of(
                named("jwk", Map.of("jwk", jwk)),
                named("jku", Map.of("jku", ATTACKERS_ADDRESS)),
                named("x5u", Map.of("x5u", ATTACKERS_ADDRESS)),
                named("x5c", Map.of("x5c", List.of(certificate))));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "[\"exp\"]",
                "[\"urn:example:unknown\"]",
                "[\"b64\"]",
                "[\"alg\"]",
                "[]",
                "[1]",
                "{}",
                "\"exp\"",
                "true",
                "null"
            })
    @Tag("security-case-60")
    @Tag("CVE-2025-59420")
    void refusesACriticalHeader(String crit) throws Exception {
        String header = json(header("RS256")).replace("}", ",\"exp\":1,\"b64\":true,\"crit\":" + crit + "}");

        Secret hostile = forgedText(header, json(genuineClaims()), "RS256", ownPrivateKey("RS256"));

        assertThat(format.verify(hostile, NOON)).isEmpty();
        assertThat(gullible.takes(hostile)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"RS999", "HS256", "ES256K", "rs256", "Rs256", "RS256 ", "", "EdDSA448", "Ed25519", "null"})
    @Tag("security-case-61")
    @Tag("CVE-2026-28498")
    void refusesAnAlgorithmThatItDoesNotKnow(String alg) throws Exception {
        Secret hostile = forged(with(header("RS256"), "alg", alg), genuineClaims(), "RS256", ownPrivateKey("RS256"));

        assertThat(format.verify(hostile, NOON)).isEmpty();
        assertThat(SignatureAlgorithm.find(alg)).isEmpty();
    }

    @ParameterizedTest
    @MethodSource
    @Tag("security-case-62")
    @Tag("CVE-2026-28490")
    void decryptsNothingNotEvenAGenuineToken(Secret wrapped) throws Exception {
        assertThat(format.verify(wrapped, NOON)).isEmpty();
        assertThat(gullible.takes(wrapped)).isTrue();
    }

    @SuppressWarnings("deprecation") // that RSA1_5 is deprecated is the point
    Stream<Named<Secret>> decryptsNothingNotEvenAGenuineToken() throws Exception {
        return Stream.of(
                named("RSA1_5", encrypted(JWEAlgorithm.RSA1_5, genuine())),
                named("RSA-OAEP", encrypted(JWEAlgorithm.RSA_OAEP, genuine())),
                named("RSA-OAEP-256", encrypted(JWEAlgorithm.RSA_OAEP_256, genuine())));
    }

    @Test
    @Tag("security-case-63")
    void refusesWhatIsLargerThanAnyTokenOfOurs() throws Exception {
        String padding = "x".repeat(JwtAccessTokenFormat.MAX_LENGTH);

        Secret longClaim =
                forged(header("RS256"), with(genuineClaims(), "x", padding), "RS256", ownPrivateKey("RS256"));
        Secret longHeader =
                forged(with(header("RS256"), "x", padding), genuineClaims(), "RS256", ownPrivateKey("RS256"));

        assertThat(format.verify(longClaim, NOON)).isEmpty();
        assertThat(format.verify(longHeader, NOON)).isEmpty();
        assertThat(gullible.takes(longClaim)).isTrue();
        assertThat(gullible.takes(longHeader)).isTrue();
    }

    @Test
    @Tag("security-case-63")
    void takesATokenOfExactlyTheLargestSize() throws Exception {
        int room = JwtAccessTokenFormat.MAX_LENGTH
                - forged(header("RS256"), with(genuineClaims(), "x", ""), "RS256", ownPrivateKey("RS256"))
                        .length();
        Secret largest = forgedOfLength(JwtAccessTokenFormat.MAX_LENGTH, room * 3 / 4);
        Secret tooLarge = forgedOfLength(JwtAccessTokenFormat.MAX_LENGTH + 1, room * 3 / 4);

        assertThat(format.verify(largest, NOON)).isPresent();
        assertThat(format.verify(tooLarge, NOON)).isEmpty();
    }

    @Test
    @Timeout(5)
    @Tag("security-case-63")
    void inflatesNothing() throws Exception {
        JWEObject bomb = new JWEObject(
                new JWEHeader.Builder(JWEAlgorithm.RSA_OAEP_256, EncryptionMethod.A128GCM)
                        .keyID(kidOf("RS256"))
                        .compressionAlgorithm(CompressionAlgorithm.DEF)
                        .build(),
                new Payload(" ".repeat(5_000_000)));
        bomb.encrypt(new RSAEncrypter((RSAPublicKey) ownKeys("RS256").getPublic()));

        Secret hostile = Secret.of(bomb.serialize());

        assertThat(hostile.length()).isLessThan(JwtAccessTokenFormat.MAX_LENGTH);
        assertThat(format.verify(hostile, NOON)).isEmpty();
    }

    @ParameterizedTest
    @MethodSource
    @Timeout(5)
    @Tag("security-case-64")
    @Tag("CVE-2025-53864")
    void refusesDeepJsonEvenFromItself(String member) throws Exception {
        String claims = json(genuineClaims()).replaceFirst("\\{", "{" + member + ",");
        String header = json(header("RS256")).replaceFirst("\\{", "{" + member + ",");

        Secret deepClaims = forgedText(json(header("RS256")), claims, "RS256", ownPrivateKey("RS256"));
        Secret deepHeader = forgedText(header, json(genuineClaims()), "RS256", ownPrivateKey("RS256"));

        assertThat(format.verify(deepClaims, NOON)).isEmpty();
        assertThat(format.verify(deepHeader, NOON)).isEmpty();
        assertThat(gullible.takes(deepClaims)).isTrue();
    }

    Stream<Named<String>> refusesDeepJsonEvenFromItself() {
        return Stream.of(
                named("arrays, 17 deep", "\"x\":" + "[".repeat(16) + "]".repeat(16)),
                named("objects, 17 deep", "\"x\":" + "{\"x\":".repeat(16) + "1" + "}".repeat(16)),
                named("arrays, as deep as fit", "\"x\":" + "[".repeat(2_000) + "]".repeat(2_000)),
                named("arrays, 10,000 deep", "\"x\":" + "[".repeat(10_000) + "]".repeat(10_000)));
    }

    @Test
    @Timeout(5)
    @Tag("security-case-64")
    void readsNoDeepJsonWhateverItsSize() {
        byte[] arrays = ("{\"x\":" + "[".repeat(10_000) + "]".repeat(10_000) + "}").getBytes(UTF_8);
        byte[] objects = ("{\"x\":".repeat(10_000) + "1" + "}".repeat(10_000)).getBytes(UTF_8);

        assertThat(new StrictJson().read(arrays)).isEmpty();
        assertThat(new StrictJson().read(objects)).isEmpty();
    }

    @Test
    @Timeout(5)
    @Tag("security-case-64")
    @Tag("CVE-2023-52428")
    void derivesNoKeyHoweverManyTimesItIsAskedTo() {
        String header = "{\"alg\":\"PBES2-HS256+A128KW\",\"enc\":\"A128GCM\",\"p2s\":\"" + encoded("salt".repeat(4))
                + "\",\"p2c\":2147483647,\"typ\":\"at+jwt\",\"kid\":\"" + kidOf("RS256") + "\"}";

        assertThat(format.verify(Secret.of(encoded(header) + ".AAAA.AAAA.AAAA.AAAA"), NOON))
                .isEmpty();
        assertThat(format.verify(Secret.of(encoded(header) + ".AAAA.AAAA"), NOON))
                .isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "https://as.example/",
                "https://AS.example",
                "https://as.example:443",
                "http://as.example",
                "https://as.example/other",
                "https://as.example ",
                "https://evil.example",
                ""
            })
    @Tag("security-case-68")
    @Tag("CVE-2026-22748")
    void refusesATokenOfAnyOtherIssuer(String issuer) throws Exception {
        Secret hostile = forged(header("RS256"), with(genuineClaims(), "iss", issuer), "RS256", ownPrivateKey("RS256"));

        assertThat(format.verify(hostile, NOON)).isEmpty();
        assertThat(gullible.takes(hostile)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"iss", "sub", "sub_type", "aud", "client_id", "iat", "iat_nano", "exp", "jti", "origin"})
    @Tag("security-case-81")
    void refusesATokenThatLacksAClaim(String name) throws Exception {
        Map<String, Object> claims = genuineClaims();
        claims.remove(name);

        assertThat(format.verify(forged(header("RS256"), claims, "RS256", ownPrivateKey("RS256")), NOON))
                .isEmpty();
    }

    @ParameterizedTest
    @MethodSource
    @Tag("security-case-81")
    void refusesATokenWithAClaimOfAnotherKind(Map<String, Object> claim) throws Exception {
        Map<String, Object> claims = genuineClaims();
        claims.putAll(claim);

        assertThat(format.verify(forged(header("RS256"), claims, "RS256", ownPrivateKey("RS256")), NOON))
                .isEmpty();
    }

    Stream<Map<String, Object>> refusesATokenWithAClaimOfAnotherKind() {
        String grant = "AAAAAAAAAAAAAAAAAAAAAA";
        List<Object> noTexts = List.of(true, 1, List.of("a"), Map.of("a", 1));
        List<Object> noNumbers = List.of(true, "1", 1.5, List.of(1), Map.of("a", 1));
        List<Object> noLists = List.of(true, 1, "https://api.example", Map.of("a", 1), List.of(1), List.of("not one"));
        return Stream.of(
                        claims("iss", noTexts),
                        claims("sub", noTexts),
                        claims("sub", List.of("", "\u0000", "x".repeat(256))),
                        claims("sub_type", noTexts),
                        claims("sub_type", List.of("", "Account", "ACCOUNT", "device")),
                        claims("client_id", noTexts),
                        claims("client_id", List.of("", "\u0000")),
                        claims("jti", noTexts),
                        claims("origin", noTexts),
                        claims("scope", noTexts),
                        claims("scope", List.of("a\"b")),
                        claims("iat", noNumbers),
                        claims("iat_nano", noNumbers),
                        claims("exp", noNumbers),
                        claims("aud", noLists),
                        claims("aud", List.of(List.of())),
                        claims("grant", noLists),
                        claims("grant", List.of(List.of(grant, grant, grant, grant, grant))))
                .flatMap(claims -> claims);
    }

    private static Stream<Map<String, Object>> claims(String name, List<?> values) {
        return values.stream().map(value -> Map.of(name, value));
    }

    @ParameterizedTest
    @ValueSource(longs = {Long.MIN_VALUE, Long.MAX_VALUE, 31556889864403200L})
    @Tag("security-case-81")
    void refusesATimeThatThereIsNot(long seconds) throws Exception {
        for (String name : List.of("iat", "exp")) {
            Secret hostile =
                    forged(header("RS256"), with(genuineClaims(), name, seconds), "RS256", ownPrivateKey("RS256"));

            assertThat(format.verify(hostile, NOON)).isEmpty();
        }
    }

    @Test
    @Tag("security-case-53")
    void neverReadsAConstraintThatItDoesNotKnowAsNone() throws Exception {
        String thumbprint = "0ZcOCORZNYy-DWpqq30jZyJGHTN0d2HglBV3uiguA4I";
        List<Object> unknown = List.of(
                Map.of(), Map.of("jkt", "short"), Map.of("jkt", thumbprint, "x5t#S256", thumbprint), List.of(), "jkt");

        for (Object cnf : unknown) {
            Secret hostile =
                    forged(header("RS256"), with(genuineClaims(), "cnf", cnf), "RS256", ownPrivateKey("RS256"));

            assertThat(format.verify(hostile, NOON)).as("%s", cnf).isEmpty();
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "JWT",
                "at+jwt2",
                "logout+jwt",
                "dpop+jwt",
                "application/jwt",
                "application/application/at+jwt",
                ""
            })
    @Tag("security-case-66")
    void refusesATokenOfAnotherType(String typ) throws Exception {
        Secret hostile = forged(with(header("RS256"), "typ", typ), genuineClaims(), "RS256", ownPrivateKey("RS256"));

        assertThat(format.verify(hostile, NOON)).isEmpty();
        assertThat(gullible.takes(hostile)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"at+jwt", "AT+JWT", "application/at+jwt", "Application/At+Jwt"})
    void takesItsTypeHoweverItIsWritten(String typ) throws Exception {
        Secret token = forged(with(header("RS256"), "typ", typ), genuineClaims(), "RS256", ownPrivateKey("RS256"));

        assertThat(format.verify(token, NOON)).isPresent();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"alg\":\"RS256\",\"typ\":\"at+jwt\",\"kid\":\"KID\",\"kid\":\"KID\"}",
                "{\"alg\":\"RS256\",\"typ\":\"at+jwt\",\"kid\":\"KID\"}{}",
                "{\"alg\":\"RS256\",\"typ\":\"at+jwt\",\"kid\":\"KID\"} x",
                "{\"alg\":\"RS256\",\"typ\":\"at+jwt\",\"kid\":\"KID\"",
                "{\"alg\":[\"RS256\"],\"typ\":\"at+jwt\",\"kid\":\"KID\"}",
                "{\"alg\":\"RS256\",\"typ\":[\"at+jwt\"],\"kid\":\"KID\"}",
                "{\"alg\":\"RS256\",\"typ\":\"at+jwt\",\"kid\":{}}",
                "{\"alg\":\"RS256\",\"typ\":\"at+jwt\"}",
                "{\"typ\":\"at+jwt\",\"kid\":\"KID\"}",
                "[{\"alg\":\"RS256\",\"typ\":\"at+jwt\",\"kid\":\"KID\"}]",
                "\"at+jwt\"",
                "null",
                "7",
                "{}",
                ""
            })
    @Tag("security-case-81")
    void refusesAHeaderThatIsNotOurs(String header) throws Exception {
        Secret hostile = forgedText(
                header.replace("KID", kidOf("RS256")), json(genuineClaims()), "RS256", ownPrivateKey("RS256"));

        assertThat(format.verify(hostile, NOON)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                ".",
                "..",
                "...",
                "....",
                "a",
                "a.b",
                "a.b.c",
                "\u0000.\u0000.\u0000",
                "e30.e30.",
                "e30.e30.e30"
            })
    @Tag("security-case-81")
    void refusesWhatIsNoTokenAtAll(String garbage) {
        assertThat(format.verify(Secret.of(garbage), NOON)).isEmpty();
    }

    @Test
    void refusesEveryOtherTextOfAGenuineToken() throws Exception {
        String token = genuine();
        List<String> others =
                new ArrayList<>(List.of(token + "=", token + ".", "." + token, token + "\n", " " + token));
        for (int at = 0; at < token.length(); at++) {
            char flipped = token.charAt(at) == 'A' ? 'B' : 'A';
            others.add(token.substring(0, at) + flipped + token.substring(at + 1));
        }

        assertThat(others)
                .allMatch(other -> format.verify(Secret.of(other), NOON).isEmpty());
    }

    private Secret forgedOfLength(int length, int roughPadding) throws Exception {
        for (int padding = roughPadding - 8; padding <= roughPadding + 8; padding++) {
            for (String more : List.of("", "y", "yy", "yyy")) {
                Secret token = forged(
                        with(header("RS256"), "y", more),
                        with(genuineClaims(), "x", "x".repeat(padding)),
                        "RS256",
                        ownPrivateKey("RS256"));
                if (token.length() == length) {
                    return token;
                }
            }
        }
        throw new AssertionError("no token has " + length + " characters");
    }

    private String genuine() {
        MintedAccessToken minted = format.mint(new Drafts().at(NOON));
        return minted.value().reveal();
    }

    private Map<String, Object> genuineClaims() throws Exception {
        String[] parts = genuine().split("\\.", -1);
        return new LinkedHashMap<>(JSONObjectUtils.parse(new Base64URL(parts[1]).decodeToString()));
    }

    private Map<String, Object> header(String alg) {
        return new LinkedHashMap<>(Map.of("alg", alg, "typ", "at+jwt", "kid", kidOf(alg)));
    }

    private String kidOf(String alg) {
        return ring.activeSignatureKey(SignatureAlgorithm.find(alg).orElseThrow(), NOON)
                .kid();
    }

    private KeyPair ownKeys(String alg) {
        return Objects.requireNonNull(ownKeys.get(kidOf(alg)));
    }

    private PrivateKey ownPrivateKey(String alg) {
        return ownKeys(alg).getPrivate();
    }

    private Secret encrypted(JWEAlgorithm algorithm, String content) throws Exception {
        JWEObject jwe = new JWEObject(
                new JWEHeader.Builder(algorithm, EncryptionMethod.A128GCM)
                        .contentType("JWT")
                        .keyID(kidOf("RS256"))
                        .build(),
                new Payload(content));
        jwe.encrypt(new RSAEncrypter((RSAPublicKey) ownKeys("RS256").getPublic()));
        return Secret.of(jwe.serialize());
    }

    private static Secret forged(Map<String, Object> header, Map<String, Object> claims, String alg, Key key)
            throws Exception {
        return forgedText(json(header), json(claims), alg, key);
    }

    private static Secret forgedText(String header, String claims, String alg, Key key) throws Exception {
        String signingInput = encoded(header) + '.' + encoded(claims);
        byte[] signature = Jca.sign(alg, key, signingInput.getBytes(US_ASCII));
        return Secret.of(signingInput + '.' + Base64URL.encode(signature));
    }

    private static Map<String, Object> with(Map<String, Object> members, String name, Object value) {
        Map<String, Object> changed = new LinkedHashMap<>(members);
        changed.put(name, value);
        return changed;
    }

    private static String json(Map<String, Object> members) {
        return JSONObjectUtils.toJSONString(members);
    }

    private static String encoded(String text) {
        return Base64URL.encode(text).toString();
    }

    private static KeyPair keyPairOf(JWK jwk) {
        List<Key> keys = KeyConverter.toJavaKeys(List.of(jwk));
        PublicKey publicKey = null;
        PrivateKey privateKey = null;
        for (Key key : keys) {
            if (key instanceof PublicKey found) {
                publicKey = found;
            } else if (key instanceof PrivateKey found) {
                privateKey = found;
            }
        }
        return new KeyPair(publicKey, privateKey);
    }

    private static KeyPair newRsaKeys() {
        try {
            KeyPairGenerator generator = KeyPairGenerator.getInstance("RSA");
            generator.initialize(2048);
            return generator.generateKeyPair();
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
