// SPDX-License-Identifier: Apache-2.0
package io.symbolon.oauth.core.settings;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.symbolon.oauth.api.ApplicationUri;
import io.symbolon.oauth.api.ClientAuthenticationMethod;
import io.symbolon.oauth.api.GrantType;
import io.symbolon.oauth.api.RedirectUri;
import io.symbolon.oauth.api.ResourceUri;
import io.symbolon.oauth.api.ResponseType;
import io.symbolon.oauth.api.Scope;
import io.symbolon.oauth.api.Scopes;
import io.symbolon.oauth.api.Secret;
import io.symbolon.oauth.api.client.Client;
import io.symbolon.oauth.api.client.HashedSecret;
import io.symbolon.oauth.api.resource.RegisteredScope;
import io.symbolon.oauth.api.resource.Resource;
import io.symbolon.oauth.core.memory.InMemoryCapacity;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ConfigurationReaderTest {

    private static final String SECRET = "canary-4f2a9c-canary-4f2a9c-canary-4f2a9c";
    private static final Map<String, String> ENVIRONMENT =
            Map.of("SECRET", SECRET, "HOST", "login.example.com", "EMPTY", "", "NESTED", "${HOST}", "lower", SECRET);
    private static final Map<String, String> FILES =
            Map.of("/run/secrets/web", SECRET + "\n", "windows", SECRET + "\r\n", "lines", "a\n\n");

    private final ConfigurationReader reader = ConfigurationReader.of(
            name -> Optional.ofNullable(ENVIRONMENT.get(name)), ConfigurationReaderTest::content);

    @Nested
    class AWholeConfiguration {

        private final Configuration configuration = reader.read("""
                {
                  "issuer": "https://login.example.com/oauth",
                  "login_page": "/login",
                  "access_token_lifetime": "30m",
                  "authorization_code_lifetime": 45,
                  "refresh_token_rotation": "public_clients",
                  "refresh_window": "0s",
                  "signing_algorithms": ["ES256", "RS256"],
                  "throttle_free_attempts": 3,
                  "in_memory_grants": 500,
                  "scopes": {"photos.read": "See your photos", "photos.write": "Change your photos"},
                  "resources": [
                    {"resource": "https://api.example.com/photos", "scopes": ["photos.read", "albums"],
                     "access_token_format": "at+jwt"}
                  ],
                  "clients": [
                    {
                      "client_id": "web",
                      "client_secret": "canary-4f2a9c-canary-4f2a9c-canary-4f2a9c",
                      "client_secret_hash": {"scheme": "bcrypt", "hash": "$2y$10$abc"},
                      "client_name": "Photo printer",
                      "redirect_uris": ["https://app.example/cb", "https://app.example/cb2"],
                      "grant_types": ["authorization_code", "refresh_token", "urn:example:badge"],
                      "response_types": ["code"],
                      "scope": "photos.read albums",
                      "token_endpoint_auth_method": "client_secret_post",
                      "require_consent": false,
                      "introspect_every_token": true,
                      "serves": ["https://api.example.com/photos"],
                      "invoker_uris": ["https://app.example/invoker"],
                      "cors_origins": ["https://app.example"],
                      "access_token_format": "opaque"
                    },
                    {"client_id": "app", "token_endpoint_auth_method": "none",
                     "redirect_uris": ["http://127.0.0.1/cb"]}
                  ],
                  "users": [
                    {"username": "alice", "password": "wonderland",
                     "claims": {"name": "Alice", "age": 7, "email_verified": true, "groups": ["tea"], "ratio": 0.5}}
                  ]
                }
                """);

        @Test
        void hasItsSettings() {
            Settings settings = configuration.settings();

            assertThat(settings)
                    .isEqualTo(Settings.forIssuer("https://login.example.com/oauth")
                            .loginPage("/login")
                            .accessTokenLifetime(Duration.ofMinutes(30))
                            .authorizationCodeLifetime(Duration.ofSeconds(45))
                            .refreshTokenRotation(RefreshTokenRotation.PUBLIC_CLIENTS)
                            .refreshWindow(Duration.ZERO)
                            .signingAlgorithms("ES256", "RS256")
                            .throttle(new ThrottleSettings(3, Duration.ofSeconds(1), Duration.ofSeconds(60), 100_000))
                            .inMemory(InMemoryCapacity.standard().withGrants(500))
                            .build());
        }

        @Test
        void hasItsScopesAndThoseThatOnlyAResourceNames() {
            assertThat(configuration.scopes())
                    .containsExactly(
                            new RegisteredScope(new Scope("photos.read"), "See your photos"),
                            new RegisteredScope(new Scope("photos.write"), "Change your photos"),
                            new RegisteredScope(new Scope("albums"), "albums"));
        }

        @Test
        void hasItsResources() {
            assertThat(configuration.resources())
                    .containsExactly(new Resource(
                            new ResourceUri("https://api.example.com/photos"),
                            Scopes.parse("albums photos.read"),
                            Optional.of("at+jwt")));
        }

        @Test
        void hasItsClients() {
            Client web = configuration.clients().get(0);

            assertThat(web.clientId()).hasToString("web");
            assertThat(web.secrets())
                    .containsExactly(HashedSecret.sha256(Secret.of(SECRET)), new HashedSecret("bcrypt", "$2y$10$abc"));
            assertThat(web.name()).isEqualTo("Photo printer");
            assertThat(web.redirectUris().all())
                    .containsExactlyInAnyOrder(
                            new RedirectUri("https://app.example/cb"), new RedirectUri("https://app.example/cb2"));
            assertThat(web.grantTypes())
                    .containsExactlyInAnyOrder(
                            GrantType.AUTHORIZATION_CODE, GrantType.REFRESH_TOKEN, new GrantType("urn:example:badge"));
            assertThat(web.responseTypes()).containsExactly(ResponseType.CODE);
            assertThat(web.scopes()).isEqualTo(Scopes.parse("albums photos.read"));
            assertThat(web.authenticationMethod()).isEqualTo(ClientAuthenticationMethod.CLIENT_SECRET_POST);
            assertThat(web.isConsentRequired()).isFalse();
            assertThat(web.isIntrospectingEveryToken()).isTrue();
            assertThat(web.serves()).containsExactly(new ResourceUri("https://api.example.com/photos"));
            assertThat(web.invokerUris()).containsExactly("https://app.example/invoker");
            assertThat(web.corsOrigins()).containsExactly("https://app.example");
            assertThat(web.accessTokenFormat()).contains("opaque");
            assertThat(configuration.clients().get(1).isPublic()).isTrue();
        }

        @Test
        void hasItsPeople() {
            ConfiguredUser alice = configuration.users().get(0);

            assertThat(alice.subject().value()).isEqualTo("alice");
            assertThat(alice.password()).isEqualTo(Secret.of("wonderland"));
            assertThat(alice.claims().asMap())
                    .isEqualTo(Map.of(
                            "name", "Alice", "age", 7, "email_verified", true, "groups", List.of("tea"), "ratio", 0.5));
        }

        @Test
        @Tag("security-case-79")
        void printsNoSecret() {
            assertThat(configuration.toString()).doesNotContain(SECRET, "wonderland");
            assertThat(SettingsReport.of(configuration).toString()).doesNotContain(SECRET, "wonderland");
        }
    }

    @Nested
    @DisplayName("RFC 7591 §2 client metadata")
    class Rfc7591Section2 {

        @Test
        void hasTheDefaultsOfTheRfc() {
            Client client = client("""
                    {"client_id": "web", "client_secret": "${SECRET}", "redirect_uris": ["https://app.example/cb"]}
                    """);

            assertThat(client.authenticationMethod()).isEqualTo(ClientAuthenticationMethod.CLIENT_SECRET_BASIC);
            assertThat(client.grantTypes()).containsExactly(GrantType.AUTHORIZATION_CODE);
            assertThat(client.responseTypes()).containsExactly(ResponseType.CODE);
            assertThat(client.name()).isEqualTo("web");
            assertThat(client.isConsentRequired()).isTrue();
            assertThat(client.isIntrospectingEveryToken()).isFalse();
            assertThat(client.scopes().isEmpty()).isTrue();
        }

        @Test
        void hasNoResponseTypeWithoutTheAuthorizationCodeGrant() {
            Client client = client("""
                    {"client_id": "job", "client_secret": "${SECRET}", "grant_types": ["client_credentials"]}
                    """);

            assertThat(client.responseTypes()).isEmpty();
            assertThat(client.grantTypes()).containsExactly(GrantType.CLIENT_CREDENTIALS);
        }

        @Test
        void takesAClientThatIsAResourceServerOnly() {
            Client client = client("""
                    {"client_id": "api", "client_secret": "${SECRET}", "grant_types": []}
                    """);

            assertThat(client.grantTypes()).isEmpty();
            assertThat(client.responseTypes()).isEmpty();
        }

        @Test
        void keepsThePublicKeys() {
            Client client = client("""
                    {"client_id": "job", "token_endpoint_auth_method": "private_key_jwt", "grant_types": [],
                     "jwks": {"keys": [{"kty": "OKP", "crv": "Ed25519", "kid": "1",
                                        "x": "11qYAYKxCrfVS_7TyWQHOg7hcvPapiMlrwIaaPcHURo"},
                                       {"kty": "unheard-of"}]}}
                    """);

            assertThat(client.jwks())
                    .hasValueSatisfying(jwks -> assertThat(jwks)
                            .contains("\"kid\":\"1\"", "11qYAYKxCrfVS_7TyWQHOg7hcvPapiMlrwIaaPcHURo")
                            .doesNotContain("unheard-of"));
        }

        @Test
        void refusesAPrivateKeyWithoutShowingIt() {
            List<String> problems = problemsOfClient("""
                    {"client_id": "job", "token_endpoint_auth_method": "private_key_jwt", "grant_types": [],
                     "jwks": {"keys": [{"kty": "OKP", "crv": "Ed25519",
                                        "d": "nWGxne_9WmC6hEr0kuwsxERJxWl7MmkZcDusAxyuf2A",
                                        "x": "11qYAYKxCrfVS_7TyWQHOg7hcvPapiMlrwIaaPcHURo"}]}}
                    """);

            assertThat(problems)
                    .singleElement()
                    .asString()
                    .startsWith("clients[0].jwks: holds a private or symmetric key");
            assertThat(problems.toString()).doesNotContain("nWGxne");
        }

        @ParameterizedTest
        @ValueSource(
                strings = {
                    "{}",
                    "{\"keys\": []}",
                    "{\"keys\": \"x\"}",
                    "{\"keys\": [{\"kty\": \"unheard-of\"}]}",
                    "{\"keys\": [{\"kty\": \"RSA\", \"n\": 1}]}"
                })
        void refusesWhatIsNoSetOfKeys(String jwks) {
            List<String> problems = problemsOfClient(
                    "{\"client_id\": \"job\", \"token_endpoint_auth_method\": \"private_key_jwt\", \"jwks\": " + jwks
                            + "}");

            assertThat(problems)
                    .singleElement()
                    .asString()
                    .startsWith("clients[0].jwks: ")
                    .contains("; write {\"keys\"");
        }

        @ParameterizedTest
        @CsvSource(
                delimiter = '|',
                quoteCharacter = '`',
                value = {
                    "[\"authorization_code\"] | [] | response_types: the grant type authorization_code needs the response type code",
                    "[\"refresh_token\"] | [\"code\"] | grant_types: the response type code needs the grant type authorization_code",
                    "[\"implicit\"] | [] | response_types: the grant type implicit needs the response type token",
                    "[] | [\"token\"] | grant_types: the response type token needs the grant type implicit",
                })
        void refusesHalfAFlow(String grantTypes, String responseTypes, String problem) {
            List<String> problems = problemsOfClient("""
                    {"client_id": "web", "client_secret": "${SECRET}", "redirect_uris": ["https://app.example/cb"],
                     "grant_types": %s, "response_types": %s}
                    """.formatted(grantTypes, responseTypes));

            assertThat(problems).singleElement().asString().startsWith("clients[0]." + problem);
        }
    }

    @Nested
    class Mistakes {

        @Test
        void areAllReportedAtOnceInTheOrderOfTheDocument() {
            List<String> problems = problemsOf("""
                    {
                      "isuer": "https://login.example.com",
                      "access_token_lifetime": "2d",
                      "refresh_repeats": "ten",
                      "scopes": [{"name": "a b"}],
                      "clients": [{"client_secrt": "x"}, 7],
                      "users": [{"username": "alice"}]
                    }
                    """);

            assertThat(problems)
                    .containsExactly(
                            "unknown key 'isuer'; did you mean 'issuer'?",
                            "access_token_lifetime is '2d', but allowed is 1s to 1d (a stolen token works until it expires;"
                                    + " long access is what refresh tokens are for); write a duration such as \"90s\", \"10m\" or \"30d\", or a number of seconds; the default is 1h",
                            "refresh_repeats: found a string; write a whole number",
                            "issuer is missing; write an https URI without a slash at its end, such as"
                                    + " https://login.example.com",
                            "scopes[0].name: a scope has 1 to 255 visible ASCII characters, no space, quotation mark or"
                                    + " backslash; write a scope token",
                            "unknown key 'client_secrt' in clients[0]; did you mean 'client_secret'?",
                            "clients[0]: client_id is missing; write 1 to 255 visible ASCII characters",
                            "clients[0]: client_secret is missing; write one, or \"token_endpoint_auth_method\": \"none\""
                                    + " if the client cannot keep a secret",
                            "clients[1]: found a number; write an object, { ... }",
                            "users[0]: password is missing; write a string, preferably ${NAME} or ${file:path}");
        }

        @Test
        void areListedInTheMessage() {
            assertThatThrownBy(() -> reader.read("{\"a\": 1, \"b\": 2}"))
                    .isInstanceOf(ConfigurationException.class)
                    .hasMessageStartingWith(
                            "the configuration is refused:\n- unknown key 'a'; known are issuer, login_page,")
                    .hasMessageContaining("\n- unknown key 'b'");
            assertThatThrownBy(() -> reader.read("{\"issuer\": \"http://login.example.com\"}"))
                    .hasMessageStartingWith("the configuration is refused: issuer: the issuer must be an https URI");
        }

        @Test
        void areCountedBeyondAHundred() {
            String manyClients = "1,".repeat(120) + "1";

            List<String> problems =
                    problemsOf("{\"issuer\": \"https://a.example\", \"clients\": [" + manyClients + "]}");

            assertThat(problems).hasSize(101).last().isEqualTo("and 21 more");
        }

        @ParameterizedTest
        @CsvSource(
                delimiter = '|',
                quoteCharacter = '`',
                value = {
                    "issuer | 7 | issuer: found a number; write an https URI",
                    "issuer | true | issuer: found true or false; write an https URI",
                    "issuer | [] | issuer: found a list; write an https URI",
                    "issuer | {} | issuer: found an object; write an https URI",
                    "issuer | null | issuer: found null; leave it out instead",
                    "issuer | \"http://a.example\" | issuer: the issuer must be an https URI",
                    "login_page | \"https://evil.example\" | login_page: a page of the application is a path",
                    "refresh_window | \"PT10S\" | refresh_window: 'PT10S' is no duration; write a duration such as",
                    "refresh_window | 1.5 | refresh_window: found a fraction or a number too large; write a duration",
                    "refresh_window | 99999999999 | refresh_window: found a fraction or a number too large; write a duration",
                    "refresh_window | 61 | refresh_window is '61s', but allowed is 0s to 1m",
                    "refresh_window | -1 | refresh_window is '-1s', but allowed is 0s to 1m",
                    "event_queue | 99 | event_queue is '99', but allowed is 100 to 1000000",
                    "event_queue | 1e3 | event_queue: found a fraction or a number too large; write a whole number",
                    "refresh_token_rotation | \"sometimes\" | refresh_token_rotation: 'sometimes' is none of the words; write one of always, public_clients, never",
                    "refresh_token_rotation | false | refresh_token_rotation: found true or false; write one of always",
                    "signing_algorithms | \"RS256\" | signing_algorithms: found a string; write a list of names",
                    "signing_algorithms | [\"none\"] | signing_algorithms is '[\"none\"]', but allowed is at least one of RS256",
                    "signing_algorithms | [7] | signing_algorithms[0]: found a number; write a name",
                    "default_access_token_format | \"\" | default_access_token_format is '', but allowed is 1 to 64",
                    "scopes | 7 | scopes: found a number; write an object such as",
                    "scopes | {\"a b\": \"x\"} | scopes.a b: a scope has 1 to 255 visible",
                    "scopes | {\"a\": 1} | scopes.a: found a number; write a sentence",
                    "scopes | {\"a\": \" \"} | scopes.a: a description must not be empty; write a sentence",
                    "scopes | [{}] | scopes[0]: name is missing; write a scope token",
                    "scopes | [{\"name\": \"a\"}, {\"name\": \"a\"}] | scopes[1].name: the same scope is declared further up; remove one",
                    "resources | {} | resources: found an object; write a list of objects",
                    "resources | [{\"resource\": \"/photos\"}] | resources[0].resource: a resource must be an absolute URI without a fragment; write an absolute URI",
                    "resources | [{\"resource\": \"urn:a\", \"scopes\": \"a\"}] | resources[0].scopes: found a string; write a list of scope tokens",
                    "resources | [{\"resource\": \"urn:a\", \"scopes\": [\"a\", \"\"]}] | resources[0].scopes[1]: a scope has 1 to 255",
                    "resources | [{\"resource\": \"urn:a\"}, {\"resource\": \"urn:a\"}] | resources[1].resource: the same resource is declared further up; remove one",
                    "resources | [{\"resource\": \"urn:a\", \"access_token_format\": \"a b\"}] | resources[0].access_token_format: a name has 1 to 64 visible",
                    "clients | {} | clients: found an object; write a list of objects",
                    "users | [{\"username\": \"\", \"password\": \"x\"}] | users[0].username: a subject has 1 to 255 characters",
                    "users | [{\"username\": \"a\", \"password\": \"\"}] | users[0].password: a password has at least one character",
                    "users | [{\"username\": \"a\", \"password\": 7}] | users[0].password: found a number; write a string",
                    "users | [{\"username\": \"a\", \"password\": \"x\", \"claims\": []}] | users[0].claims: found a list; write an object, such as",
                    "users | [{\"username\": \"a\", \"password\": \"x\"}, {\"username\": \"a\", \"password\": \"y\"}] | users[1].username: the same username is declared further up; choose another",
                    "users | [{\"username\": \"a\", \"password\": \"x\", \"claims\": {\"a\":{\"a\":{\"a\":{\"a\":{\"a\":{\"a\":{\"a\":{\"a\":{\"a\":1}}}}}}}}}}] | users[0].claims: the claim a is nested more than 8 levels deep",
                    "users | [{\"username\": \"a\", \"password\": \"x\", \"claims\": {\"a\": [null]}}] | users[0].claims.a[0]: found null; leave it out instead",
                })
        void areNamedWithTheirPlaceAndWhatToWrite(String key, String value, String problem) {
            String issuer = key.equals("issuer") ? "" : "\"issuer\": \"https://login.example.com\", ";

            List<String> problems = problemsOf("{" + issuer + "\"" + key + "\": " + value + "}");

            assertThat(problems).singleElement().asString().startsWith(problem);
        }

        @ParameterizedTest
        @CsvSource(
                delimiter = '|',
                quoteCharacter = '`',
                value = {
                    "\"client_id\": \"\" | .client_id: a client_id has 1 to 255 visible ASCII characters",
                    "\"client_name\": \"\" | .client_name: a client's name has 1 to 200 characters",
                    "\"client_secret\": \"short\" | .client_secret: a client secret has at least 32 characters; generate one",
                    "\"client_secret_hash\": \"x\" | .client_secret_hash: found a string; write an object",
                    "\"client_secret_hash\": {\"hash\": \"x\"} | .client_secret_hash: scheme is missing; write a name",
                    "\"client_secret_hash\": {\"scheme\": \"a b\", \"hash\": \"x\"} | .client_secret_hash.scheme: a name has 1 to 64 visible",
                    "\"client_secret_hash\": {\"scheme\": \"bcrypt\", \"hash\": \"\"} | .client_secret_hash.hash: it must not be empty",
                    "\"client_secret_hash\": {\"scheme\": \"sha256\", \"hash\": \"abc\"} | .client_secret_hash.hash: is no SHA-256 digest",
                    "\"client_secret_hash\": {\"scheme\": \"sha256\", \"hash\": \"ungMqXGbUN8PB+/XgLq5T1jChVWpHCN2qVMVLKkwFxM\"} | .client_secret_hash.hash: is no SHA-256 digest",
                    "\"redirect_uris\": \"https://a.example\" | .redirect_uris: found a string; write a list of URIs",
                    "\"redirect_uris\": [\"https://a.example\", \"/cb\"] | .redirect_uris[1]: a redirect URI is absolute",
                    "\"redirect_uris\": [\"javascript:alert(1)\"] | .redirect_uris[0]: a redirect URI must not have the scheme javascript",
                    "\"grant_types\": [\"a b\"] | .grant_types[0]: a name on the wire",
                    "\"response_types\": [1] | .response_types[0]: found a number; write a response type",
                    "\"scope\": [\"a\"] | .scope: found a list; write a string of scope tokens",
                    "\"scope\": \"photo.read albums\" | .scope: the scope 'photo.read' is not declared; did you mean 'photos.read'?",
                    "\"scope\": \"mail\" | .scope: the scope 'mail' is not declared; known are photos.read, albums",
                    "\"token_endpoint_auth_method\": true | .token_endpoint_auth_method: found true or false",
                    "\"require_consent\": \"false\" | .require_consent: found a string; write true or false, without quotation marks",
                    "\"introspect_every_token\": 1 | .introspect_every_token: found a number; write true or false",
                    "\"serves\": [\"https://api.example.com/photo\"] | .serves[0]: the resource 'https://api.example.com/photo' is not declared; did you mean 'https://api.example.com/photos'?",
                    "\"invoker_uris\": [\"/a\"] | .invoker_uris[0]: an invoker URI is absolute",
                    "\"invoker_uris\": [\"a b\"] | .invoker_uris[0]: ",
                    "\"cors_origins\": [\"https://a.example/\"] | .cors_origins[0]: an origin is a scheme, a host and a port",
                    "\"access_token_format\": \"\" | .access_token_format: a name has 1 to 64 visible",
                })
        void ofClientsAreNamedWithTheirPlaceAndWhatToWrite(String member, String problem) {
            List<String> problems = problemsOf("""
                    {"issuer": "https://login.example.com", "scopes": {"photos.read": "See your photos"},
                     "resources": [{"resource": "https://api.example.com/photos", "scopes": ["albums"]}],
                     "clients": [{%s%s%s}]}
                    """.formatted(
                            member.contains("client_id\"") ? "" : "\"client_id\": \"web\", ",
                            member.contains("client_secret") ? "" : "\"client_secret\": \"${SECRET}\", ",
                            member));

            assertThat(problems).singleElement().asString().startsWith("clients[0]" + problem);
        }

        @Test
        void ofClientsThatContradictThemselvesAreNamed() {
            assertThat(problemsOfClient("{\"client_id\": \"web\", \"client_secret\": \"${SECRET}\"}"))
                    .containsExactly("clients[0]: uses the authorization endpoint and has no redirect URI");
            assertThat(
                            problemsOfClient(
                                    "{\"client_id\": \"app\", \"client_secret\": \"${SECRET}\", \"token_endpoint_auth_method\": \"none\"}"))
                    .containsExactly(
                            "clients[0]: is public and has a secret; give it another authentication" + " method");
        }

        @Test
        void areClientsOfTheSameName() {
            String client = "{\"client_id\": \"web\", \"client_secret\": \"${SECRET}\", \"grant_types\": []}";

            List<String> problems =
                    problemsOf("{\"issuer\": \"https://a.example\", \"clients\": [" + client + "," + client + "]}");

            assertThat(problems)
                    .containsExactly("clients[1].client_id: the same client_id is declared further up; choose another");
        }

        @Test
        void areKeysWrittenTwice() {
            List<String> problems = problemsOf("""
                    {"issuer": "https://a.example", "clients": [], "users": [{"username": "a", "password": "x", "password": "y"}],
                     "clients": [], "scopes": {"a": "A", "a": "B"}}
                    """);

            assertThat(problems)
                    .containsExactly(
                            "users[0].password: is written twice; remove one",
                            "clients: is written twice; remove one",
                            "scopes.a: is written twice; remove one");
        }

        @Test
        void areSettingsThatContradictEachOther() {
            List<String> problems =
                    problemsOf("{\"issuer\": \"https://a.example\", \"refresh_token_absolute_lifetime\": \"1d\"}");

            assertThat(problems).singleElement().asString().startsWith("refresh_token_sliding_lifetime is longer than");
        }

        @Test
        void showNoControlCharacters() {
            List<String> problems = problemsOf("{\"issuer\": \"https://a.example\", \"\\u001b[31mred\\n\": 1}");

            assertThat(problems).singleElement().asString().startsWith("unknown key '?[31mred?'; known are ");
        }
    }

    @Nested
    @DisplayName("RFC 8259 JSON text")
    class Rfc8259 {

        @ParameterizedTest
        @CsvSource(
                delimiter = '|',
                quoteCharacter = '`',
                value = {
                    "`` | the document is empty",
                    "`  ` | the document is empty",
                    "[] | found a list; write a JSON object",
                    "\"x\" | found a string; write a JSON object",
                    "null | found null",
                    "{} {} | something follows after the end of the JSON object, in line 1",
                    "{\"issuer\": \"https://a.example\", } | it is not JSON from line 1, column",
                    "{\"issuer\": 'https://a.example'} | it is not JSON from line 1, column",
                    "{issuer: \"https://a.example\"} | it is not JSON from line 1, column",
                    "{\"issuer\": \"https://a.example\" | it is not JSON from line 1, column",
                    "{\"a\": /* comment */ 1} | it is not JSON from line 1, column",
                    "{\"a\": NaN} | it is not JSON from line 1, column",
                    "{\"a\": 01} | it is not JSON from line 1, column",
                })
        void isRefusedWhereItIsNoneOrNoObject(String json, String problem) {
            assertThat(problemsOf(json)).singleElement().asString().startsWith(problem);
        }

        @Test
        @Tag("security-case-64")
        void isRefusedWhereItIsNestedTooDeeply() {
            String deep = "{\"users\": " + "[".repeat(10_000) + "]".repeat(10_000) + "}";

            assertThat(problemsOf(deep)).singleElement().asString().endsWith("is nested more than 16 levels deep");
        }

        @Test
        void isRefusedWhereItIsTooLong() {
            String json = "{\"issuer\": \"https://a.example\"}" + " ".repeat(4 * 1024 * 1024);

            assertThat(problemsOf(json))
                    .singleElement()
                    .asString()
                    .startsWith("the document has more than 4194304 characters");
        }

        @Test
        void isRefusedWhereANumberIsTooLong() {
            assertThat(problemsOf("{\"event_queue\": " + "1".repeat(100_000) + "}"))
                    .hasSize(1);
        }

        @Test
        void mayStartWithAByteOrderMark() {
            assertThat(reader.readSettings("\uFEFF{\"issuer\": \"https://a.example\"}")
                            .issuer())
                    .hasToString("https://a.example");
        }
    }

    @Nested
    class Placeholders {

        @Test
        void areFilledAnywhereInAnyText() {
            Configuration configuration = reader.read("""
                    {"issuer": "https://${HOST}/${HOST}",
                     "scopes": {"a": "for ${HOST}${EMPTY}!"},
                     "users": [{"username": "a", "password": "${file:/run/secrets/web}", "claims": {"n": ["${HOST}"]}},
                               {"username": "b", "password": "${file:windows}"},
                               {"username": "c", "password": "${file:lines}"}]}
                    """);

            assertThat(configuration.settings().issuer()).hasToString("https://login.example.com/login.example.com");
            assertThat(configuration.scopes().get(0).description()).isEqualTo("for login.example.com!");
            assertThat(configuration.users())
                    .extracting(ConfiguredUser::password)
                    .containsExactly(Secret.of(SECRET), Secret.of(SECRET), Secret.of("a\n"));
            assertThat(configuration.users().get(0).claims().asMap())
                    .isEqualTo(Map.of("n", List.of("login.example.com")));
        }

        @ParameterizedTest
        @CsvSource({
            "$${HOST}, ${HOST}",
            "a$${b, a${b",
            "$, $",
            "$x{}, $x{}",
            "${NESTED}, ${HOST}",
            "$${${HOST}, ${login.example.com"
        })
        void areLeftAloneWhereTheyAreNone(String written, String read) {
            Configuration configuration =
                    reader.read("{\"issuer\": \"https://a.example\", \"scopes\": {\"a\": \"" + written + "\"}}");

            assertThat(configuration.scopes().get(0).description()).isEqualTo(read);
        }

        @Test
        void areNotFilledInKeys() {
            assertThat(problemsOf("{\"issuer\": \"https://a.example\", \"${SECRET}\": 1}"))
                    .singleElement()
                    .asString()
                    .startsWith("unknown key '${SECRET}'");
        }

        @ParameterizedTest
        @CsvSource(
                delimiter = '|',
                value = {
                    "${MISSING} | the environment variable MISSING is not set; set it before the start",
                    "p4${ss}w0rd | the environment variable named here is not set; set it before the start",
                    "p4${s s}w0rd | a placeholder names no environment variable; write ${NAME} with letters",
                    "${} | a placeholder names no environment variable; write ${NAME} with letters",
                    "${1A} | a placeholder names no environment variable; write ${NAME} with letters",
                    "p4${ssw0rd | a placeholder has no closing brace; write ${NAME} or ${file:path}",
                    "${file:/run/secrets/none} | the file /run/secrets/none cannot be read (NoSuchFileException); correct",
                })
        void thatCannotBeFilledAreNamedWithTheirPlace(String password, String problem) {
            List<String> problems = problemsOf("{\"issuer\": \"https://a.example\", \"users\": [{\"username\": \"a\","
                    + " \"password\": \"" + password + "\"}]}");

            assertThat(problems).singleElement().asString().startsWith("users[0].password: " + problem);
        }

        @Test
        void areRefusedWhereTheyFillInNothing() {
            assertThat(problemsOfClient("{\"client_id\": \"web\", \"client_secret\": \"${EMPTY}\"}"))
                    .singleElement()
                    .asString()
                    .startsWith(
                            "clients[0].client_secret: what was filled in is not allowed here; write a random string of"
                                    + " at least 32 characters");
        }
    }

    @Nested
    @Tag("security-case-79")
    class Secrets {

        @ParameterizedTest
        @ValueSource(
                strings = {
                    "{\"issuer\": \"${SECRET}\"}",
                    "{\"login_page\": \"${SECRET}\"}",
                    "{\"refresh_window\": \"${SECRET}\"}",
                    "{\"refresh_token_rotation\": \"${SECRET}\"}",
                    "{\"default_access_token_format\": \"${SECRET} ${SECRET}\"}",
                    "{\"signing_algorithms\": [\"${SECRET}\"]}",
                    "{\"scopes\": [{\"name\": \"${SECRET} ${SECRET}\"}]}",
                    "{\"resources\": [{\"resource\": \"${SECRET}\", \"scopes\": [\"${SECRET} \"]}]}",
                    "{\"clients\": [{\"client_id\": \"${SECRET}\u00e9\"}]}",
                    "{\"clients\": [{\"client_id\": \"a\", \"client_secret\": \"${SECRET}\", \"scope\": \"${SECRET}\"}]}",
                    "{\"clients\": [{\"client_id\": \"a\", \"client_secret\": \"${SECRET}\", \"serves\": [\"urn:${SECRET}\"]}]}",
                    "{\"clients\": [{\"client_id\": \"a\", \"client_secret\": \"${SECRET}\", \"redirect_uris\": [\"${SECRET}\"]}]}",
                    "{\"clients\": [{\"client_id\": \"a\", \"client_secret\": \"${SECRET}\", \"redirect_uris\": [\"${SECRET}:x\"]}]}",
                    "{\"clients\": [{\"client_id\": \"a\", \"client_secret\": \"${SECRET}\", \"cors_origins\": [\"${SECRET}\"]}]}",
                    "{\"clients\": [{\"client_id\": \"a\", \"client_secret\": \"${SECRET}\", \"invoker_uris\": [\"${SECRET}\"]}]}",
                    "{\"clients\": [{\"client_id\": \"a\", \"client_secret\": \"${SECRET}\", \"redirect_uris\": []}]}",
                    "{\"clients\": [{\"client_id\": \"${SECRET}\", \"client_secret\": \"${SECRET}\", \"redirect_uris\": []}]}",
                    "{\"clients\": [{\"client_id\": \"a\", \"client_secret\": [\"canary-4f2a9c-canary-4f2a9c-canary-4f2a9c\"]}]}",
                    "{\"clients\": [{\"client_id\": \"a\", \"client_secret\": \"canary-4f2a9c\"}]}",
                    "{\"clients\": [{\"client_id\": \"a\", \"client_secret_hash\": {\"scheme\": \"\", \"hash\": \"canary-4f2a9c\"}}]}",
                    "{\"scopes\": {\"a\": \"x\"}, \"resources\": [{\"resource\": \"urn:${SECRET}\", \"scopes\": [\"${SECRET}\"]}],"
                            + " \"clients\": [{\"client_id\": \"a\", \"scope\": \"x\", \"serves\": [\"urn:x\"]}]}",
                    "{\"users\": [{\"username\": \"\", \"password\": \"canary-4f2a9c\"}]}",
                    "{\"users\": [{\"username\": \"${SECRET}\", \"password\": \"\"}]}",
                    "{\"users\": [{\"username\": \"a\", \"password\": \"canary-4f2a9c\", \"claims\": \"${SECRET}\"}]}",
                    "{\"users\": [{\"username\": \"a\", \"password\": canary-4f2a9c}]}",
                    "{\"users\": [{\"username\": \"a\", \"password\": \"canary-4f2a9c",
                    "{\"users\": [{\"username\": \"a\", \"password\": \"canary-4f2a9c\" \"canary-4f2a9c\"}]}",
                    "{\"users\": [{\"username\": \"a\", \"password\": \"canary-4f2a9c\\q\"}]}",
                })
        void areInNoMessage(String json) {
            Throwable refusal = catchThrowableOfType(ConfigurationException.class, () -> reader.read(json));

            assertThat(refusal).isNotNull();
            for (Throwable cause = refusal; cause != null; cause = cause.getCause()) {
                assertThat(cause.toString()).doesNotContain("canary", "4f2a9c");
            }
        }

        @Test
        void ofUnreadableFilesAreInNoMessage() {
            ConfigurationReader broken = ConfigurationReader.of(name -> Optional.empty(), path -> {
                throw new IOException("half read: " + SECRET);
            });

            assertThatThrownBy(() -> broken.read("{\"issuer\": \"${file:x}\"}"))
                    .isInstanceOf(ConfigurationException.class)
                    .hasMessageContaining("issuer: the file x cannot be read (IOException)")
                    .hasMessageNotContaining("canary");
        }
    }

    @Nested
    class TheIssuer {

        @Test
        void isReplacedWhateverTheDocumentSays() {
            ConfigurationReader overriding = reader.withIssuer("http://localhost:9090");

            assertThat(overriding
                            .read("{\"issuer\": \"https://a.example\"}")
                            .settings()
                            .issuer())
                    .hasToString("http://localhost:9090");
            assertThat(overriding.read("{\"issuer\": \"nonsense\"}").settings().issuer())
                    .hasToString("http://localhost:9090");
            assertThat(overriding.readSettings("{}").issuer()).hasToString("http://localhost:9090");
        }

        @Test
        void isTakenFromTheDefaultWhereTheDocumentNamesNone() {
            ConfigurationReader defaulting = reader.withDefaultIssuer("http://localhost:9090");

            assertThat(defaulting.readSettings("{}").issuer()).hasToString("http://localhost:9090");
            assertThat(defaulting
                            .readSettings("{\"issuer\": \"https://a.example\"}")
                            .issuer())
                    .hasToString("https://a.example");
            assertThat(problemsOf(defaulting, "{\"issuer\": \"nonsense\"}")).hasSize(1);
        }

        @Test
        void isCheckedAtOnce() {
            assertThatThrownBy(() -> reader.withIssuer("nonsense")).isInstanceOf(IllegalArgumentException.class);
            assertThatThrownBy(() -> reader.withDefaultIssuer("nonsense")).isInstanceOf(IllegalArgumentException.class);
        }
    }

    @Nested
    class SettingsAlone {

        @Test
        void areRead() {
            Settings settings = reader.readSettings("{\"issuer\": \"https://a.example\", \"login_page\": \"/login\"}");

            assertThat(settings.loginPage()).contains(new ApplicationUri("/login"));
        }

        @Test
        void areReadFromADocumentWithoutSections() {
            Configuration configuration = reader.read("{\"issuer\": \"https://a.example\"}");

            assertThat(configuration)
                    .isEqualTo(new Configuration(
                            Settings.forIssuer("https://a.example").build(),
                            List.of(),
                            List.of(),
                            List.of(),
                            List.of()));
        }

        @Test
        void haveNoOtherSections() {
            assertThatThrownBy(() -> reader.readSettings("{\"issuer\": \"https://a.example\", \"clients\": []}"))
                    .isInstanceOf(ConfigurationException.class)
                    .hasMessageContaining("unknown key 'clients'");
        }
    }

    @Nested
    class AFile {

        @TempDir
        private Path directory;

        @Test
        void isReadInUtf8AndFilledFromTheProcess() throws IOException {
            Path password = Files.writeString(directory.resolve("password"), "p\u00e4ss\n");
            Path file = Files.writeString(
                    directory.resolve("oauth.json"),
                    "{\"issuer\": \"https://a.example\", \"users\": [{\"username\": \"J\u00fcrgen\", \"password\": \"${file:"
                            + password.toString().replace("\\", "/") + "}\"}]}");

            Configuration configuration = ConfigurationReader.ofProcess().read(file);

            assertThat(configuration.users())
                    .singleElement()
                    .matches(user -> user.username().equals("J\u00fcrgen"))
                    .matches(user -> user.password().equals(Secret.of("p\u00e4ss")));
        }

        @Test
        void mayHoldSettingsAlone() throws IOException {
            Path file = Files.writeString(directory.resolve("settings.json"), "{\"issuer\": \"https://a.example\"}");

            assertThat(ConfigurationReader.ofProcess().readSettings(file).issuer())
                    .hasToString("https://a.example");
        }

        @Test
        void isRefusedWhereItIsMissing() {
            Path file = directory.resolve("missing.json");

            assertThatThrownBy(() -> reader.read(file))
                    .isInstanceOf(ConfigurationException.class)
                    .hasMessageContaining("missing.json cannot be read as UTF-8 text (NoSuchFileException)");
        }

        @Test
        void isRefusedWhereItIsNotUtf8() throws IOException {
            Path file = Files.write(directory.resolve("latin1.json"), "\u00e4".getBytes(StandardCharsets.ISO_8859_1));

            assertThatThrownBy(() -> reader.read(file))
                    .isInstanceOf(ConfigurationException.class)
                    .hasMessageContaining("(MalformedInputException)");
        }

        @Test
        void isRefusedWhereItIsTooLarge() throws IOException {
            Path file = Files.write(directory.resolve("large.json"), new byte[4 * 1024 * 1024 + 1]);

            assertThatThrownBy(() -> reader.read(file))
                    .isInstanceOf(ConfigurationException.class)
                    .hasMessageContaining("(FileTooLargeException)");
        }

        @Test
        void ofASecretIsNamedWhereItIsMissing() {
            String json = "{\"issuer\": \"${file:"
                    + directory.resolve("missing").toString().replace("\\", "/") + "}\"}";

            assertThatThrownBy(() -> ConfigurationReader.ofProcess().read(json))
                    .hasMessageContaining("issuer: the file ")
                    .hasMessageContaining("(NoSuchFileException)");
        }
    }

    private Client client(String client) {
        return reader.read("{\"issuer\": \"https://login.example.com\", \"clients\": [" + client + "]}")
                .clients()
                .get(0);
    }

    private List<String> problemsOfClient(String client) {
        return problemsOf("{\"issuer\": \"https://login.example.com\", \"clients\": [" + client + "]}");
    }

    private List<String> problemsOf(String json) {
        return problemsOf(reader, json);
    }

    private static List<String> problemsOf(ConfigurationReader reader, String json) {
        return catchThrowableOfType(ConfigurationException.class, () -> reader.read(json))
                .problems();
    }

    private static String content(String path) throws IOException {
        String content = FILES.get(path);
        if (content == null) {
            throw new NoSuchFileException(path);
        }
        return content;
    }
}
