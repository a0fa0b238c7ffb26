// SPDX-License-Identifier: Apache-2.0
package io.symbolon.oauth.core;

import static org.assertj.core.api.Assertions.assertThat;

import io.symbolon.oauth.api.AccessDemand;
import io.symbolon.oauth.api.AuthenticationContext;
import io.symbolon.oauth.api.Body;
import io.symbolon.oauth.api.Request;
import io.symbolon.oauth.api.ResourceOwner;
import io.symbolon.oauth.api.Response;
import io.symbolon.oauth.api.Scope;
import io.symbolon.oauth.api.Secret;
import io.symbolon.oauth.api.Subject;
import io.symbolon.oauth.api.client.Client;
import io.symbolon.oauth.api.event.OAuthEvent;
import io.symbolon.oauth.core.settings.Settings;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.UnaryOperator;

/** A whole server without a container, with two confidential clients, a public one and a resource server, at noon. */
final class ServerUnderTest implements AutoCloseable {

    static final Instant NOON = Instant.parse("2026-03-01T12:00:00Z");
    static final String SECRET = "a-secret-of-more-than-thirty-two-characters";
    static final String VERIFIER = "dBjftJeZ4CVP-mB92K27uhbUJU1p1r_wW1gFWFOEjXk";
    static final String CHALLENGE = "E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM";
    static final Subject ALICE = Subject.ofAccount("alice");

    final List<OAuthEvent> events = new CopyOnWriteArrayList<>();
    final OAuthServer server;
    Instant now = NOON;

    private ServerUnderTest(UnaryOperator<OAuthServer.Builder> change) {
        this.server = change.apply(OAuthServer.builder(settings().build())
                        .scope("photos.read", "See your photos")
                        .scope("photos.write", "Change your photos")
                        .scope("admin", "Everything")
                        .client(web().build())
                        .client(Client.confidential("other", Secret.of("another-" + SECRET))
                                .authorizationCode("https://other.example.com/cb")
                                .clientCredentials()
                                .scopes("photos.read")
                                .build())
                        .client(Client.publicClient("app")
                                .authorizationCode("https://app.example.com/cb")
                                .scopes("photos.read")
                                .build())
                        .client(Client.confidential("api", Secret.of("the-api's-" + SECRET))
                                .introspectsEveryToken()
                                .build())
                        .listener(events::add)
                        .clock(() -> now))
                .build();
    }

    /** Settings whose keys are made quickly. */
    static Settings.Builder settings() {
        return Settings.forIssuer("https://as.example.com/oauth")
                .loginPage("/login")
                .signingAlgorithms("ES256");
    }

    static ServerUnderTest start() {
        return start(UnaryOperator.identity());
    }

    static ServerUnderTest start(UnaryOperator<OAuthServer.Builder> change) {
        return new ServerUnderTest(change);
    }

    static Client.Builder web() {
        return Client.confidential("web", Secret.of(SECRET))
                .authorizationCode("https://web.example.com/cb")
                .clientCredentials()
                .scopes("photos.read", "photos.write");
    }

    void pass(Duration time) {
        now = now.plus(time);
    }

    /** A code for the client, after login and consent. */
    String codeFor(String client) {
        return codeFor(client, "photos.read");
    }

    String codeFor(String client, String scope) {
        Browser browser = new Browser();
        browser.open(client, "&scope=" + scope);
        browser.logIn();
        browser.resume();
        return browser.isAskedForConsent() ? browser.consent("approve").parameter("code") : browser.parameter("code");
    }

    Response redeem(String code) {
        return redeem(code, "&code_verifier=" + VERIFIER);
    }

    Response redeem(String code, String more) {
        return token(
                "grant_type=authorization_code&redirect_uri=https%3A%2F%2Fweb.example.com%2Fcb&code=" + code + more);
    }

    Response refresh(String refreshToken) {
        return token("grant_type=refresh_token&refresh_token=" + refreshToken);
    }

    /** A refresh request of a public client. */
    Response refreshAs(String client, String refreshToken) {
        return post(
                "/oauth/token", "", "client_id=" + client + "&grant_type=refresh_token&refresh_token=" + refreshToken);
    }

    String refreshToken() {
        return member(redeem(codeFor("web")), "refresh_token");
    }

    /** A token request of the client {@code web}. */
    Response token(String form) {
        return post("/oauth/token", basic("web", SECRET), form);
    }

    Response tokenAs(String client, String form) {
        return post("/oauth/token", basicOf(client), form);
    }

    Response revokeAs(String client, String token) {
        return post("/oauth/revoke", basicOf(client), "token=" + token);
    }

    Response introspectAs(String client, String token) {
        return post("/oauth/introspect", basicOf(client), "token=" + token);
    }

    boolean isAlive(String accessToken) {
        return use(accessToken).status() == 200;
    }

    Response use(String accessToken, String... scopes) {
        Scope[] demanded = Arrays.stream(scopes).map(Scope::new).toArray(Scope[]::new);
        Request request = request("GET", "/api")
                .header("Authorization", "Bearer " + accessToken)
                .build();
        return server.authenticate(request.demanding(AccessDemand.of(demanded)));
    }

    Response get(String path, String query) {
        return server.handle(request("GET", path).query(query).build());
    }

    /** Posts a form; without an authorization header if that is empty. */
    Response post(String path, String authorization, String form) {
        Request.Builder request = request("POST", path)
                .header("Content-Type", "application/x-www-form-urlencoded")
                .body(Body.utf8(form));
        return server.handle(
                authorization.isEmpty()
                        ? request.build()
                        : request.header("Authorization", authorization).build());
    }

    Request.Builder request(String method, String path) {
        return Request.received(method, path, now).remoteAddress("203.0.113.7").secure(true);
    }

    /** What listeners have heard of this kind; closes the server, so that it is all there. */
    <T extends OAuthEvent> List<T> heard(Class<T> kind) {
        server.close();
        return events.stream().filter(kind::isInstance).map(kind::cast).toList();
    }

    /** The rule for the operator by which the answer was refused; closes the server. */
    String ruleOf(Response refusal) {
        String reference = refusal.header("Symbolon-Reference").orElse("");
        return heard(OAuthEvent.RequestRefused.class).stream()
                .filter(refused -> refused.reference().equals(reference))
                .map(OAuthEvent.RequestRefused::rule)
                .findFirst()
                .orElse("");
    }

    static String basic(String client, String secret) {
        return "Basic " + Base64.getEncoder().encodeToString((client + ":" + secret).getBytes(StandardCharsets.UTF_8));
    }

    static String basicOf(String client) {
        return basic(
                client,
                switch (client) {
                    case "web" -> SECRET;
                    case "other" -> "another-" + SECRET;
                    case "api" -> "the-api's-" + SECRET;
                    default -> throw new IllegalArgumentException(client);
                });
    }

    /** The text of a member of a flat JSON answer; empty if there is none. */
    static String member(Response response, String name) {
        String[] parts = response.body().asUtf8().split("\"" + name + "\":\"", 2);
        return parts.length == 1 ? "" : parts[1].split("\"", 2)[0];
    }

    @Override
    public void close() {
        server.close();
    }

    /** A browser with one cookie, and the last response it got. */
    final class Browser {

        private String cookie = "";
        private String handle = "";
        private Optional<ResourceOwner> session = Optional.empty();
        private Response last = Response.status(200).build();

        Browser open(String client, String more) {
            return openWith("response_type=code&client_id=" + client + "&redirect_uri=https%3A%2F%2F" + client
                    + ".example.com%2Fcb&state=s-1&code_challenge_method=S256&code_challenge=" + CHALLENGE + more);
        }

        Browser openWith(String query) {
            last = server.handle(with(request("GET", "/oauth/authorize").query(query))
                    .build()
                    .recognizing(() -> session));
            last.header("Set-Cookie").ifPresent(set -> cookie = set.split(";", 2)[0]);
            String[] parts = last.header("Location").orElse("").split("interaction=", 2);
            handle = parts.length == 1 ? "" : parts[1];
            return this;
        }

        /** The application knows from now on that this browser is alice's, who logged in at that instant. */
        Browser withSessionSince(Instant authenticatedAt) {
            session = Optional.of(ResourceOwner.of(ALICE, AuthenticationContext.at(authenticatedAt)));
            return this;
        }

        Browser logIn() {
            return logIn(now);
        }

        Browser logIn(Instant authenticatedAt) {
            last = server.interactions()
                    .authenticated(page(), handle, ALICE, AuthenticationContext.at(authenticatedAt));
            return this;
        }

        Browser resume() {
            last = server.handle(with(request("GET", "/oauth/authorize/resume").query("interaction=" + handle))
                    .build());
            return this;
        }

        Browser consent(String decision) {
            return consentWith("decision=" + decision + "&interaction=" + handle + "&csrf_token=" + csrfToken());
        }

        Browser consentWith(String form) {
            last = server.handle(with(request("POST", "/oauth/authorize/consent")
                            .header("Content-Type", "application/x-www-form-urlencoded")
                            .body(Body.utf8(form)))
                    .build());
            return this;
        }

        boolean isAskedForConsent() {
            return last.status() == 200;
        }

        String csrfToken() {
            String[] parts = last.body().asUtf8().split("name=\"csrf_token\" value=\"", 2);
            return parts.length == 1 ? "" : parts[1].split("\"", 2)[0];
        }

        String handle() {
            return handle;
        }

        Browser adoptHandleOf(Browser other) {
            handle = other.handle;
            return this;
        }

        Response last() {
            return last;
        }

        Request page() {
            return with(request("GET", "/login")).build();
        }

        /** A parameter of the URI that the browser was sent to; empty if there is none. */
        String parameter(String name) {
            String location = last.header("Location").orElse("");
            assertThat(location).as(last.body().asUtf8()).isNotEmpty();
            String[] parts = location.split("[?&#]" + name + "=", 2);
            return parts.length == 1 ? "" : parts[1].split("&", 2)[0];
        }

        private Request.Builder with(Request.Builder request) {
            return cookie.isEmpty() ? request : request.header("Cookie", cookie);
        }
    }

    Browser browser() {
        return new Browser();
    }
}
