// SPDX-License-Identifier: Apache-2.0
package io.symbolon.oauth.core;

import static io.symbolon.oauth.core.ServerUnderTest.ALICE;
import static io.symbolon.oauth.core.ServerUnderTest.member;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.inject.AbstractModule;
import com.google.inject.Module;
import io.symbolon.oauth.api.Claims;
import io.symbolon.oauth.api.GrantType;
import io.symbolon.oauth.api.Response;
import io.symbolon.oauth.api.ResponseType;
import io.symbolon.oauth.api.Secret;
import io.symbolon.oauth.api.Subject;
import io.symbolon.oauth.api.account.Account;
import io.symbolon.oauth.api.account.Accounts;
import io.symbolon.oauth.api.client.Client;
import io.symbolon.oauth.api.event.OAuthEvent;
import io.symbolon.oauth.core.grant.implicit.ImplicitGrantModule;
import io.symbolon.oauth.core.grant.password.PasswordGrantModule;
import io.symbolon.oauth.core.memory.InMemoryRowCounts;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.logging.Handler;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The grants that OAuth 2.1 leaves out, for whoever still needs them. */
class LegacyGrantsTest {

    private final People people = new People();
    private final ServerUnderTest server = ServerUnderTest.start(
            builder -> builder.install(new PasswordGrantModule(), new ImplicitGrantModule(), people)
                    .client(oldApp().build()));

    @AfterEach
    void stop() {
        server.close();
    }

    static Client.Builder oldApp() {
        return Client.publicClient("old-app")
                .grantType(GrantType.PASSWORD)
                .grantType(GrantType.REFRESH_TOKEN)
                .grantType(GrantType.IMPLICIT)
                .responseType(ResponseType.TOKEN)
                .redirectUri("https://old-app.example.com/cb")
                .scopes("photos.read", "photos.write");
    }

    static ServerUnderTest.Browser openImplicitly(ServerUnderTest server, String more) {
        return server.browser()
                .openWith("response_type=token&client_id=old-app&state=s-1"
                        + "&redirect_uri=https%3A%2F%2Fold-app.example.com%2Fcb" + more);
    }

    private Response signIn(String username, String password) {
        return server.post(
                "/oauth/token",
                "",
                "client_id=old-app&grant_type=password&username=" + username + "&password=" + password);
    }

    private Map<String, Long> rows() {
        return server.server.part(InMemoryRowCounts.class).byKind();
    }

    /** Alice, and a bug: an account that has the identifier of a client. */
    private static final class People extends AbstractModule implements Accounts {

        private int asked;

        @Override
        protected void configure() {
            bind(Accounts.class).toInstance(this);
        }

        @Override
        public Optional<Account> authenticate(String username, Secret password) {
            asked++;
            boolean known = username.equals("alice") || username.equals("web");
            return known && password.equals(Secret.of("right-password"))
                    ? Optional.of(new Account(Subject.ofAccount(username), Claims.of(Map.of("name", "Alice"))))
                    : Optional.empty();
        }
    }

    @Nested
    @DisplayName("RFC 6749 §4.3 resource owner password credentials")
    class Section4_3 {

        @Test
        void issuesTokensToWhoeverHasThePassword() {
            Response tokens = signIn("alice", "right-password&scope=photos.read");

            assertThat(server.use(member(tokens, "access_token"), "photos.read")
                            .access()
                            .orElseThrow())
                    .satisfies(access -> {
                        assertThat(access.subject()).isEqualTo(ALICE);
                        assertThat(access.claims().asMap()).containsEntry("name", "Alice");
                    });
            assertThat(server.refreshAs("old-app", member(tokens, "refresh_token"))
                            .status())
                    .isEqualTo(200);
        }

        @Test
        @Tag("security-case-84")
        void tellsNotWhetherTheAccountExists() {
            Response unknown = signIn("nobody", "right-password");
            Response wrong = signIn("alice", "wrong-password");

            assertThat(unknown.status()).isEqualTo(400);
            assertThat(unknown.body().asUtf8()).isEqualTo(wrong.body().asUtf8());
            assertThat(people.asked).as("the application hashes in either case").isEqualTo(2);
            assertThat(rows()).containsEntry("grants", 0L);
            assertThat(server.events).noneMatch(OAuthEvent.TokensIssued.class::isInstance);
        }

        @Test
        @DisplayName("§4.3.2: protects the endpoint against brute force")
        void makesWhoGuessesWait() {
            for (int i = 0; i < 5; i++) {
                signIn("alice", "guess-" + i);
            }

            Response sixth = signIn("alice", "right-password");
            server.pass(Duration.ofSeconds(1));

            assertThat(sixth.status()).isEqualTo(429);
            assertThat(sixth.header("Retry-After")).contains("1");
            assertThat(people.asked).as("the application is not asked").isEqualTo(5);
            assertThat(signIn("alice", "right-password").status()).isEqualTo(200);
        }

        @Test
        void countsUnknownNamesToo() {
            for (int i = 0; i < 5; i++) {
                signIn("nobody", "guess-" + i);
            }

            assertThat(signIn("nobody", "guess").status()).isEqualTo(429);
        }

        @Test
        void countsAllSpellingsOfAName() {
            for (String spelling : List.of("nobody", "Nobody", "NOBODY", "nobodY", "+nobody")) {
                signIn(spelling, "guess");
            }

            assertThat(signIn("NoBody", "guess").status()).isEqualTo(429);
        }

        @Test
        void countsForEachNameAlone() {
            for (int i = 0; i < 6; i++) {
                signIn("nobody", "guess-" + i);
            }

            assertThat(signIn("alice", "right-password").status()).isEqualTo(200);
        }

        @Test
        void countsNoRequestThatIsRefusedForAnotherReason() {
            for (int i = 0; i < 6; i++) {
                assertThat(member(signIn("alice", "right-password&scope=admin"), "error"))
                        .isEqualTo("invalid_scope");
            }

            assertThat(signIn("alice", "right-password").status()).isEqualTo(200);
        }

        @Test
        @Tag("security-case-46")
        void neverIssuesToAnAccountThatIsNamedLikeAClient() {
            Response response = signIn("web", "right-password");

            assertThat(response.status()).isEqualTo(500);
            assertThat(rows()).containsEntry("grants", 0L);
        }

        @Test
        void refusesAClientThatIsNotRegisteredForIt() {
            Response response = server.token("grant_type=password&username=alice&password=right-password");

            assertThat(member(response, "error")).isEqualTo("unauthorized_client");
            assertThat(people.asked).isZero();
        }

        @Test
        void needsTheApplicationsAccounts() {
            assertThatThrownBy(() -> ServerUnderTest.start(builder -> builder.install(new PasswordGrantModule())))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageContaining("Accounts");
        }
    }

    @Nested
    @DisplayName("RFC 6749 §4.2 implicit")
    class Section4_2 {

        @Test
        @DisplayName("§4.2.2: the token stands in the fragment, and no refresh token with it")
        void answersInTheFragmentWithoutARefreshToken() {
            ServerUnderTest.Browser browser = openImplicitly(server, "&scope=photos.read")
                    .logIn()
                    .resume()
                    .consent("approve");

            String location = browser.last().header("Location").orElseThrow();

            assertThat(location)
                    .startsWith("https://old-app.example.com/cb#access_token=")
                    .contains(
                            "&token_type=Bearer&expires_in=3600&scope=photos.read&state=s-1&iss=https%3A%2F%2Fas.example.com%2Foauth")
                    .doesNotContain("?", "refresh_token", "code=");
            assertThat(server.use(browser.parameter("access_token"), "photos.read")
                            .access()
                            .orElseThrow()
                            .subject())
                    .isEqualTo(ALICE);
        }

        @Test
        @DisplayName("§4.2.2.1: errors stand in the fragment too")
        void tellsErrorsInTheFragment() {
            ServerUnderTest.Browser denied =
                    openImplicitly(server, "").logIn().resume().consent("deny");
            ServerUnderTest.Browser malformed = openImplicitly(server, "&scope=admin");

            assertThat(denied.last().header("Location").orElseThrow())
                    .startsWith("https://old-app.example.com/cb#error=access_denied&");
            assertThat(malformed.last().header("Location").orElseThrow())
                    .startsWith("https://old-app.example.com/cb#error=invalid_scope&");
        }

        @ParameterizedTest
        @DisplayName("OAuth 2.0 Multiple Response Types §3.0: never in the query")
        @ValueSource(strings = {"query", "form_post"})
        void refusesAnotherMode(String mode) {
            ServerUnderTest.Browser browser = openImplicitly(server, "&response_mode=" + mode);

            assertThat(browser.last().header("Location").orElseThrow())
                    .startsWith("https://old-app.example.com/cb#error=invalid_request&");
        }

        @Test
        void takesNoCodeWithoutAChallengeBecauseOfIt() {
            Response response = server.get(
                    "/oauth/authorize",
                    "response_type=code&client_id=web&redirect_uri=https%3A%2F%2Fweb.example.com%2Fcb&state=s");

            assertThat(response.header("Location").orElseThrow())
                    .startsWith("https://web.example.com/cb?error=invalid_request&");
        }

        @Test
        void refusesAClientThatIsNotRegisteredForIt() {
            ServerUnderTest.Browser browser = server.browser()
                    .openWith("response_type=token&client_id=web&redirect_uri=https%3A%2F%2Fweb.example.com%2Fcb");

            assertThat(browser.last().header("Location").orElseThrow())
                    .startsWith("https://web.example.com/cb#error=unauthorized_client&");
        }

        @Test
        void isNoGrantOfTheTokenEndpoint() {
            Response response = server.post("/oauth/token", "", "client_id=old-app&grant_type=implicit");

            assertThat(member(response, "error")).isEqualTo("unsupported_grant_type");
        }

        @Test
        void isInTheMetadata() {
            String metadata = server.get("/oauth/.well-known/oauth-authorization-server", "")
                    .body()
                    .asUtf8();

            assertThat(metadata)
                    .contains(
                            "\"response_types_supported\":[\"code\",\"token\"]",
                            "\"response_modes_supported\":[\"query\",\"fragment\"]",
                            "\"implicit\"");
        }

        @Test
        void endsWithItsGrant() {
            String token = openImplicitly(server, "")
                    .logIn()
                    .resume()
                    .consent("approve")
                    .parameter("access_token");

            server.server.revocations().revokeAllOf(ALICE);

            assertThat(server.isAlive(token)).isFalse();
        }
    }

    @Nested
    @DisplayName("OAuth 2.1 §10 differences from OAuth 2.0")
    class OAuth21 {

        static List<Module> legacy() {
            return List.of(new PasswordGrantModule(), new ImplicitGrantModule());
        }

        @ParameterizedTest
        @MethodSource("legacy")
        void refusesToStartWithEither(Module module) {
            String grant = module.getClass().getName().replace("Module", "");

            assertThatThrownBy(() -> ServerUnderTest.start(builder -> builder.settings(
                                    ServerUnderTest.settings().oauth21(true).build())
                            .install(module, new People())))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageContainingAll("oauth21 is true", grant);
        }

        @Test
        void startsWithoutThem() {
            try (ServerUnderTest modern = ServerUnderTest.start(builder ->
                    builder.settings(ServerUnderTest.settings().oauth21(true).build()))) {
                assertThat(modern.token("grant_type=client_credentials").status())
                        .isEqualTo(200);
            }
        }

        @ParameterizedTest
        @MethodSource("legacy")
        void warnsWhereItIsNotDemanded(Module module) {
            List<String> warnings = new ArrayList<>();
            Logger logger = Logger.getLogger("io.symbolon.oauth");
            Handler ear = listeningInto(warnings);
            logger.addHandler(ear);
            try {
                ServerUnderTest.start(builder -> builder.install(module, new People()))
                        .close();
            } finally {
                logger.removeHandler(ear);
            }

            assertThat(warnings)
                    .anyMatch(line -> line.contains(module.getClass().getName().replace("Module", "")));
        }

        private static Handler listeningInto(List<String> lines) {
            return new Handler() {
                @Override
                public void publish(LogRecord line) {
                    lines.add(new java.util.logging.SimpleFormatter().formatMessage(line));
                }

                @Override
                public void flush() {}

                @Override
                public void close() {}
            };
        }
    }
}
