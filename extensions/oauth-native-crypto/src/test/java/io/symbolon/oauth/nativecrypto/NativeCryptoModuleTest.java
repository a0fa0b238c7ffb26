// SPDX-License-Identifier: Apache-2.0
package io.symbolon.oauth.nativecrypto;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.amazon.corretto.crypto.provider.AmazonCorrettoCryptoProvider;
import com.nimbusds.jose.JWSObject;
import com.nimbusds.jose.JWSVerifier;
import com.nimbusds.jose.crypto.ECDSAVerifier;
import com.nimbusds.jose.crypto.RSASSAVerifier;
import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.JWKSet;
import io.symbolon.oauth.core.OAuthServer;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.KeyFactory;
import java.security.Signature;
import java.security.spec.X509EncodedKeySpec;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class NativeCryptoModuleTest {

    // RFC 8410 §4: what stands before the 32 bytes of an Ed25519 key
    private static final byte[] ED25519_PREFIX = HexFormat.of().parseHex("302a300506032b6570032100");

    @ParameterizedTest
    @ValueSource(strings = {"RS256", "PS256", "ES256", "EdDSA"})
    void signsWhatThePlatformVerifies(String algorithm) throws Exception {
        assumeTrue(AmazonCorrettoCryptoProvider.INSTANCE.getLoadingError() == null);
        try (OAuthServer server = Tokens.server(algorithm)) {
            JWSObject token = JWSObject.parse(Tokens.accessToken(server));
            JWK key = JWKSet.parse(Tokens.jwks(server))
                    .getKeyByKeyId(token.getHeader().getKeyID());

            assertThat(Tokens.signatures(server).provider()).contains(AmazonCorrettoCryptoProvider.INSTANCE);
            assertThat(isVerifiedByThePlatform(token, key)).isTrue();
            assertThat(Tokens.isAccepted(server, token.serialize())).isTrue();
            assertThat(Tokens.isAccepted(server, tampered(token.serialize()))).isFalse();
        }
    }

    @Test
    void goesOnWithThePlatformAndSaysSoWhereTheLibraryDoesNotLoad() throws IOException, InterruptedException {
        List<String> command = List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Dcom.amazon.corretto.crypto.provider.useExternalLib=true",
                "-cp",
                System.getProperty("java.class.path"),
                Tokens.class.getName());

        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);

        assertThat(process.waitFor()).as(output).isZero();
        assertThat(output)
                .contains("token accepted: true")
                .contains("SignatureProviderUnavailable")
                .contains("does not load");
    }

    private static boolean isVerifiedByThePlatform(JWSObject token, JWK key) throws Exception {
        return switch (key.getKeyType().getValue()) {
            case "RSA" -> token.verify(new RSASSAVerifier(key.toRSAKey()));
            case "EC" -> token.verify((JWSVerifier) new ECDSAVerifier(key.toECKey()));
            default -> {
                byte[] x = key.toOctetKeyPair().getDecodedX();
                byte[] encoded = Arrays.copyOf(ED25519_PREFIX, ED25519_PREFIX.length + x.length);
                System.arraycopy(x, 0, encoded, ED25519_PREFIX.length, x.length);
                Signature signature = Signature.getInstance("Ed25519", "SunEC");
                signature.initVerify(
                        KeyFactory.getInstance("Ed25519", "SunEC").generatePublic(new X509EncodedKeySpec(encoded)));
                signature.update(token.getSigningInput());
                yield signature.verify(token.getSignature().decode());
            }
        };
    }

    /** The same token with another character in the middle of its signature. */
    private static String tampered(String token) {
        int at = (token.lastIndexOf('.') + token.length()) / 2;
        char other = token.charAt(at) == 'A' ? 'B' : 'A';
        return Stream.of(token.substring(0, at), String.valueOf(other), token.substring(at + 1))
                .reduce("", String::concat);
    }
}
