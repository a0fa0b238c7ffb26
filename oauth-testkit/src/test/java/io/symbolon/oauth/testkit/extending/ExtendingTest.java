// SPDX-License-Identifier: Apache-2.0
package io.symbolon.oauth.testkit.extending;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import com.google.inject.Module;
import com.google.inject.multibindings.Multibinder;
import io.symbolon.oauth.api.AccessDemand;
import io.symbolon.oauth.api.Body;
import io.symbolon.oauth.api.ClientId;
import io.symbolon.oauth.api.GrantType;
import io.symbolon.oauth.api.Request;
import io.symbolon.oauth.api.Response;
import io.symbolon.oauth.api.Secret;
import io.symbolon.oauth.api.client.Client;
import io.symbolon.oauth.api.client.HashedSecret;
import io.symbolon.oauth.api.grant.GrantHandler;
import io.symbolon.oauth.core.OAuthServer;
import io.symbolon.oauth.core.settings.Settings;
import io.symbolon.oauth.testkit.CodeFlow;
import io.symbolon.oauth.testkit.IssuedTokens;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Base64;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

class ExtendingTest {

    private static final Instant NOON = Instant.parse("2026-03-01T12:00:00Z");
    private static final Secret SECRET = Secret.of("a secret that the printer alone knows");
    private static final ClientId PRINTER = new ClientId("printer");

    private final OAuthServer server = builder(new AlbumModule()).build();
    private final CodeFlow printer = CodeFlow.of(server, PRINTER, SECRET).timedBy(() -> NOON);

    @AfterEach
    void stop() {
        server.close();
    }

    private static OAuthServer.Builder builder(Module... plugIns) {
        Settings settings = Settings.forIssuer("https://as.example.com")
                .loginPage("/login")
                .signingAlgorithms("ES256")
                .build();
        return OAuthServer.builder(settings)
                .install(plugIns)
                .scope("photos.read", "See your photos")
                .scope("photos.write", "Change your photos")
                .client(Client.confidential("gateway", ClientKeyHeader.CLIENT_KEY)
                        .secret(HashedSecret.sha256(SECRET))
                        .clientCredentials()
                        .scopes("photos.read")
                        .build())
                .client(Client.confidential(PRINTER.value(), SECRET)
                        .authorizationCode("https://printer.example.com/cb")
                        .responseType(PreviewResponseType.PREVIEW)
                        .accessTokenFormat("marked")
                        .scopes("photos.read", "photos.write")
                        .build())
                .clock(() -> NOON);
    }

    @Nested
    @DisplayName("a client authentication method")
    class Authentication {

        @Test
        void letsAClientInThatSendsItsKeyInTheHeader() {
            assertThat(tokenWithKey("gateway." + SECRET.reveal()).status()).isEqualTo(200);
        }

        @Test
        void refusesWrongAndMalformedKeys() {
            assertThat(tokenWithKey("gateway." + SECRET.reveal() + "x").status())
                    .isEqualTo(401);
            assertThat(tokenWithKey("gateway.short").status()).isEqualTo(401);
            assertThat(tokenWithKey("gateway").status()).isEqualTo(401);
        }

        @Test
        void refusesAClientThatIsRegisteredForAnotherMethod() {
            assertThat(tokenWithKey("printer." + SECRET.reveal()).status()).isEqualTo(401);
        }

        @Test
        void isListedInTheMetadata() {
            assertThat(metadata()).contains("client_key_header");
        }

        private Response tokenWithKey(String key) {
            return server.handle(Request.received("POST", "/token", NOON)
                    .secure(true)
                    .header("X-Client-Key", key)
                    .header("Content-Type", "application/x-www-form-urlencoded")
                    .body(Body.utf8("grant_type=client_credentials"))
                    .build());
        }
    }

    @Nested
    @DisplayName("a token format")
    class TokenFormat {

        @Test
        void marksTokensThatWorkLikeOthers() {
            String token = printer.tokensFor("alice").accessToken();

            assertThat(token).startsWith("album_");
            assertThat(isAlive(token)).isTrue();
        }
    }

    @Nested
    @DisplayName("a response type")
    class Preview {

        @Test
        void givesACodeForLookingOnly() {
            IssuedTokens tokens = printer.with("response_type", "preview").tokensFor("alice");

            assertThat(tokens.scopes()).hasToString("photos.read");
        }

        @Test
        void isListedInTheMetadata() {
            assertThat(metadata()).contains("\"preview\"");
        }
    }

    @Nested
    @DisplayName("an endpoint")
    class Emergency {

        @Test
        void endsAllTokensOfTheClient() {
            String token = printer.tokensFor("alice").accessToken();

            Response response = post("printer:a+secret+that+the+printer+alone+knows");

            assertThat(response.status()).isEqualTo(204);
            assertThat(isAlive(token)).isFalse();
        }

        @Test
        void asksWhoCalls() {
            String token = printer.tokensFor("alice").accessToken();

            Response response = post("printer:wrong");

            assertThat(response.status()).isEqualTo(401);
            assertThat(isAlive(token)).isTrue();
        }

        @Test
        void isListedInTheMetadata() {
            assertThat(metadata()).contains("\"emergency_endpoint\":\"https://as.example.com/emergency\"");
        }

        private Response post(String credentials) {
            String basic = Base64.getEncoder().encodeToString(credentials.getBytes(StandardCharsets.UTF_8));
            return server.handle(Request.received("POST", "/emergency", NOON)
                    .secure(true)
                    .header("Authorization", "Basic " + basic)
                    .header("Content-Type", "application/x-www-form-urlencoded")
                    .build());
        }
    }

    @Nested
    @DisplayName("two plug-ins for one thing")
    class Twice {

        @Test
        void stopsTheStartAndNamesBothHandlersOfAGrantType() {
            OAuthServer.Builder twice = builder(installing(new OtherClientCredentials()));

            assertThatIllegalArgumentException()
                    .isThrownBy(twice::build)
                    .withMessageContaining(GrantType.CLIENT_CREDENTIALS.value())
                    .withMessageContaining("io.symbolon.oauth.core.grant.clientcredentials.ClientCredentialsGrant")
                    .withMessageContaining(OtherClientCredentials.class.getName());
        }

        private Module installing(GrantHandler handler) {
            return binder -> Multibinder.newSetBinder(binder, GrantHandler.class)
                    .addBinding()
                    .toInstance(handler);
        }
    }

    private String metadata() {
        return server.handle(Request.received("GET", "/.well-known/oauth-authorization-server", NOON)
                        .build())
                .body()
                .asUtf8();
    }

    private boolean isAlive(String token) {
        Request request = Request.received("GET", "/api", NOON)
                .header("Authorization", "Bearer " + token)
                .build();
        return server.authenticate(request.demanding(AccessDemand.of()))
                .access()
                .isPresent();
    }
}
