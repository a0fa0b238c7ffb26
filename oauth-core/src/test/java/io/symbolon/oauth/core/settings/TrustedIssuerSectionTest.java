// SPDX-License-Identifier: Apache-2.0
package io.symbolon.oauth.core.settings;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.symbolon.oauth.api.Claims;
import io.symbolon.oauth.api.ClientId;
import io.symbolon.oauth.api.Secret;
import io.symbolon.oauth.api.Subject;
import io.symbolon.oauth.api.assertion.TrustedIssuer;
import io.symbolon.oauth.core.AssertionText;
import java.util.Optional;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@DisplayName("assertions in a configuration")
final class TrustedIssuerSectionTest {

    private static final String KEYS = AssertionText.jwksOf(AssertionText.newKey("k-1"));
    private static final ConfigurationReader READER = ConfigurationReader.of(
            name -> name.equals("SECRET") ? Optional.of("a-secret-with-more-than-32-characters") : Optional.empty(),
            path -> "");

    private static Configuration read(String sections) {
        return READER.read("{\"issuer\": \"https://as.example\", \"scopes\": {\"a\": \"A\"}, " + sections + "}");
    }

    private static Configuration issuers(String members) {
        return read("\"trusted_issuers\": [{" + members + "}]");
    }

    @Test
    void areTrustedForWhatIsWritten() {
        TrustedIssuer issuer = issuers("\"issuer\": \"https://p.example\", \"jwks\": " + KEYS
                        + ", \"subject_prefix\": \"p:\", \"scope\": \"a\", \"clients\": [\"c\"]")
                .trustedIssuers()
                .get(0);

        assertThat(issuer.issuer()).isEqualTo("https://p.example");
        assertThat(issuer.jwks()).isPresent();
        assertThat(issuer.scopes()).hasToString("a");
        assertThat(issuer.clients()).containsExactly(new ClientId("c"));
        assertThat(issuer.subjects().find("x", Claims.none())).contains(Subject.ofAccount("p:x"));
    }

    @Test
    void mayPublishTheirKeys() {
        TrustedIssuer issuer = issuers(
                        "\"issuer\": \"i\", \"jwks_uri\": \"https://p.example/keys\", \"subject_prefix\": \"\"")
                .trustedIssuers()
                .get(0);

        assertThat(issuer.jwksUri()).hasToString("Optional[https://p.example/keys]");
        assertThat(issuer.clients()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "\"issuer\": \"i\", \"subject_prefix\": \"\"                                    | write one of jwks and jwks_uri",
                "\"issuer\": \"i\", \"jwks_uri\": \"https://p.example\"                         | subject_prefix is missing",
                "\"subject_prefix\": \"\", \"jwks_uri\": \"https://p.example\"                  | issuer is missing",
                "\"issuer\": \"i\", \"subject_prefix\": \"\", \"jwks_uri\": \"http://p.example\" | a JWKS URI is an https URI",
                "\"issuer\": \"i\", \"subject_prefix\": \"\", \"jwks_uri\": \"https://p.example\", \"scope\": \"b\" | the scope 'b' is not declared",
                "\"issuer\": \"i\", \"subject_prefix\": \"\", \"jwks\": {\"keys\": [{\"kty\": \"oct\", \"k\": \"AAAA\"}]} | private or symmetric",
                "\"issuer\": \"i\", \"subject_prefix\": \"\", \"jwks_url\": \"https://p.example\" | did you mean"
            })
    void areRefusedWithWhatToWriteInstead(String members, String message) {
        assertThatThrownBy(() -> issuers(members))
                .isInstanceOf(ConfigurationException.class)
                .hasMessageContaining(message);
    }

    @Test
    void nameAnIssuerOnce() {
        String issuer = "{\"issuer\": \"i\", \"jwks_uri\": \"https://p.example\", \"subject_prefix\": \"\"}";

        assertThatThrownBy(() -> read("\"trusted_issuers\": [" + issuer + "," + issuer + "]"))
                .hasMessageContaining("declared further up");
    }

    @Test
    void keepTheSecretOfAClientInClearOnlyWhereItMakesAnHmac() {
        Configuration configuration = read("\"clients\": ["
                + "{\"client_id\": \"mac\", \"client_secret\": \"${SECRET}\", \"grant_types\": [],"
                + " \"token_endpoint_auth_method\": \"client_secret_jwt\"},"
                + "{\"client_id\": \"basic\", \"client_secret\": \"${SECRET}\", \"grant_types\": []}]");

        assertThat(configuration.clientMacSecrets().secretsOf(new ClientId("mac")))
                .containsExactly(Secret.of("a-secret-with-more-than-32-characters"));
        assertThat(configuration.clientMacSecrets().secretsOf(new ClientId("basic")))
                .isEmpty();
        assertThat(configuration.toString()).doesNotContain("a-secret-with");
    }

    @Test
    void giveAClientItsKeysByUri() {
        Configuration configuration = read("\"clients\": [{\"client_id\": \"c\", \"grant_types\": [],"
                + " \"token_endpoint_auth_method\": \"private_key_jwt\", \"jwks_uri\": \"https://c.example/keys\"}]");

        assertThat(configuration.clients().get(0).jwksUri()).isPresent();
    }
}
