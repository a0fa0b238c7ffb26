// SPDX-License-Identifier: Apache-2.0
package io.symbolon.oauth.core;

import static org.assertj.core.api.Assertions.assertThat;

import io.symbolon.oauth.api.AccessDemand;
import io.symbolon.oauth.api.AuthenticationContext;
import io.symbolon.oauth.api.Body;
import io.symbolon.oauth.api.Request;
import io.symbolon.oauth.api.Response;
import io.symbolon.oauth.api.Scope;
import io.symbolon.oauth.api.Secret;
import io.symbolon.oauth.api.Subject;
import io.symbolon.oauth.api.client.Client;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Base64;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

/** One request after the other through the whole engine, without a container. */
class OAuthServerTest {

    private static final Instant NOON = Instant.parse("2026-03-01T12:00:00Z");
    private static final String SECRET = "a-secret-of-more-than-thirty-two-characters";
    private static final String VERIFIER = "dBjftJeZ4CVP-mB92K27uhbUJU1p1r_wW1gFWFOEjXk";
    private static final String CHALLENGE = "E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM";

    private OAuthServer server;
    private Instant now = NOON;

    @BeforeEach
    void start() {
        server = OAuthServer.builder("https://as.example.com/oauth")
                .loginPage("/login")
                .scope("photos.read", "See your photos")
                .scope("photos.write", "Change your photos")
                .client(Client.confidential("web", Secret.of(SECRET))
                        .authorizationCode("https://web.example.com/cb")
                        .clientCredentials()
                        .scopes("photos.read", "photos.write")
                        .build())
                .clock(() -> now)
                .build();
    }

    @AfterEach
    void stop() {
        server.close();
    }

    @Nested
    @DisplayName("RFC 6749 §4.4 client credentials")
    class Rfc6749Section4_4 {

        @Test
        void issuesATokenThatAuthenticates() {
            Response response = post("/oauth/token", "grant_type=client_credentials&scope=photos.read");

            assertThat(response.status()).as(response.body().asUtf8()).isEqualTo(200);
            Response access = authenticate(member(response, "access_token"), "photos.read");
            assertThat(access.access().orElseThrow().subject()).isEqualTo(new Subject(Subject.Type.CLIENT, "web"));
            assertThat(authenticate(member(response, "access_token"), "photos.write")
                            .status())
                    .isEqualTo(403);
        }
    }

    @Nested
    @DisplayName("RFC 6749 §4.1 authorization code")
    class Rfc6749Section4_1 {

        @Test
        void issuesTokensAfterLoginAndConsent() {
            String code = authorize();

            Response tokens = redeem(code);

            assertThat(tokens.status()).as(tokens.body().asUtf8()).isEqualTo(200);
            assertThat(authenticate(member(tokens, "access_token"), "photos.read")
                            .access())
                    .hasValueSatisfying(access -> assertThat(access.subject()).isEqualTo(Subject.ofAccount("alice")));
        }

        @Test
        void endsTheFamilyWhenACodeIsReplayed() {
            String code = authorize();
            Response tokens = redeem(code);

            Response replay = redeem(code);

            assertThat(member(replay, "error")).isEqualTo("invalid_grant");
            assertThat(authenticate(member(tokens, "access_token"), "photos.read")
                            .status())
                    .isEqualTo(401);
        }
    }

    @Nested
    @DisplayName("RFC 6749 §6 refresh token")
    class Rfc6749Section6 {

        @Test
        void handsTheSameSuccessorOutAgainWithinTheWindow() {
            String first = member(redeem(authorize()), "refresh_token");

            Response one = refresh(first);
            now = now.plusSeconds(5);
            Response two = refresh(first);

            assertThat(one.status()).as(one.body().asUtf8()).isEqualTo(200);
            assertThat(two.status()).as(two.body().asUtf8()).isEqualTo(200);
            assertThat(member(two, "refresh_token")).isEqualTo(member(one, "refresh_token"));
            assertThat(member(two, "access_token")).isNotEqualTo(member(one, "access_token"));
        }

        @Test
        void endsTheFamilyWhenAnOldOneIsReusedAfterTheWindow() {
            String first = member(redeem(authorize()), "refresh_token");
            Response one = refresh(first);
            now = now.plusSeconds(11);

            Response reuse = refresh(first);

            assertThat(member(reuse, "error")).isEqualTo("invalid_grant");
            assertThat(member(refresh(member(one, "refresh_token")), "error")).isEqualTo("invalid_grant");
        }
    }

    private String authorize() {
        Response parked = get(
                "/oauth/authorize",
                "response_type=code&client_id=web&redirect_uri=https%3A%2F%2Fweb.example.com%2Fcb&scope=photos.read"
                        + "&state=s-1&code_challenge_method=S256&code_challenge=" + CHALLENGE,
                "");
        assertThat(parked.status()).as(parked.body().asUtf8()).isEqualTo(303);
        String cookie = parked.header("Set-Cookie").orElseThrow().split(";", 2)[0];
        String handle = parked.header("Location").orElseThrow().split("interaction=", 2)[1];
        Request browser = request("GET", "/login").header("Cookie", cookie).build();
        assertThat(server.interactions().find(browser, handle)).isPresent();
        Response resumed = server.interactions()
                .authenticated(browser, handle, Subject.ofAccount("alice"), AuthenticationContext.at(now));
        assertThat(resumed.status()).isEqualTo(303);
        Response consent = get("/oauth/authorize/resume", "interaction=" + handle, cookie);
        assertThat(consent.body().asUtf8()).contains("See your photos");
        String csrf = consent.body()
                .asUtf8()
                .split("name=\"csrf_token\" value=\"", 2)[1]
                .split("\"", 2)[0];
        Response done = server.handle(request("POST", "/oauth/authorize/consent")
                .header("Cookie", cookie)
                .header("Content-Type", "application/x-www-form-urlencoded")
                .body(Body.utf8("decision=approve&interaction=" + handle + "&csrf_token=" + csrf))
                .build());
        assertThat(done.status()).as(done.body().asUtf8()).isEqualTo(303);
        URI location = URI.create(done.header("Location").orElseThrow());
        assertThat(location.getRawQuery()).contains("state=s-1").contains("iss=https%3A%2F%2Fas.example.com%2Foauth");
        return location.getRawQuery().split("code=", 2)[1].split("&", 2)[0];
    }

    private Response redeem(String code) {
        return post(
                "/oauth/token",
                "grant_type=authorization_code&redirect_uri=https%3A%2F%2Fweb.example.com%2Fcb&code=" + code
                        + "&code_verifier=" + VERIFIER);
    }

    private Response refresh(String token) {
        return post("/oauth/token", "grant_type=refresh_token&refresh_token=" + token);
    }

    private Response authenticate(String token, String scope) {
        Request request = request("GET", "/api")
                .header("Authorization", "Bearer " + token)
                .build();
        return server.authenticate(request.demanding(AccessDemand.of(new Scope(scope))));
    }

    private Response get(String path, String query, String cookie) {
        Request.Builder request = request("GET", path).query(query);
        return server.handle(
                cookie.isEmpty()
                        ? request.build()
                        : request.header("Cookie", cookie).build());
    }

    private Response post(String path, String form) {
        String basic = Base64.getEncoder().encodeToString(("web:" + SECRET).getBytes(StandardCharsets.UTF_8));
        return server.handle(request("POST", path)
                .header("Authorization", "Basic " + basic)
                .header("Content-Type", "application/x-www-form-urlencoded")
                .body(Body.utf8(form))
                .build());
    }

    private Request.Builder request(String method, String path) {
        return Request.received(method, path, now).remoteAddress("203.0.113.7").secure(true);
    }

    private static String member(Response response, String name) {
        String json = response.body().asUtf8();
        return json.split("\"" + name + "\":\"", 2)[1].split("\"", 2)[0];
    }
}
