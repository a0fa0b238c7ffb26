// SPDX-License-Identifier: Apache-2.0
package io.symbolon.oauth.core.settings;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.symbolon.oauth.api.ClientId;
import java.util.Optional;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@DisplayName("SAML issuers in a configuration")
final class SamlIssuerSectionTest {

    private static final String CERTIFICATE = """
            -----BEGIN CERTIFICATE-----\\n\
            MIIBgzCCASmgAwIBAgIUcpLWzLBSn4dW2B+tsLx63SFYB9kwCgYIKoZIzj0EAwIw\\n\
            FjEUMBIGA1UEAwwLaWRwLmV4YW1wbGUwIBcNMjYxMTMwMDIzMDE0WhgPMjEyNjEx\\n\
            MDYwMjMwMTRaMBYxFDASBgNVBAMMC2lkcC5leGFtcGxlMFkwEwYHKoZIzj0CAQYI\\n\
            KoZIzj0DAQcDQgAECUB7FkobBLTK/lnJile9DBFZlNrfWjAiM005nUcMPk7/nAUB\\n\
            e7AzFyqQxHth0jTgpr/jkdVGGkSWvL7PFqM2ZKNTMFEwHQYDVR0OBBYEFKeAjuyX\\n\
            Z5tF1A/ETM/suwTA90rOMB8GA1UdIwQYMBaAFKeAjuyXZ5tF1A/ETM/suwTA90rO\\n\
            MA8GA1UdEwEB/wQFMAMBAf8wCgYIKoZIzj0EAwIDSAAwRQIgIw8+RXIM5JFhgfUh\\n\
            9ERJ6oS+dJoQkToSr6KiTm2WT4oCIQCEmops2k9MjQPIZxj0DhVyIYJ0pnsEsp92\\n\
            A5iQU6dAgw==\\n\
            -----END CERTIFICATE-----""";
    private static final ConfigurationReader READER =
            ConfigurationReader.of(name -> Optional.empty(), path -> CERTIFICATE.replace("\\n", "\n"));

    private static Configuration issuers(String members) {
        return READER.read("{\"issuer\": \"https://as.example\", \"scopes\": {\"a\": \"A\"}, \"saml_issuers\": [{"
                + members + "}]}");
    }

    private static String certified(String members) {
        return "\"certificates\": [\"" + CERTIFICATE + "\"], " + members;
    }

    @Test
    void areTrustedForWhatIsWritten() {
        ConfiguredSamlIssuer issuer = issuers(
                        certified("\"issuer\": \"https://idp.example\", \"subject_prefix\": \"p:\","
                                + " \"audiences\": [\"urn:album\"], \"scope\": \"a\", \"clients\": [\"c\"]"))
                .samlIssuers()
                .get(0);

        assertThat(issuer.issuer()).isEqualTo("https://idp.example");
        assertThat(issuer.certificates())
                .extracting(certificate -> certificate.getPublicKey().getAlgorithm())
                .containsExactly("EC");
        assertThat(issuer.audiences()).containsExactly("urn:album");
        assertThat(issuer.subjectPrefix()).isEqualTo("p:");
        assertThat(issuer.scopes()).hasToString("a");
        assertThat(issuer.clients()).containsExactly(new ClientId("c"));
    }

    @Test
    void mayHaveTheirCertificateInAFile() {
        Configuration configuration =
                issuers("\"issuer\": \"i\", \"subject_prefix\": \"\", \"certificates\": [\"${file:idp.pem}\"]");

        assertThat(configuration.samlIssuers()).hasSize(1);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "\"issuer\": \"i\", \"subject_prefix\": \"\"                          | certificates is missing",
                "\"issuer\": \"i\", \"subject_prefix\": \"\", \"certificates\": []      | certificates is missing",
                "\"issuer\": \"i\", \"subject_prefix\": \"\", \"certificates\": [\"x\"] | no certificate can be read",
                "\"issuer\": \"i\", \"certificates\": [\"${file:idp.pem}\"]           | subject_prefix is missing",
                "\"subject_prefix\": \"\", \"certificates\": [\"${file:idp.pem}\"]    | issuer is missing",
                "\"issuer\": \"\", \"subject_prefix\": \"\", \"certificates\": [\"${file:idp.pem}\"] | has 1 to 1024 characters",
                "\"issuer\": \"i\", \"subject_prefix\": \"\", \"certificates\": [\"${file:idp.pem}\"], \"scope\": \"b\" | the scope 'b' is not declared",
                "\"issuer\": \"i\", \"subject_prefix\": \"\", \"certificate\": \"${file:idp.pem}\" | did you mean"
            })
    void areRefusedWithWhatToWriteInstead(String members, String message) {
        assertThatThrownBy(() -> issuers(members))
                .isInstanceOf(ConfigurationException.class)
                .hasMessageContaining(message);
    }

    @Test
    void nameAnIssuerOnce() {
        String issuer = certified("\"issuer\": \"i\", \"subject_prefix\": \"\"");

        assertThatThrownBy(() -> issuers(issuer + "}, {" + issuer)).hasMessageContaining("declared further up");
    }
}
