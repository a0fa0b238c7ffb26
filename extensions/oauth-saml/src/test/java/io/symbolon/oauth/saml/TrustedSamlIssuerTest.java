// SPDX-License-Identifier: Apache-2.0
package io.symbolon.oauth.saml;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.symbolon.oauth.api.assertion.SubjectMapping;
import java.security.PublicKey;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

final class TrustedSamlIssuerTest {

    // a certificate that signed itself, for a key of P-256; good for one day in 2026
    private static final String CERTIFICATE = """
            -----BEGIN CERTIFICATE-----
            MIIBiTCCAS+gAwIBAgIUEbh9tNQG2cjrv8bZY2gLSw7gCNgwCgYIKoZIzj0EAwIw
            GjEYMBYGA1UEAwwPcGFydG5lci5leGFtcGxlMB4XDTI2MTEzMDAxMDYwMFoXDTI2
            MTIwMTAxMDYwMFowGjEYMBYGA1UEAwwPcGFydG5lci5leGFtcGxlMFkwEwYHKoZI
            zj0CAQYIKoZIzj0DAQcDQgAEU0/bypXtCvmLbG2G4GLJjUoLJbGZ3+G9CDN8iFNl
            lLV2W03UMmQyOyowqFh2fJX0IAygXTdnaP/+UNW73zU83aNTMFEwHQYDVR0OBBYE
            FKk0Ec5XskBtBQs60FsKo1ZXnq0qMB8GA1UdIwQYMBaAFKk0Ec5XskBtBQs60FsK
            o1ZXnq0qMA8GA1UdEwEB/wQFMAMBAf8wCgYIKoZIzj0EAwIDSAAwRQIhAIpMrDon
            WhWDj09von+TK76dWvLL32DEOxr9dDHI9M3yAiBlXIbFj3hxzJb4EfiUl54v0cL/
            SvIWtLAPuHneUMFvUw==
            -----END CERTIFICATE-----
            """;

    @Test
    void takesTheKeyOfACertificate() {
        TrustedSamlIssuer issuer = TrustedSamlIssuer.named("https://partner.example")
                .certificate(CERTIFICATE)
                .subjects(SubjectMapping.toAccount(""))
                .build();

        assertThat(issuer.keys()).extracting(PublicKey::getAlgorithm).containsExactly("EC");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "no certificate", "-----BEGIN CERTIFICATE-----\nAAAA\n-----END CERTIFICATE-----"})
    void refusesWhatIsNoCertificate(String pem) {
        assertThatThrownBy(
                        () -> TrustedSamlIssuer.named("https://partner.example").certificate(pem))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("BEGIN CERTIFICATE");
    }

    static Stream<PublicKey> weak() {
        return Stream.of(
                SamlText.newKey("RSA", 1024).getPublic(),
                SamlText.newKey("DSA", 2048).getPublic(),
                SamlText.newKey("Ed25519", 255).getPublic());
    }

    @ParameterizedTest
    @MethodSource("weak")
    @Tag("threat-rfc7522-6-forged")
    void refusesAKeyThatNoSignatureIsVerifiedWith(PublicKey key) {
        assertThatThrownBy(
                        () -> TrustedSamlIssuer.named("https://partner.example").key(key))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("2048 bits");
    }

    @Test
    void needsAKey() {
        assertThatThrownBy(() -> TrustedSamlIssuer.named("https://partner.example")
                        .subjects(SubjectMapping.toAccount(""))
                        .build())
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("give a key or a certificate");
    }

    @Test
    void needsAMapping() {
        assertThatThrownBy(() -> TrustedSamlIssuer.named("https://partner.example")
                        .key(SamlText.KEY.getPublic())
                        .build())
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("who its people are here");
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1025})
    void hasANameOfALengthThatSamlAllows(int length) {
        assertThatThrownBy(() -> TrustedSamlIssuer.named("n".repeat(length)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("1 to 1024");
    }
}
