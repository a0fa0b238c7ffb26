// SPDX-License-Identifier: Apache-2.0
package io.symbolon.oauth.testkit.junit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.symbolon.oauth.api.AccessDemand;
import io.symbolon.oauth.api.ClientId;
import io.symbolon.oauth.api.Request;
import io.symbolon.oauth.api.Response;
import io.symbolon.oauth.api.Scope;
import io.symbolon.oauth.api.Secret;
import io.symbolon.oauth.api.Subject;
import io.symbolon.oauth.api.client.Client;
import io.symbolon.oauth.testkit.CodeFlow;
import io.symbolon.oauth.testkit.HandMovedClock;
import io.symbolon.oauth.testkit.IssuedTokens;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class OAuthTestServerTest {

    private static final Instant NOON = Instant.parse("2026-03-01T12:00:00Z");

    private final HandMovedClock clock = HandMovedClock.at(NOON);

    @RegisterExtension
    final OAuthTestServer oauth = OAuthTestServer.builder()
            .clock(clock)
            .application(server ->
                    server.client(Client.confidential("own", Secret.of("a secret that only the application knows"))
                            .clientCredentials()
                            .build()))
            .build();

    @Test
    void givesATokenForAnAccountInOneLine() {
        String token = oauth.tokenFor("alice", "photos.read");

        assertThat(authenticate(token, "photos.read").access()).hasValueSatisfying(access -> {
            assertThat(access.subject()).isEqualTo(Subject.ofAccount("alice"));
            assertThat(access.scopes()).containsExactly(new Scope("photos.read"));
        });
    }

    @Test
    void givesNoScopesThatWereNotAskedFor() {
        oauth.tokenFor("alice", "photos.read", "photos.write");

        String narrow = oauth.tokenFor("alice", "photos.read");
        String bare = oauth.tokenFor("alice");

        assertThat(authenticate(narrow, "photos.write").status()).isEqualTo(403);
        assertThat(authenticate(bare, "photos.read").status()).isEqualTo(403);
    }

    @Test
    void givesATokenOfAClientItself() {
        String token = oauth.clientTokenFor("nightly-job", "photos.read");

        assertThat(authenticate(token, "photos.read").access())
                .hasValueSatisfying(access ->
                        assertThat(access.subject()).isEqualTo(new Subject(Subject.Type.CLIENT, "nightly-job")));
    }

    @Test
    void hasNoSecretOfTheApplicationsOwnClient() {
        assertThatThrownBy(() -> oauth.clientTokenFor("own", "photos.read"))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("'own'");
    }

    @Test
    void goesThroughTheGrantStepByStep() {
        CodeFlow flow = oauth.codeFlow("photos.read");
        CodeFlow.ObtainedCode code = flow.codeFor("alice");

        IssuedTokens first = IssuedTokens.in(flow.redeem(code));
        IssuedTokens second = IssuedTokens.in(flow.refresh(first));

        assertThat(second.accessToken()).isNotEqualTo(first.accessToken());
        assertThat(flow.redeem(code).status()).isEqualTo(400);
    }

    @Test
    void expiresTokensWhenTheClockIsMoved() {
        IssuedTokens tokens = oauth.tokensFor("alice", "photos.read");

        clock.move(tokens.expiresIn());

        assertThat(authenticate(tokens.accessToken(), "photos.read").status()).isEqualTo(401);
    }

    @Test
    void issuesToAPublicClientToo() {
        oauth.tokenFor("alice", "photos.read");
        oauth.server()
                .clients()
                .add(Client.publicClient("app")
                        .authorizationCode("com.example.app:/cb")
                        .scopes("photos.read")
                        .build());

        IssuedTokens tokens = CodeFlow.ofPublicClient(oauth.server(), new ClientId("app"))
                .timedBy(clock)
                .tokensFor("alice");

        assertThat(authenticate(tokens.accessToken(), "photos.read").access()).isPresent();
    }

    private Response authenticate(String token, String scope) {
        Request request = Request.received("GET", "/api", clock.instant())
                .header("Authorization", "Bearer " + token)
                .build();
        return oauth.server().authenticate(request.demanding(AccessDemand.of(new Scope(scope))));
    }
}
