// SPDX-License-Identifier: Apache-2.0
package io.symbolon.oauth.saml;

import static org.assertj.core.api.Assertions.assertThat;

import io.symbolon.oauth.api.AccessDemand;
import io.symbolon.oauth.api.Body;
import io.symbolon.oauth.api.GrantType;
import io.symbolon.oauth.api.Request;
import io.symbolon.oauth.api.Response;
import io.symbolon.oauth.api.Secret;
import io.symbolon.oauth.api.VerifiedAccess;
import io.symbolon.oauth.api.assertion.SubjectMapping;
import io.symbolon.oauth.api.client.Client;
import io.symbolon.oauth.api.event.OAuthEvent;
import io.symbolon.oauth.core.OAuthServer;
import io.symbolon.oauth.core.settings.Settings;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** A whole server without a container that trusts one SAML issuer, at noon. */
final class SamlServer implements AutoCloseable {

    private static final String SECRET = "a-secret-of-more-than-thirty-two-characters";

    final List<OAuthEvent> events = new CopyOnWriteArrayList<>();
    final OAuthServer server;
    Instant now = SamlText.NOON;

    private SamlServer(TrustedSamlIssuer... trusted) {
        this.server = OAuthServer.builder(Settings.forIssuer(SamlText.ISSUER)
                        .signingAlgorithms("ES256")
                        .build())
                .withoutStandardGrants()
                .install(new SamlBearerGrantModule(trusted))
                .scope("photos.read", "See your photos")
                .scope("photos.write", "Change your photos")
                .scope("admin", "Everything")
                .client(client("backend"))
                .client(client("other-backend"))
                .listener(events::add)
                .clock(() -> now)
                .build();
    }

    static SamlServer start() {
        return start(partner().build());
    }

    static SamlServer start(TrustedSamlIssuer... trusted) {
        return new SamlServer(trusted);
    }

    static TrustedSamlIssuer.Builder partner() {
        return TrustedSamlIssuer.named(SamlText.PARTNER)
                .key(SamlText.KEY.getPublic())
                .subjects(SubjectMapping.toAccount("partner:"))
                .scopes("photos.read", "admin")
                .client("backend");
    }

    private static Client client(String id) {
        return Client.confidential(id, Secret.of(SECRET))
                .grantType(GrantType.SAML2_BEARER)
                .scopes("photos.read", "photos.write")
                .build();
    }

    /** Presents a whole document. */
    Response present(String xml) {
        return presentEncoded(SamlText.encoded(xml), "");
    }

    Response presentEncoded(String assertion, String more) {
        return presentAs("backend", assertion, more);
    }

    Response presentAs(String client, String assertion, String more) {
        String basic = Base64.getEncoder().encodeToString((client + ":" + SECRET).getBytes(StandardCharsets.UTF_8));
        return server.handle(Request.received("POST", "/oauth/token", now)
                .remoteAddress("203.0.113.7")
                .secure(true)
                .header("Authorization", "Basic " + basic)
                .header("Content-Type", "application/x-www-form-urlencoded")
                .body(Body.utf8("grant_type=" + encoded(GrantType.SAML2_BEARER.value()) + "&assertion="
                        + encoded(assertion) + more))
                .build());
    }

    String metadata() {
        return server.handle(Request.received("GET", "/.well-known/oauth-authorization-server/oauth", now)
                        .build())
                .body()
                .asUtf8();
    }

    VerifiedAccess accessOf(Response tokens) {
        assertThat(tokens.status()).as(tokens.body().asUtf8()).isEqualTo(200);
        Request request = Request.received("GET", "/api", now)
                .secure(true)
                .header("Authorization", "Bearer " + member(tokens, "access_token"))
                .build();
        return server.authenticate(request.demanding(AccessDemand.of()))
                .access()
                .orElseThrow();
    }

    void assertRefused(Response response, String rule) {
        assertRefused(response, rule, 0);
    }

    /** Looks at the answer, at the rule in the event, and at how often anything was granted at all; closes the server. */
    void assertRefused(Response response, String rule, int grantedBefore) {
        assertThat(response.status()).isEqualTo(400);
        assertThat(member(response, "error")).isEqualTo("invalid_grant");
        assertThat(member(response, "access_token")).isEmpty();
        String reference = response.header("Symbolon-Reference").orElse("");
        assertThat(heard(OAuthEvent.RequestRefused.class))
                .filteredOn(refused -> refused.reference().equals(reference))
                .extracting(OAuthEvent.RequestRefused::rule)
                .containsExactly(rule);
        assertThat(heard(OAuthEvent.TokensIssued.class)).hasSize(grantedBefore);
    }

    private <T extends OAuthEvent> List<T> heard(Class<T> kind) {
        server.close();
        return events.stream().filter(kind::isInstance).map(kind::cast).toList();
    }

    static String member(Response response, String name) {
        String[] parts = response.body().asUtf8().split("\"" + name + "\":\"", 2);
        return parts.length == 1 ? "" : parts[1].split("\"", 2)[0];
    }

    private static String encoded(String value) {
        return URLEncoder.encode(value, StandardCharsets.UTF_8);
    }

    @Override
    public void close() {
        server.close();
    }
}
