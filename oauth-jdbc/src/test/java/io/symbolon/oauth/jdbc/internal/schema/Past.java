// SPDX-License-Identifier: Apache-2.0
package io.symbolon.oauth.jdbc.internal.schema;

import static org.assertj.core.api.Assertions.assertThat;

import com.nimbusds.jwt.SignedJWT;
import io.symbolon.oauth.api.Body;
import io.symbolon.oauth.api.ClientId;
import io.symbolon.oauth.api.Digest;
import io.symbolon.oauth.api.RedirectUri;
import io.symbolon.oauth.api.Request;
import io.symbolon.oauth.api.ResourceUri;
import io.symbolon.oauth.api.Response;
import io.symbolon.oauth.api.Scopes;
import io.symbolon.oauth.api.Secret;
import io.symbolon.oauth.api.Subject;
import io.symbolon.oauth.api.resource.Resource;
import io.symbolon.oauth.api.store.ConsentStore;
import io.symbolon.oauth.api.store.OnceStore;
import io.symbolon.oauth.api.store.TokenStore;
import io.symbolon.oauth.core.OAuthServer;
import io.symbolon.oauth.jdbc.JdbcStorage;
import io.symbolon.oauth.jdbc.JdbcStorageModule;
import io.symbolon.oauth.quality.databases.Database;
import io.symbolon.oauth.testkit.CodeFlow;
import io.symbolon.oauth.testkit.CodeFlow.ObtainedCode;
import io.symbolon.oauth.testkit.IssuedTokens;
import io.symbolon.oauth.testkit.TestClients;
import java.nio.charset.StandardCharsets;
import java.text.ParseException;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * What a server has done, as those hold it in their hands who dealt with it: codes, tokens, a login page that is still open.
 * Another server on the same rows must know all of it. It is always noon of the same day.
 *
 * @param held what they hold, by name
 */
record Past(Map<String, String> held) {

    static final Instant NOON = Instant.parse("2026-03-01T12:00:00Z");

    private static final Secret ENCRYPTION_KEY = Secret.of("AAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh8=");
    private static final Subject ALICE = Subject.ofAccount("alice");
    private static final Subject MALLORY = Subject.ofAccount("mallory");
    private static final ClientId WEB = new ClientId("web");
    private static final RedirectUri CALLBACK = new RedirectUri("https://web.example/cb");
    private static final Digest MARKER = Digest.of(Secret.of("a proof that was used"));
    private static final Scopes READ = Scopes.parse("photos.read");

    Past {
        held = Map.copyOf(held);
    }

    /** A server that learns nothing but what is in the database; it makes or upgrades the tables. */
    static OAuthServer server(Database database) {
        return builder(database).build();
    }

    private static OAuthServer.Builder builder(Database database) {
        return OAuthServer.builder("https://photos.example.com/oauth")
                .loginPage("/login")
                .clock(() -> NOON)
                .storage(new JdbcStorageModule(JdbcStorage.at(database.url())
                        .user(database.user())
                        .password(Secret.of(database.password()))
                        .encryptionKey("test", ENCRYPTION_KEY)
                        .connections(4)
                        .build()));
    }

    /** Lets a server live on this empty database; each of its tables then has rows. */
    static Past livedOn(Database database) {
        try (OAuthServer server = builder(database)
                .scope("photos.read", "See your photos \uD83D\uDCF7")
                .scope("photos.write", "Add photos; 'quoted', \\ and all")
                .scope("photos.print", "Print photos")
                .resource(new Resource(
                        new ResourceUri("https://print.example"), Scopes.parse("photos.print"), Optional.of("opaque")))
                .client(TestClients.webApplication("web")
                        .corsOrigin("https://web.example")
                        .build())
                .client(TestClients.machine("machine")
                        .accessTokenFormat("at+jwt")
                        .build())
                .client(TestClients.resourceServer("api").build())
                .build()) {
            return livedIn(server);
        }
    }

    private static Past livedIn(OAuthServer server) {
        Map<String, String> held = new TreeMap<>();
        CodeFlow web = web(server);
        ObtainedCode unspent = web.codeFor("alice");
        held.put("unspent.code", unspent.code().reveal());
        held.put("unspent.verifier", unspent.verifier().reveal());
        ObtainedCode spent = web.codeFor("bob");
        IssuedTokens first = IssuedTokens.in(web.redeem(spent));
        IssuedTokens second = IssuedTokens.in(web.refresh(first));
        held.put("access", second.accessToken());
        held.put("refresh", second.refreshToken().orElseThrow());
        ObtainedCode replayed = web.codeFor("dave");
        web.redeem(replayed);
        held.put("spent.code", replayed.code().reveal());
        held.put("spent.verifier", replayed.verifier().reveal());
        held.put("ended", web.tokensFor("mallory").accessToken());
        server.part(TokenStore.class).revokeAllOf(MALLORY, NOON);
        held.put("signed", signed(server));
        String revoked = signed(server);
        held.put("revoked", revoked);
        assertThat(post(server, "/revoke", "machine", "token=" + revoked).status())
                .isEqualTo(200);
        server.part(ConsentStore.class).remember(ALICE, WEB, READ, NOON);
        server.part(OnceStore.class).burn(MARKER, NOON.plus(Duration.ofDays(1)), NOON);
        server.part(TokenStore.class).prune(NOON, 1);
        held.putAll(parked(server));
        return new Past(held);
    }

    /** Fails unless the server takes up all that was left. */
    void assertGoesOn(OAuthServer server) {
        CodeFlow web = web(server);
        assertThat(isActive(server, "access")).isTrue();
        assertThat(isActive(server, "signed")).isTrue();
        assertThat(isActive(server, "ended")).isFalse();
        assertThat(isActive(server, "revoked")).isFalse();
        assertThat(web.redeem(code("unspent")).status()).isEqualTo(200);
        assertThat(web.redeem(code("spent")).body().asUtf8()).contains("invalid_grant");
        assertThat(web.tokenRequest(Map.of("grant_type", "refresh_token", "refresh_token", what("refresh")))
                        .status())
                .isEqualTo(200);
        assertThat(keyOf(signed(server))).isEqualTo(keyOf(what("signed")));
        assertThat(server.part(ConsentStore.class)
                        .find(ALICE, WEB)
                        .orElseThrow()
                        .scopes())
                .isEqualTo(READ);
        assertThat(server.part(OnceStore.class).burn(MARKER, NOON.plusSeconds(1), NOON))
                .isEqualTo(OnceStore.Burned.AGAIN);
        assertThat(server.interactions().find(browser(what("cookie")), what("interaction")))
                .isPresent();
        assertThat(server.clients().isCorsOriginRegistered("https://web.example"))
                .isTrue();
        assertThat(server.scopes().all())
                .hasSize(3)
                .anyMatch(scope -> scope.description().endsWith("\uD83D\uDCF7"));
        assertThat(server.resources().all()).hasSize(1);
        assertThat(IssuedTokens.in(web.refresh(web.tokensFor("erin"))).accessToken())
                .isNotEmpty();
    }

    private String what(String name) {
        return Optional.ofNullable(held.get(name)).orElseThrow();
    }

    private ObtainedCode code(String which) {
        return new ObtainedCode(Secret.of(what(which + ".code")), CALLBACK, Secret.of(what(which + ".verifier")));
    }

    private boolean isActive(OAuthServer server, String which) {
        return post(server, "/introspect", "api", "token=" + what(which))
                .body()
                .asUtf8()
                .contains("\"active\":true");
    }

    private static CodeFlow web(OAuthServer server) {
        return CodeFlow.of(server, WEB, TestClients.SECRET).timedBy(() -> NOON);
    }

    private static String signed(OAuthServer server) {
        return IssuedTokens.in(post(server, "/token", "machine", "grant_type=client_credentials"))
                .accessToken();
    }

    private static String keyOf(String jwt) {
        try {
            return SignedJWT.parse(jwt).getHeader().getKeyID();
        } catch (ParseException e) {
            throw new AssertionError(jwt, e);
        }
    }

    private static Map<String, String> parked(OAuthServer server) {
        Response parked = server.handle(Request.received("GET", "/oauth/authorize", NOON)
                .secure(true)
                .query("response_type=code&client_id=web&redirect_uri=https%3A%2F%2Fweb.example%2Fcb"
                        + "&code_challenge=E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM&code_challenge_method=S256")
                .build());
        String location = parked.header("Location").orElseThrow();
        return Map.of(
                "cookie",
                parked.header("Set-Cookie").orElseThrow().split(";", 2)[0],
                "interaction",
                location.substring(location.indexOf("interaction=") + "interaction=".length()));
    }

    private static Request browser(String cookie) {
        return Request.received("GET", "/login", NOON)
                .secure(true)
                .header("Cookie", cookie)
                .build();
    }

    private static Response post(OAuthServer server, String endpoint, String client, String form) {
        String pair = client + ":" + TestClients.SECRET.reveal();
        return server.handle(Request.received("POST", "/oauth" + endpoint, NOON)
                .secure(true)
                .remoteAddress("127.0.0.1")
                .header(
                        "Authorization",
                        "Basic " + Base64.getEncoder().encodeToString(pair.getBytes(StandardCharsets.UTF_8)))
                .header("Content-Type", "application/x-www-form-urlencoded")
                .body(Body.utf8(form))
                .build());
    }
}
