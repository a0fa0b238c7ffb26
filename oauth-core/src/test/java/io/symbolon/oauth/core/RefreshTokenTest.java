// SPDX-License-Identifier: Apache-2.0
package io.symbolon.oauth.core;

import static io.symbolon.oauth.core.ServerUnderTest.member;
import static org.assertj.core.api.Assertions.assertThat;

import io.symbolon.oauth.api.Response;
import io.symbolon.oauth.api.event.OAuthEvent;
import io.symbolon.oauth.core.settings.RefreshTokenRotation;
import io.symbolon.oauth.core.settings.Settings;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** The refresh token grant through the whole engine. */
class RefreshTokenTest {

    private final List<ServerUnderTest> started = new ArrayList<>();

    @AfterEach
    void stop() {
        started.forEach(ServerUnderTest::close);
    }

    private ServerUnderTest serverWith(UnaryOperator<Settings.Builder> change) {
        Settings settings = change.apply(
                        Settings.forIssuer("https://as.example.com/oauth").loginPage("/login"))
                .build();
        ServerUnderTest server = ServerUnderTest.start(builder -> builder.settings(settings));
        started.add(server);
        return server;
    }

    private ServerUnderTest standardServer() {
        return serverWith(UnaryOperator.identity());
    }

    @Nested
    @DisplayName("RFC 9700 §4.14.2 rotation")
    class Rfc9700Section4_14_2 {

        @Test
        void replacesTheTokenByEachUse() {
            ServerUnderTest server = standardServer();
            String first = server.refreshToken();

            String second = member(server.refresh(first), "refresh_token");
            String third = member(server.refresh(second), "refresh_token");

            assertThat(List.of(first, second, third)).doesNotHaveDuplicates();
        }

        @Test
        void handsTheSameSuccessorOutAgainWithinTheWindow() {
            ServerUnderTest server = standardServer();
            String first = server.refreshToken();
            Response one = server.refresh(first);
            server.pass(Duration.ofSeconds(10).minusMillis(1));

            Response two = server.refresh(first);

            assertThat(member(two, "refresh_token")).isEqualTo(member(one, "refresh_token"));
            assertThat(server.isAlive(member(one, "access_token"))).isTrue();
            assertThat(server.isAlive(member(two, "access_token"))).isTrue();
        }

        @Test
        void revokesTheFamilyWhenTheWindowIsOver() {
            ServerUnderTest server = standardServer();
            String first = server.refreshToken();
            Response one = server.refresh(first);
            server.pass(Duration.ofSeconds(10));

            Response reuse = server.refresh(first);

            assertThat(member(reuse, "error")).isEqualTo("invalid_grant");
            assertThat(server.isAlive(member(one, "access_token"))).isFalse();
            assertThat(member(server.refresh(member(one, "refresh_token")), "error"))
                    .isEqualTo("invalid_grant");
        }

        @Test
        void revokesTheFamilyOnceTheSuccessorWasUsed() {
            ServerUnderTest server = standardServer();
            String first = server.refreshToken();
            String second = member(server.refresh(first), "refresh_token");
            Response third = server.refresh(second);

            Response reuse = server.refresh(first);

            assertThat(member(reuse, "error")).isEqualTo("invalid_grant");
            assertThat(server.isAlive(member(third, "access_token"))).isFalse();
        }

        @Test
        @Tag("security-case-7")
        void revokesTheFamilyAtOnceWithoutAWindow() {
            ServerUnderTest server = serverWith(settings -> settings.refreshWindow(Duration.ZERO));
            String first = server.refreshToken();
            Response one = server.refresh(first);

            Response reuse = server.refresh(first);

            assertThat(member(reuse, "error")).isEqualTo("invalid_grant");
            assertThat(server.isAlive(member(one, "access_token"))).isFalse();
        }

        @Test
        void refusesButDoesNotRevokeBeyondTheMostRepeats() {
            ServerUnderTest server = serverWith(settings -> settings.refreshRepeats(2));
            String first = server.refreshToken();
            String second = member(server.refresh(first), "refresh_token");
            server.refresh(first);
            server.refresh(first);

            Response tooOften = server.refresh(first);

            assertThat(member(tooOften, "error")).isEqualTo("invalid_grant");
            assertThat(server.refresh(second).status()).isEqualTo(200);
        }

        @Test
        void doesNotExtendTheSuccessorByRepeating() {
            ServerUnderTest server = serverWith(settings -> settings.refreshTokenSlidingLifetime(Duration.ofHours(1))
                    .refreshTokenAbsoluteLifetime(Duration.ofDays(1)));
            String first = server.refreshToken();
            server.refresh(first);
            server.pass(Duration.ofSeconds(9));
            String successor = member(server.refresh(first), "refresh_token");
            server.pass(Duration.ofHours(1).minusSeconds(9));

            assertThat(member(server.refresh(successor), "error")).isEqualTo("invalid_grant");
        }

        @Test
        void keepsTheTokenWhereThePolicyNeverRotates() {
            ServerUnderTest server = serverWith(settings -> settings.refreshTokenRotation(RefreshTokenRotation.NEVER));
            String token = server.refreshToken();

            Response one = server.refresh(token);
            Response two = server.refresh(token);

            assertThat(member(one, "refresh_token")).isEqualTo(token);
            assertThat(member(two, "refresh_token")).isEqualTo(token);
        }

        @Test
        void rotatesForPublicClientsOnlyWhereThePolicySaysSo() {
            ServerUnderTest server =
                    serverWith(settings -> settings.refreshTokenRotation(RefreshTokenRotation.PUBLIC_CLIENTS));
            String confidential = server.refreshToken();
            Response tokens = server.post(
                    "/oauth/token",
                    "",
                    "client_id=app&grant_type=authorization_code&redirect_uri=https%3A%2F%2Fapp.example.com%2Fcb&code="
                            + server.codeFor("app") + "&code_verifier=" + ServerUnderTest.VERIFIER);
            String ofPublicClient = member(tokens, "refresh_token");

            Response refreshed = server.post(
                    "/oauth/token", "", "client_id=app&grant_type=refresh_token&refresh_token=" + ofPublicClient);

            assertThat(member(refreshed, "refresh_token")).isNotEmpty().isNotEqualTo(ofPublicClient);
            assertThat(member(server.refresh(confidential), "refresh_token")).isEqualTo(confidential);
        }
    }

    @Nested
    @DisplayName("RFC 6749 §6 refreshing")
    class Rfc6749Section6 {

        @Test
        void slidesUpToTheAbsoluteLifetime() {
            ServerUnderTest server = serverWith(settings -> settings.refreshTokenSlidingLifetime(Duration.ofHours(10))
                    .refreshTokenAbsoluteLifetime(Duration.ofHours(15)));
            String token = server.refreshToken();
            server.pass(Duration.ofHours(9));
            String later = member(server.refresh(token), "refresh_token");
            server.pass(Duration.ofHours(6).minusMillis(1));
            String last = member(server.refresh(later), "refresh_token");
            server.pass(Duration.ofMillis(1));

            assertThat(last).isNotEmpty();
            assertThat(member(server.refresh(last), "error")).isEqualTo("invalid_grant");
        }

        @Test
        void refusesATokenOfAnotherClientAndRevokesNothing() {
            ServerUnderTest server = standardServer();
            String token = server.refreshToken();

            Response stranger = server.tokenAs("other", "grant_type=refresh_token&refresh_token=" + token);

            assertThat(member(stranger, "error")).isEqualTo("invalid_grant");
            assertThat(server.refresh(token).status()).isEqualTo(200);
        }

        @Test
        void narrowsTheScopeOfTheAccessTokenAlone() {
            ServerUnderTest server = standardServer();
            String token = member(server.redeem(server.codeFor("web", "photos.read+photos.write")), "refresh_token");

            Response narrow = server.token("grant_type=refresh_token&scope=photos.read&refresh_token=" + token);
            Response wide = server.refresh(member(narrow, "refresh_token"));

            assertThat(member(narrow, "scope")).isEqualTo("photos.read");
            assertThat(member(wide, "scope")).isEqualTo("photos.read photos.write");
        }

        @Test
        void refusesAScopeThatWasNotGranted() {
            ServerUnderTest server = standardServer();
            String token = server.refreshToken();

            Response response = server.token("grant_type=refresh_token&scope=photos.write&refresh_token=" + token);

            assertThat(member(response, "error")).isEqualTo("invalid_scope");
            assertThat(server.refresh(token).status()).isEqualTo(200);
        }

        @Test
        void saysOfEachRepeatAndReuse() {
            ServerUnderTest server = standardServer();
            String first = server.refreshToken();
            server.refresh(first);
            server.refresh(first);
            server.pass(Duration.ofMinutes(1));
            server.refresh(first);

            server.server.close();

            assertThat(server.events).hasAtLeastOneElementOfType(OAuthEvent.RefreshRepeated.class);
            assertThat(server.events)
                    .filteredOn(OAuthEvent.ReplayDetected.class::isInstance)
                    .hasSize(1);
        }
    }
}
