// SPDX-License-Identifier: Apache-2.0
package io.symbolon.oauth.core;

import static io.symbolon.oauth.core.ServerUnderTest.SECRET;
import static io.symbolon.oauth.core.ServerUnderTest.basic;
import static io.symbolon.oauth.core.ServerUnderTest.basicOf;
import static io.symbolon.oauth.core.ServerUnderTest.member;
import static org.assertj.core.api.Assertions.assertThat;

import io.symbolon.oauth.api.Body;
import io.symbolon.oauth.api.ClientAuthenticationMethod;
import io.symbolon.oauth.api.ClientId;
import io.symbolon.oauth.api.Response;
import io.symbolon.oauth.api.Secret;
import io.symbolon.oauth.api.client.Client;
import io.symbolon.oauth.api.client.HashedSecret;
import io.symbolon.oauth.api.event.OAuthEvent;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Who asks: exactly one proof, exactly one identity. */
class ClientAuthenticationTest {

    private static final String GRANT = "grant_type=client_credentials";

    private final ServerUnderTest server = ServerUnderTest.start(
            builder -> builder.client(Client.confidential("poster", ClientAuthenticationMethod.CLIENT_SECRET_POST)
                    .secret(HashedSecret.sha256(Secret.of(SECRET)))
                    .clientCredentials()
                    .scopes("photos.read")
                    .build()));

    @AfterEach
    void stop() {
        server.close();
    }

    @Nested
    @DisplayName("RFC 6749 §2.3 client authentication")
    class Rfc6749Section2_3 {

        @Test
        void acceptsTheRegisteredMethod() {
            assertThat(server.token(GRANT).status()).isEqualTo(200);
            assertThat(server.post("/oauth/token", "", GRANT + "&client_id=poster&client_secret=" + SECRET)
                            .status())
                    .isEqualTo(200);
        }

        @Test
        void refusesAMethodThatIsNotTheClients() {
            Response response = server.post("/oauth/token", basic("poster", SECRET), GRANT);

            assertThat(response.status()).isEqualTo(401);
            assertThat(response.header("WWW-Authenticate").orElseThrow()).startsWith("Basic realm=");
        }

        @ParameterizedTest
        @Tag("security-case-41")
        @Tag("CVE-2026-118669")
        @ValueSource(strings = {"/oauth/token", "/oauth/revoke", "/oauth/introspect", "/oauth/authenticate"})
        void refusesTwoIdentitiesEverywhere(String path) {
            Response response = server.post(path, basicOf("web"), GRANT + "&token=t&access_token=t&client_id=other");

            assertThat(member(response, "error")).isEqualTo("invalid_request");
        }

        @ParameterizedTest
        @Tag("security-case-42")
        @ValueSource(strings = {"/oauth/token", "/oauth/revoke", "/oauth/introspect", "/oauth/authenticate"})
        void refusesTwoMethodsEverywhere(String path) {
            Response response = server.post(
                    path, basicOf("web"), GRANT + "&token=t&access_token=t&client_id=web&client_secret=" + SECRET);

            assertThat(member(response, "error")).isEqualTo("invalid_request");
        }

        @Test
        @Tag("security-case-43")
        @Tag("CVE-2026-44476")
        void refusesAConfidentialClientWithoutItsSecret() {
            Response response = server.post("/oauth/token", "", GRANT + "&client_id=web");

            assertThat(member(response, "error")).isEqualTo("invalid_client");
        }

        @ParameterizedTest
        @Tag("security-case-6")
        @ValueSource(strings = {"/oauth/introspect", "/oauth/authenticate"})
        void refusesPublicClientsWhereTokensAreAskedAbout(String path) {
            Response response = server.post(path, "", "client_id=app&token=t&access_token=t");

            assertThat(response.status()).isEqualTo(401);
        }

        @ParameterizedTest
        @Tag("security-case-6")
        @ValueSource(strings = {"GET", "PUT", "DELETE", "PATCH", "HEAD"})
        void takesTokenRequestsByPostAlone(String method) {
            Response response = server.server.handle(server.request(method, "/oauth/token")
                    .header("Authorization", basicOf("web"))
                    .query(GRANT)
                    .build());

            assertThat(response.status()).isEqualTo(405);
            assertThat(response.header("Allow")).contains("POST");
        }

        @ParameterizedTest
        @Tag("security-case-47")
        @ValueSource(
                strings = {
                    "Basic",
                    "Basic ",
                    "Basic d2Vi",
                    "Basic d2ViOnNlY3JldA",
                    "Basic d2ViOnNlY3JldA===",
                    "Basic d2Vi OnNlY3JldA==",
                    "Basic d2ViOgBzZWNyZXQ=",
                    "Basic d2ViOiV6eg==",
                    "Basic OnNlY3JldA==",
                    "Basic d2ViOv9zZWNyZXQ=",
                    "Bearer d2ViOnNlY3JldA==",
                    "Digest username=web"
                })
        void refusesMalformedCredentials(String header) {
            Response response = server.post("/oauth/token", header, GRANT);

            assertThat(response.status()).isEqualTo(401);
            assertThat(member(response, "error")).isEqualTo("invalid_client");
        }

        @Test
        void refusesTwoAuthorizationHeaders() {
            Response response = server.server.handle(server.request("POST", "/oauth/token")
                    .header("Authorization", basicOf("web"))
                    .header("Authorization", basicOf("web"))
                    .header("Content-Type", "application/x-www-form-urlencoded")
                    .body(Body.utf8(GRANT))
                    .build());

            assertThat(member(response, "error")).isEqualTo("invalid_client");
        }

        @Test
        void refusesASecretInTheUri() {
            Response response = server.server.handle(server.request("POST", "/oauth/token")
                    .query("client_secret=" + SECRET)
                    .header("Content-Type", "application/x-www-form-urlencoded")
                    .body(Body.utf8(GRANT + "&client_id=poster&client_secret=" + SECRET))
                    .build());

            assertThat(member(response, "error")).isEqualTo("invalid_request");
        }

        @Test
        void refusesInactiveClients() {
            server.server.clients().replace(ServerUnderTest.web().active(false).build());

            assertThat(member(server.token(GRANT), "error")).isEqualTo("invalid_client");
        }
    }

    @Nested
    @DisplayName("Guessing")
    class Guessing {

        @ParameterizedTest
        @Tag("security-case-84")
        @CsvSource({"web, wrong-secret", "nobody, wrong-secret", "app, wrong-secret"})
        void tellsNothingAboutWhichPartWasWrong(String client, String secret) {
            Response response = server.post("/oauth/token", basic(client, secret), GRANT);

            assertThat(response.body().asUtf8())
                    .isEqualTo("{\"error\":\"invalid_client\",\"error_description\":\"client authentication failed\"}");
            assertThat(response.status()).isEqualTo(401);
        }

        @Test
        void isSlowedDown() {
            for (int i = 0; i < 6; i++) {
                server.post("/oauth/token", basic("web", "guess-" + i), GRANT);
            }

            Response slowed = server.token(GRANT);

            assertThat(slowed.status()).isEqualTo(429);
            assertThat(slowed.header("Retry-After")).isPresent();
            server.pass(Duration.ofMinutes(1));
            assertThat(server.token(GRANT).status()).isEqualTo(200);
        }

        @Test
        void elsewhereDoesNotLockOutWhoHasTheSecret() {
            for (int i = 0; i < 50; i++) {
                server.post("/oauth/token", basic("web", "guess-" + i), GRANT);
            }

            Response elsewhere = server.server.handle(server.request("POST", "/oauth/token")
                    .remoteAddress("198.51.100.1")
                    .header("Authorization", basicOf("web"))
                    .header("Content-Type", "application/x-www-form-urlencoded")
                    .body(Body.utf8(GRANT))
                    .build());

            assertThat(elsewhere.status()).isEqualTo(200);
        }

        @Test
        void isAnEvent() {
            server.post("/oauth/token", basic("nobody", "guess"), GRANT);

            server.server.close();

            assertThat(server.events)
                    .filteredOn(OAuthEvent.ClientAuthenticationFailed.class::isInstance)
                    .singleElement()
                    .extracting("claimedClient", "rule", "remoteAddress")
                    .containsExactly("nobody", "unknown-client", "203.0.113.7");
        }
    }

    @Nested
    @DisplayName("Clients' tokens")
    class ClientsTokens {

        @Test
        void endWhenTheClientIsRemovedDeactivatedOrRevoked() {
            String first = member(server.token(GRANT), "access_token");
            server.server.revocations().revokeAllOf(new ClientId("web"));
            boolean afterRevocation = server.isAlive(first);
            server.pass(Duration.ofMillis(5));
            String second = member(server.token(GRANT), "access_token");
            boolean issuedLater = server.isAlive(second);
            server.server.clients().remove(new ClientId("web"));

            assertThat(afterRevocation).isFalse();
            assertThat(issuedLater).isTrue();
            assertThat(server.isAlive(second)).isFalse();
        }
    }
}
