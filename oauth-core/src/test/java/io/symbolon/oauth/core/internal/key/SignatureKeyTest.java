// SPDX-License-Identifier: Apache-2.0
package io.symbolon.oauth.core.internal.key;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import com.nimbusds.jose.jwk.OctetKeyPair;
import com.nimbusds.jose.util.Base64URL;
import io.symbolon.oauth.api.Secret;
import io.symbolon.oauth.api.token.SigningKey;
import java.math.BigInteger;
import java.time.Instant;
import java.util.Arrays;
import java.util.Optional;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class SignatureKeyTest {

    private static final Instant NOON = Instant.parse("2026-03-01T12:00:00Z");
    private static final byte[] INPUT = "header.payload".getBytes(US_ASCII);

    @ParameterizedTest
    @EnumSource
    void verifiesWhatItSigned(SignatureAlgorithm algorithm) {
        SignatureKey key = newKey(algorithm);

        byte[] signature = key.sign(INPUT);

        assertThat(key.verify(INPUT, signature)).isTrue();
    }

    @ParameterizedTest
    @EnumSource
    void refusesAnotherInput(SignatureAlgorithm algorithm) {
        SignatureKey key = newKey(algorithm);

        byte[] signature = key.sign(INPUT);

        assertThat(key.verify("header.payloaD".getBytes(US_ASCII), signature)).isFalse();
    }

    @ParameterizedTest
    @EnumSource
    void refusesTheSignatureOfAnotherKey(SignatureAlgorithm algorithm) {
        byte[] signature = newKey(algorithm).sign(INPUT);

        assertThat(newKey(algorithm).verify(INPUT, signature)).isFalse();
    }

    @ParameterizedTest
    @EnumSource
    void refusesWhatIsNoSignatureAtAll(SignatureAlgorithm algorithm) {
        SignatureKey key = newKey(algorithm);
        byte[] signature = key.sign(INPUT);

        assertThat(key.verify(INPUT, new byte[0])).isFalse();
        assertThat(key.verify(INPUT, new byte[] {1})).isFalse();
        assertThat(key.verify(INPUT, new byte[signature.length])).isFalse();
        assertThat(key.verify(INPUT, Arrays.copyOf(signature, signature.length + 1)))
                .isFalse();
        assertThat(key.verify(INPUT, Arrays.copyOf(signature, signature.length - 1)))
                .isFalse();
    }

    @Test
    @Tag("CVE-2022-21449")
    void refusesAnEcdsaSignatureOfZeros() {
        SignatureKey key = newKey(SignatureAlgorithm.ES256);

        assertThat(key.verify(INPUT, new byte[64])).isFalse();
    }

    @ParameterizedTest
    @EnumSource
    void printsItsNameOnly(SignatureAlgorithm algorithm) {
        SignatureKey key = newKey(algorithm);

        assertThat(key).hasToString(key.kid());
    }

    @Nested
    @DisplayName("RFC 8037 Appendix A.4 and A.5")
    class Rfc8037AppendixA {

        private static final String JWK = "{\"kty\":\"OKP\",\"crv\":\"Ed25519\",\"kid\":\"a\","
                + "\"d\":\"nWGxne_9WmC6hEr0kuwsxERJxWl7MmkZcDusAxyuf2A\","
                + "\"x\":\"11qYAYKxCrfVS_7TyWQHOg7hcvPapiMlrwIaaPcHURo\"}";
        private static final byte[] SIGNING_INPUT =
                "eyJhbGciOiJFZERTQSJ9.RXhhbXBsZSBvZiBFZDI1NTE5IHNpZ25pbmc".getBytes(US_ASCII);
        private static final String SIGNATURE =
                "hgyY0il_MGCjP0JzlnLWG1PPOt7-09PGcvMg3AIbQR6dWbhijcNR4ki4iylGjg5BhVsPt9g7sVvpAr_MuM0KAg";

        private final SignatureKey key = SignatureKey.of(
                new SigningKey("a", SigningKey.Use.SIGNATURE, "EdDSA", Secret.of(JWK), NOON, NOON),
                SignatureAlgorithm.EDDSA);

        @Test
        void signsAsTheExampleDoes() {
            assertThat(Base64URL.encode(key.sign(SIGNING_INPUT))).hasToString(SIGNATURE);
        }

        @Test
        void verifiesTheExample() {
            assertThat(key.verify(SIGNING_INPUT, new Base64URL(SIGNATURE).decode()))
                    .isTrue();
        }

        @Test
        void refusesTheOtherNumbersThatEqualTheSame() {
            byte[] signature = new Base64URL(SIGNATURE).decode();
            BigInteger order = BigInteger.TWO.pow(252).add(new BigInteger("27742317777372353535851937790883648493"));

            byte[] other = plusLittleEndian(signature, order);

            assertThat(key.verify(SIGNING_INPUT, other)).isFalse();
        }

        /** Adds to S, the second half of the signature. */
        private static byte[] plusLittleEndian(byte[] signature, BigInteger addend) {
            byte[] sum = signature.clone();
            BigInteger carried = addend;
            for (int i = 32; i < 64; i++) {
                carried = carried.add(BigInteger.valueOf(signature[i] & 0xFF));
                sum[i] = carried.byteValue();
                carried = carried.shiftRight(8);
            }
            return sum;
        }

        /** Keys whose y has leading zeros, and both signs of x, turn up among a few. */
        @RepeatedTest(20)
        void readsTheKeysThatItMakes() throws Exception {
            SigningKey row = new NewKey(NOON, NOON).forSignature(SignatureAlgorithm.EDDSA, 2048);

            OctetKeyPair jwk = OctetKeyPair.parse(row.jwk().reveal());
            SignatureKey read = SignatureKey.of(row, SignatureAlgorithm.EDDSA);

            assertThat(jwk.getDecodedX()).hasSize(32);
            assertThat(read.verify(INPUT, read.sign(INPUT))).isTrue();
        }
    }

    @Nested
    @DisplayName("with a provider that is not the platform's")
    class OtherProvider {

        private final SigningKey row = new NewKey(NOON, NOON).forSignature(SignatureAlgorithm.ES256, 2048);

        @Test
        void letsItSignAndVerify() {
            OtherSignatures provider = new OtherSignatures(signature -> signature);
            SignatureKey key = SignatureKey.of(row, SignatureAlgorithm.ES256, Optional.of(provider));
            int before = provider.uses();

            assertThat(key.verify(INPUT, key.sign(INPUT))).isTrue();

            assertThat(provider.uses()).isEqualTo(before + 2);
        }

        @Test
        void staysWithThePlatformWhereItLacksTheAlgorithm() {
            OtherSignatures provider = new OtherSignatures(signature -> signature);
            SigningKey rsa = new NewKey(NOON, NOON).forSignature(SignatureAlgorithm.RS256, 2048);

            SignatureKey key = SignatureKey.of(rsa, SignatureAlgorithm.RS256, Optional.of(provider));

            assertThat(key.verify(INPUT, key.sign(INPUT))).isTrue();
            assertThat(provider.uses()).isZero();
        }

        @Test
        void staysWithThePlatformWhereItUnderstandsTheAlgorithmOtherwise() {
            OtherSignatures provider = new OtherSignatures(signature -> {
                byte[] other = signature.clone();
                other[other.length - 1] ^= 1;
                return other;
            });

            SignatureKey key = SignatureKey.of(row, SignatureAlgorithm.ES256, Optional.of(provider));
            int before = provider.uses();

            assertThat(SignatureKey.of(row, SignatureAlgorithm.ES256).verify(INPUT, key.sign(INPUT)))
                    .isTrue();
            assertThat(provider.uses()).isEqualTo(before);
        }
    }

    private static SignatureKey newKey(SignatureAlgorithm algorithm) {
        return SignatureKey.of(new NewKey(NOON, NOON).forSignature(algorithm, 2048), algorithm);
    }
}
