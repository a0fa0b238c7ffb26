// SPDX-License-Identifier: Apache-2.0
package io.symbolon.oauth.core;

import static io.symbolon.oauth.core.ServerUnderTest.CHALLENGE;
import static io.symbolon.oauth.core.ServerUnderTest.VERIFIER;
import static io.symbolon.oauth.core.ServerUnderTest.member;
import static org.assertj.core.api.Assertions.assertThat;

import io.symbolon.oauth.api.Response;
import io.symbolon.oauth.api.event.OAuthEvent;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The authorization code grant through the whole engine. */
class AuthorizationCodeTest {

    private final ServerUnderTest server = ServerUnderTest.start();

    @AfterEach
    void stop() {
        server.close();
    }

    @Nested
    @DisplayName("RFC 6749 §4.1.2 authorization codes")
    class Rfc6749Section4_1_2 {

        @Test
        @Tag("security-case-9")
        void revokesTheFamilyWhenACodeIsReplayed() {
            String code = server.codeFor("web");
            Response tokens = server.redeem(code);

            Response replay = server.redeem(code);

            assertThat(member(replay, "error")).isEqualTo("invalid_grant");
            assertThat(server.isAlive(member(tokens, "access_token"))).isFalse();
            assertThat(member(server.refresh(member(tokens, "refresh_token")), "error"))
                    .isEqualTo("invalid_grant");
        }

        @Test
        @Tag("security-case-8")
        void leavesOtherFamiliesAloneWhenACodeIsReplayed() {
            String bystander = member(server.redeem(server.codeFor("web")), "access_token");
            String code = server.codeFor("web");
            server.redeem(code);

            server.redeem(code);

            assertThat(server.isAlive(bystander)).isTrue();
        }

        @Test
        void redeemsUntilTheInstantBeforeExpiry() {
            String code = server.codeFor("web");
            server.pass(Duration.ofSeconds(60).minusMillis(1));

            assertThat(server.redeem(code).status()).isEqualTo(200);
        }

        @Test
        void refusesAtTheInstantOfExpiry() {
            String code = server.codeFor("web");
            server.pass(Duration.ofSeconds(60));

            assertThat(member(server.redeem(code), "error")).isEqualTo("invalid_grant");
        }

        @Test
        void refusesACodeOfAnotherClientAndLeavesItUsable() {
            String code = server.codeFor("web");

            Response stranger = server.tokenAs(
                    "other",
                    "grant_type=authorization_code&code=" + code + "&redirect_uri=https%3A%2F%2Fweb.example.com%2Fcb"
                            + "&code_verifier=" + VERIFIER);

            assertThat(member(stranger, "error")).isEqualTo("invalid_grant");
            assertThat(server.redeem(code).status()).isEqualTo(200);
        }

        @ParameterizedTest
        @ValueSource(strings = {"", "&redirect_uri=https%3A%2F%2Fweb.example.com%2FCB"})
        void refusesAnotherRedirectUriThanTheCodeWasSentTo(String redirectUri) {
            String code = server.codeFor("web");

            Response response = server.token(
                    "grant_type=authorization_code&code=" + code + redirectUri + "&code_verifier=" + VERIFIER);

            assertThat(member(response, "error")).isEqualTo("invalid_grant");
        }
    }

    @Nested
    @DisplayName("RFC 7636 proof key for code exchange")
    class Rfc7636 {

        @ParameterizedTest
        @Tag("security-case-32")
        @Tag("CVE-2024-22258")
        @ValueSource(
                strings = {
                    "",
                    "&code_verifier=",
                    "&code_verifier=E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM",
                    "&code_verifier=too-short",
                    "&code_verifier=dBjftJeZ4CVP-mB92K27uhbUJU1p1r_wW1gFWFOEjXK"
                })
        void refusesTheCodeWithoutItsVerifier(String verifier) {
            String code = server.codeFor("web");

            Response response = server.redeem(code, verifier);

            assertThat(member(response, "error")).isEqualTo("invalid_grant");
            assertThat(server.events).noneMatch(OAuthEvent.TokensIssued.class::isInstance);
        }

        @ParameterizedTest
        @Tag("security-case-32b")
        @ValueSource(strings = {"", "&code_verifier=", "&code_verifier=wrong"})
        void isNotWeakenedByAFailedAttempt(String second) {
            String code = server.codeFor("web");
            server.redeem(code, "&code_verifier=" + VERIFIER.replace('d', 'e'));

            Response weaker = server.redeem(code, second);

            assertThat(member(weaker, "error")).isEqualTo("invalid_grant");
            assertThat(server.redeem(code).status()).isEqualTo(200);
        }

        @ParameterizedTest
        @Tag("security-case-32")
        @ValueSource(
                strings = {
                    "",
                    "&code_challenge=&code_challenge_method=S256",
                    "&code_challenge=" + CHALLENGE,
                    "&code_challenge=" + CHALLENGE + "&code_challenge_method=plain",
                    "&code_challenge=short&code_challenge_method=S256"
                })
        void refusesToStartWithoutAChallengeEvenForConfidentialClients(String challenge) {
            Response response = server.get(
                    "/oauth/authorize",
                    "response_type=code&client_id=web&redirect_uri=https%3A%2F%2Fweb.example.com%2Fcb&state=s"
                            + challenge);

            assertThat(response.header("Location").orElseThrow())
                    .startsWith("https://web.example.com/cb?error=invalid_request&")
                    .contains("&state=s&iss=");
        }
    }

    @Nested
    @DisplayName("RFC 9207 issuer identification")
    class Rfc9207 {

        @Test
        void namesTheIssuerInSuccessAndError() {
            ServerUnderTest.Browser browser =
                    server.browser().open("web", "").logIn().resume();
            String error = server.browser().open("web", "&max_age=soon").parameter("iss");

            browser.consent("approve");

            assertThat(browser.parameter("iss")).isEqualTo("https%3A%2F%2Fas.example.com%2Foauth");
            assertThat(error).isEqualTo("https%3A%2F%2Fas.example.com%2Foauth");
        }
    }
}
