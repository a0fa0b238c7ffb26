// SPDX-License-Identifier: Apache-2.0
package io.symbolon.oauth.core;

import static io.symbolon.oauth.core.ServerUnderTest.ALICE;
import static io.symbolon.oauth.core.ServerUnderTest.VERIFIER;
import static io.symbolon.oauth.core.ServerUnderTest.basicOf;
import static io.symbolon.oauth.core.ServerUnderTest.member;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.symbolon.oauth.api.AccessDemand;
import io.symbolon.oauth.api.Request;
import io.symbolon.oauth.api.ResourceUri;
import io.symbolon.oauth.api.Response;
import io.symbolon.oauth.api.Scope;
import io.symbolon.oauth.api.Scopes;
import io.symbolon.oauth.api.Subject;
import io.symbolon.oauth.api.resource.RegisteredScope;
import io.symbolon.oauth.api.resource.Resource;
import java.io.IOException;
import java.time.Duration;
import java.util.Iterator;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What access tokens are good for, who may ask, and how they end; in both formats. */
class AccessTest {

    private static final String PHOTOS = "https://photos.example.com";
    private static final String PRINTS = "https://prints.example.com";
    private static final String GRANT = "grant_type=client_credentials";

    private final ServerUnderTest server =
            ServerUnderTest.start(builder -> builder.scope("prints.order", "Order prints")
                    .resource(new Resource(
                            new ResourceUri(PHOTOS), Scopes.parse("photos.read photos.write"), Optional.of("at+jwt")))
                    .resource(new Resource(new ResourceUri(PRINTS), Scopes.parse("prints.order"), Optional.empty()))
                    .client(ServerUnderTest.web()
                            .scopes("prints.order")
                            .invokerUri("https://web.example.com/invoker")
                            .build()));

    @AfterEach
    void stop() {
        server.close();
    }

    private String opaque() {
        return member(server.token(GRANT + "&scope=prints.order"), "access_token");
    }

    private String jwt() {
        return member(server.token(GRANT + "&scope=photos.read"), "access_token");
    }

    private String tokenOfAlice(String format) {
        String scope = format.equals("opaque") ? "prints.order" : "photos.read";
        return member(server.redeem(server.codeFor("web", scope)), "access_token");
    }

    private Response authenticate(String token, AccessDemand demand) {
        Request request = server.request("GET", "/api")
                .header("Authorization", "Bearer " + token)
                .build();
        return server.server.authenticate(request.demanding(demand));
    }

    @Nested
    @DisplayName("RFC 8707 resource indicators")
    class Rfc8707 {

        @Test
        void chooseTheFormatAndTheAudience() throws IOException {
            assertThat(jwt()).startsWith("ey");
            assertThat(opaque()).hasSize(46);
            String body = server.introspectAs("api", jwt()).body().asUtf8();
            assertThat(new ObjectMapper().readTree(body).get("aud").get(0).asText())
                    .isEqualTo(PHOTOS);
        }

        @Test
        void narrowTheScopesToWhatMeansSomethingToTheResource() {
            Response response = server.token(GRANT + "&resource=" + PRINTS);

            assertThat(member(response, "scope")).isEqualTo("prints.order");
        }

        @Test
        void refuseAnUnknownResource() {
            Response response = server.token(GRANT + "&resource=https%3A%2F%2Felsewhere.example.com");

            assertThat(member(response, "error")).isEqualTo("invalid_target");
        }

        @Test
        @Tag("security-case-52")
        void giveTokensOfTheirOwnToEachResource() {
            String photos = member(server.token(GRANT + "&resource=" + PHOTOS), "access_token");
            String prints = member(server.token(GRANT + "&resource=" + PRINTS), "access_token");

            assertThat(authenticate(photos, AccessDemand.of().at(new ResourceUri(PHOTOS)))
                            .status())
                    .isEqualTo(200);
            assertThat(authenticate(photos, AccessDemand.of().at(new ResourceUri(PRINTS)))
                            .status())
                    .isEqualTo(401);
            assertThat(authenticate(prints, AccessDemand.of().at(new ResourceUri(PRINTS)))
                            .status())
                    .isEqualTo(200);
        }

        @Test
        @Tag("security-case-51")
        void takeTheAudienceFromPolicyAlone() throws IOException {
            Response response =
                    server.token(GRANT + "&scope=photos.read&audience=https%3A%2F%2Fevil.example.com&aud=x");

            String body = server.introspectAs("api", member(response, "access_token"))
                    .body()
                    .asUtf8();
            assertThat(new ObjectMapper().readTree(body).get("aud")).hasSize(1);
            assertThat(body).doesNotContain("evil");
        }

        @Test
        void refuseAResourceThatTheGrantDoesNotCover() {
            ServerUnderTest.Browser browser = server.browser()
                    .open("web", "&resource=" + PHOTOS)
                    .logIn()
                    .resume()
                    .consent("approve");

            Response response =
                    server.redeem(browser.parameter("code"), "&code_verifier=" + VERIFIER + "&resource=" + PRINTS);

            assertThat(member(response, "error")).isEqualTo("invalid_target");
        }
    }

    @Nested
    @DisplayName("RFC 6749 §3.3 scopes")
    class Rfc6749Section3_3 {

        @ParameterizedTest
        @Tag("security-case-48")
        @ValueSource(strings = {"admin", "photos.read+admin", "unknown", "Photos.Read"})
        void areNeverWiderThanTheClients(String scope) {
            assertThat(member(server.token(GRANT + "&scope=" + scope), "error")).isEqualTo("invalid_scope");
            assertThat(server.browser().open("web", "&scope=" + scope).parameter("error"))
                    .isEqualTo("invalid_scope");
        }

        @Test
        @Tag("security-case-49")
        @Tag("CVE-2022-31690")
        void areAlwaysStatedInTheAnswer() {
            assertThat(member(server.token(GRANT + "&scope=prints.order"), "scope"))
                    .isEqualTo("prints.order");
        }
    }

    @Nested
    @DisplayName("RFC 6750 §3 use of a token")
    class Rfc6750Section3 {

        @Test
        void isChallengedWithoutAnErrorWhereThereIsNoToken() {
            Response response = server.server.authenticate(
                    server.request("GET", "/api").build().demanding(AccessDemand.of()));

            assertThat(response.status()).isEqualTo(401);
            assertThat(response.header("WWW-Authenticate")).contains("Bearer realm=\"https://as.example.com/oauth\"");
        }

        @Test
        void isRefusedWithoutTheScope() {
            Response response = server.use(jwt(), "photos.write");

            assertThat(response.status()).isEqualTo(403);
            assertThat(response.header("WWW-Authenticate").orElseThrow()).contains("error=\"insufficient_scope\"");
        }

        @Test
        void isRefusedAtTheInstantOfExpiry() {
            String token = jwt();
            server.pass(Duration.ofMinutes(10).minusMillis(1));
            boolean before = server.isAlive(token);
            server.pass(Duration.ofMillis(1));

            assertThat(before).isTrue();
            assertThat(server.isAlive(token)).isFalse();
        }

        @Test
        void comesFromARegisteredInvokerUriComparedExactly() {
            String token = opaque();

            assertThat(authenticate(token, AccessDemand.of().from("https://web.example.com/invoker"))
                            .status())
                    .isEqualTo(200);
            assertThat(authenticate(token, AccessDemand.of().from("https://web.example.com/invoker/"))
                            .status())
                    .isEqualTo(401);
        }

        @Test
        @Tag("security-case-46")
        void neverTakesAClientForAnAccount() {
            Subject subject = server.use(jwt()).access().orElseThrow().subject();

            assertThat(subject).isNotEqualTo(Subject.ofAccount("web"));
            assertThat(subject.isAccount()).isFalse();
        }
    }

    @Nested
    @DisplayName("RFC 7009 revocation")
    class Rfc7009 {

        @ParameterizedTest
        @Tag("security-case-44")
        @ValueSource(strings = {"opaque", "at+jwt"})
        void endsATokenOfItsOwner(String format) {
            String token = tokenOfAlice(format);
            boolean before = server.isAlive(token);

            Response response = server.revokeAs("web", token);

            assertThat(before).isTrue();
            assertThat(response.status()).isEqualTo(200);
            assertThat(server.isAlive(token)).isFalse();
            assertThat(server.revokeAs("web", token).status()).isEqualTo(200);
        }

        @ParameterizedTest
        @Tag("security-case-44")
        @ValueSource(strings = {"opaque", "at+jwt"})
        void isRefusedToStrangersAndPublicClients(String format) {
            String token = tokenOfAlice(format);

            assertThat(member(server.revokeAs("other", token), "error")).isEqualTo("unauthorized_client");
            assertThat(server.post("/oauth/revoke", "", "client_id=app&token=" + token)
                            .status())
                    .isEqualTo(400);
            assertThat(server.isAlive(token)).isTrue();
        }

        @Test
        void ofARefreshTokenEndsAllThatCameOfIt() {
            Response tokens = server.redeem(server.codeFor("web"));

            server.revokeAs("web", member(tokens, "refresh_token"));

            assertThat(server.isAlive(member(tokens, "access_token"))).isFalse();
            assertThat(member(server.refresh(member(tokens, "refresh_token")), "error"))
                    .isEqualTo("invalid_grant");
        }

        @ParameterizedTest
        @ValueSource(strings = {"unknown", "a.b.c", "%20", "ey.ey.ey"})
        void ofWhatIsUnknownSucceeds(String token) {
            assertThat(server.revokeAs("web", token).status()).isEqualTo(200);
        }

        @ParameterizedTest
        @Tag("security-case-55")
        @ValueSource(strings = {"opaque", "at+jwt"})
        void ofASubjectEndsAllItsTokens(String format) {
            String token = tokenOfAlice(format);
            String ofClient = jwt();

            server.server.revocations().revokeAllOf(ALICE);

            assertThat(server.isAlive(token)).isFalse();
            assertThat(member(server.introspectAs("api", token), "sub")).isEmpty();
            assertThat(server.isAlive(ofClient)).isTrue();
        }

        @ParameterizedTest
        @Tag("security-case-55")
        @ValueSource(strings = {"opaque", "at+jwt"})
        void ofAGrantIsSeenByEveryReader(String format) {
            String token = tokenOfAlice(format);
            server.server
                    .revocations()
                    .revoke(server.use(token).access().orElseThrow().grant().orElseThrow());

            assertThat(server.isAlive(token)).isFalse();
            assertThat(server.introspectAs("api", token).body().asUtf8()).isEqualTo("{\"active\":false}");
            assertThat(server.post("/oauth/authenticate", basicOf("api"), "access_token=" + token)
                            .status())
                    .isEqualTo(401);
        }
    }

    @Nested
    @DisplayName("RFC 7662 introspection")
    class Rfc7662 {

        @Test
        @Tag("security-case-78")
        @Tag("CVE-2020-10187")
        void showsExactlyTheseMembers() throws IOException {
            String body =
                    server.introspectAs("api", tokenOfAlice("opaque")).body().asUtf8();

            assertThat(names(body))
                    .containsExactly(
                            "active",
                            "aud",
                            "auth_time",
                            "client_id",
                            "exp",
                            "iat",
                            "iss",
                            "scope",
                            "sub",
                            "token_type");
        }

        @Test
        @Tag("security-case-78")
        void isOneOfThoseWhoseMembersAreFixed() throws IOException {
            assertThat(names(server.redeem(server.codeFor("web")).body().asUtf8()))
                    .containsExactly("access_token", "expires_in", "refresh_token", "scope", "token_type");
            assertThat(names(server.post("/oauth/authenticate", basicOf("api"), "access_token=" + opaque())
                            .body()
                            .asUtf8()))
                    .containsExactly("client_id", "exp", "scope", "sub");
            assertThat(names(server.get("/oauth/jwks", "").body().asUtf8())).containsExactly("keys");
        }

        @Test
        void saysNothingToAStranger() {
            String token = tokenOfAlice("opaque");

            assertThat(server.introspectAs("other", token).body().asUtf8()).isEqualTo("{\"active\":false}");
            assertThat(server.introspectAs("web", token).body().asUtf8()).startsWith("{\"active\":true,");
        }

        @Test
        void showsARefreshTokenToItsClientAlone() {
            String token = server.refreshToken();

            assertThat(server.introspectAs("web", token).body().asUtf8()).startsWith("{\"active\":true,");
            assertThat(server.introspectAs("api", token).body().asUtf8()).isEqualTo("{\"active\":false}");
        }

        private static Set<String> names(String json) throws IOException {
            Set<String> names = new TreeSet<>();
            Iterator<String> fields = new ObjectMapper().readTree(json).fieldNames();
            fields.forEachRemaining(names::add);
            return names;
        }
    }

    @Nested
    @DisplayName("The authenticate endpoint")
    class AuthenticateEndpoint {

        @Test
        void answersAResourceServer() {
            String token = opaque();

            Response response = server.post(
                    "/oauth/authenticate",
                    basicOf("api"),
                    "scope=prints.order&invoker_uri=https%3A%2F%2Fweb.example.com%2Finvoker&access_token=" + token);

            assertThat(response.status()).isEqualTo(200);
            assertThat(member(response, "client_id")).isEqualTo("web");
        }

        @Test
        void refusesWhatIsNotGranted() {
            String token = opaque();

            assertThat(member(post("scope=photos.read&access_token=" + token), "error"))
                    .isEqualTo("insufficient_scope");
            assertThat(post("scope=photos.read&access_token=" + token).status()).isEqualTo(403);
            assertThat(member(post("invoker_uri=https%3A%2F%2Fevil.example.com&access_token=" + token), "error"))
                    .isEqualTo("invalid_token");
            assertThat(post("access_token=nonsense").status()).isEqualTo(401);
        }

        @Test
        void refusesATokenInTheUri() {
            Response response = server.server.handle(server.request("POST", "/oauth/authenticate")
                    .query("access_token=" + opaque())
                    .header("Authorization", basicOf("api"))
                    .build());

            assertThat(member(response, "error")).isEqualTo("invalid_request");
        }

        @Test
        void refusesClientsThatAreNoResourceServers() {
            Response response = server.post("/oauth/authenticate", basicOf("web"), "access_token=" + opaque());

            assertThat(member(response, "error")).isEqualTo("unauthorized_client");
        }

        private Response post(String form) {
            return server.post("/oauth/authenticate", basicOf("api"), form);
        }
    }

    @Nested
    @DisplayName("RFC 8414 metadata")
    class Rfc8414 {

        @ParameterizedTest
        @ValueSource(
                strings = {
                    "/.well-known/oauth-authorization-server/oauth",
                    "/oauth/.well-known/oauth-authorization-server"
                })
        void namesExactlyWhatIsInstalled(String path) throws IOException {
            var document =
                    new ObjectMapper().readTree(server.get(path, "").body().asUtf8());

            assertThat(document.get("issuer").asText()).isEqualTo("https://as.example.com/oauth");
            assertThat(document.get("grant_types_supported").toString())
                    .isEqualTo("[\"authorization_code\",\"client_credentials\",\"refresh_token\"]");
            assertThat(document.get("token_endpoint_auth_methods_supported").toString())
                    .isEqualTo("[\"client_secret_basic\",\"client_secret_post\",\"none\"]");
            assertThat(document.get("code_challenge_methods_supported").toString())
                    .isEqualTo("[\"S256\"]");
            assertThat(document.get("jwks_uri").asText()).isEqualTo("https://as.example.com/oauth/jwks");
        }

        @Test
        void namesTheScopesThatThereAreNow() {
            String before = metadata();

            server.server.scopes().put(new RegisteredScope(new Scope("photos.print"), "Print your photos"));
            String added = metadata();
            server.server.scopes().remove(new Scope("photos.print"));

            assertThat(before).doesNotContain("photos.print");
            assertThat(added).contains("photos.print");
            assertThat(metadata()).isEqualTo(before);
        }

        private String metadata() {
            return server.get("/.well-known/oauth-authorization-server/oauth", "")
                    .body()
                    .asUtf8();
        }
    }

    @Test
    void demandsADemand() {
        Request request = server.request("GET", "/api").build();

        assertThatThrownBy(() -> server.server.authenticate(request)).isInstanceOf(IllegalArgumentException.class);
    }
}
