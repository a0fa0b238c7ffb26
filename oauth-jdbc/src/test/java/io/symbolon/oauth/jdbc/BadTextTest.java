// SPDX-License-Identifier: Apache-2.0
package io.symbolon.oauth.jdbc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.symbolon.oauth.api.ClientId;
import io.symbolon.oauth.api.Request;
import io.symbolon.oauth.api.Response;
import io.symbolon.oauth.api.Secret;
import io.symbolon.oauth.api.Subject;
import io.symbolon.oauth.api.client.Client;
import io.symbolon.oauth.api.store.TokenStore;
import io.symbolon.oauth.api.token.AccessToken;
import io.symbolon.oauth.api.token.Grant;
import io.symbolon.oauth.core.OAuthServer;
import io.symbolon.oauth.testkit.CodeFlow;
import io.symbolon.oauth.testkit.CodeFlow.ObtainedCode;
import io.symbolon.oauth.testkit.TestCommit;
import io.symbolon.oauth.testkit.TestGrants;
import io.symbolon.oauth.testkit.TestIssuers;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

@DisplayName("Text that does not fit")
final class BadTextTest {

    private static final Instant NOON = Instant.parse("2026-03-01T12:00:00Z");
    private static final Secret SECRET = Secret.of("a-secret-of-the-printer-that-nobody-guesses");
    private static final Client PRINTER = Client.confidential("printer", SECRET)
            .authorizationCode("https://printer.example.com/callback")
            .scopes("photos.read")
            .build();
    private static final String FAMILY = "👩‍👩‍👧 東京 ß";

    /** It does not come back from each database as it went there, and two people could become one. */
    @ParameterizedTest
    @EnumSource
    void isRefusedWhereItIsHalfACharacter(TestStorage make) {
        TokenStore store = make.shared().tokens(TestIssuers.fresh());
        TestGrants theirs = TestGrants.madeAt(NOON).by(Subject.ofAccount("alice\uD83D"));
        Grant grant = theirs.grant();
        AccessToken token = theirs.accessToken(grant);
        TestCommit commit = TestCommit.at(NOON).inserting(grant).inserting(token);

        assertThatThrownBy(() -> store.commit(commit.commit())).hasMessageContaining("half of a character");

        assertThat(store.findGrant(grant.id())).isEmpty();
        assertThat(store.findAccessToken(token.id())).isEmpty();
    }

    @ParameterizedTest
    @EnumSource
    void isRefusedByTheRightErrorAndNothingIsLost(TestStorage make) {
        try (OAuthServer server = server(make)) {
            CodeFlow flow = CodeFlow.of(server, new ClientId("printer"), SECRET);
            ObtainedCode code = flow.codeFor("alice");

            for (String text : new String[] {"x".repeat(5_000), FAMILY, "👩".repeat(300)}) {
                assertThat(errorOf(with("code", text, code), flow)).isEqualTo("400 invalid_grant");
                assertThat(errorOf(with("redirect_uri", text, code), flow))
                        .isIn("400 invalid_grant", "400 invalid_request");
                assertThat(errorOf(with("code_verifier", text, code), flow))
                        .isIn("400 invalid_grant", "400 invalid_request");
                assertThat(errorOf(Map.of("grant_type", "refresh_token", "refresh_token", text), flow))
                        .isEqualTo("400 invalid_grant");
                assertThat(errorOf(Map.of("grant_type", text), flow)).startsWith("400 ");
                assertThat(authorizationWith("client_id", text, server)).isEqualTo("400");
                assertThat(authorizationWith("redirect_uri", text, server)).isEqualTo("400");
                assertThat(authorizationWith("scope", text, server)).contains("error=invalid_scope");
                assertThat(authorizationWith("state", text, server)).contains("error=invalid_request");
            }
            assertThat(flow.redeem(code).status()).isEqualTo(200);
        }
    }

    @ParameterizedTest
    @EnumSource
    void isKeptWhereTheClientMayChooseIt(TestStorage make) {
        try (OAuthServer server = server(make)) {
            CodeFlow flow = CodeFlow.of(server, new ClientId("printer"), SECRET).with("state", "x".repeat(2_000));

            assertThat(flow.redeem(flow.codeFor("👩".repeat(127))).status()).isEqualTo(200);
        }
    }

    private static OAuthServer server(TestStorage make) {
        return OAuthServer.builder("https://a.example")
                .loginPage("/login")
                .scope("photos.read", "See your photos " + FAMILY)
                .client(PRINTER)
                .storage(new JdbcStorageModule(make.settings(make.fresh()).build()))
                .build();
    }

    private static Map<String, String> with(String parameter, String value, ObtainedCode code) {
        Map<String, String> parameters = new LinkedHashMap<>(code.tokenRequest());
        parameters.put(parameter, value);
        return parameters;
    }

    private static String errorOf(Map<String, String> parameters, CodeFlow flow) {
        Response response = flow.tokenRequest(parameters);
        String body = response.body().asUtf8();
        return response.status() + " " + body.replaceFirst("(?s).*\"error\":\"([a-z_]+)\".*", "$1");
    }

    /** The status of a page, or where the browser is sent to. */
    private static String authorizationWith(String parameter, String value, OAuthServer server) {
        Map<String, String> parameters = new LinkedHashMap<>(Map.of(
                "response_type", "code",
                "client_id", "printer",
                "redirect_uri", "https://printer.example.com/callback",
                "scope", "photos.read",
                "code_challenge", "E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM",
                "code_challenge_method", "S256"));
        parameters.put(parameter, value);
        Response response = server.handle(Request.received("GET", "/authorize", Instant.now())
                .remoteAddress("127.0.0.1")
                .secure(true)
                .query(CodeFlow.encoded(parameters))
                .build());
        return response.header("Location").orElse(Integer.toString(response.status()));
    }
}
