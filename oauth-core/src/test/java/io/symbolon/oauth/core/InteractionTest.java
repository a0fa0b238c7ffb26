// SPDX-License-Identifier: Apache-2.0
package io.symbolon.oauth.core;

import static io.symbolon.oauth.core.ServerUnderTest.ALICE;
import static io.symbolon.oauth.core.ServerUnderTest.NOON;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.symbolon.oauth.api.AuthenticationContext;
import io.symbolon.oauth.api.ResourceOwner;
import io.symbolon.oauth.api.Response;
import io.symbolon.oauth.api.Scope;
import io.symbolon.oauth.api.Scopes;
import io.symbolon.oauth.api.Secret;
import io.symbolon.oauth.api.Subject;
import io.symbolon.oauth.api.authorization.Approval;
import io.symbolon.oauth.api.client.Client;
import io.symbolon.oauth.api.event.OAuthEvent;
import io.symbolon.oauth.core.memory.InMemoryCapacity;
import io.symbolon.oauth.core.settings.Settings;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What happens between the authorization request and the code. */
class InteractionTest {

    private final ServerUnderTest server = ServerUnderTest.start(
            builder -> builder.client(Client.confidential("house", Secret.of(ServerUnderTest.SECRET))
                    .authorizationCode("https://house.example.com/cb")
                    .scopes("photos.read")
                    .consentRequired(false)
                    .build()));

    @AfterEach
    void stop() {
        server.close();
    }

    @Nested
    @DisplayName("RFC 6749 §3.3 access token scope")
    class Rfc6749Section3_3 {

        @Test
        void defaultsToWhatTheClientIsRegisteredFor() {
            assertThat(requestedBy(server.browser().open("web", "")))
                    .isEqualTo(Scopes.of(new Scope("photos.read"), new Scope("photos.write")));
        }

        @Test
        void defaultsToNothingThatTheServerDoesNotKnowAnyMore() {
            server.server.scopes().remove(new Scope("photos.write"));

            assertThat(requestedBy(server.browser().open("web", ""))).isEqualTo(Scopes.of(new Scope("photos.read")));
        }

        private Scopes requestedBy(ServerUnderTest.Browser browser) {
            return server.server
                    .interactions()
                    .find(browser.page(), browser.handle())
                    .orElseThrow()
                    .request()
                    .scopes();
        }
    }

    @Nested
    @DisplayName("Handles")
    class Handles {

        @Test
        void areKnownToTheBrowserThatStarted() {
            ServerUnderTest.Browser browser = server.browser().open("web", "&login_hint=al");

            assertThat(server.server.interactions().find(browser.page(), browser.handle()))
                    .hasValueSatisfying(
                            pending -> assertThat(pending.request().loginHint()).contains("al"));
        }

        @Test
        void areUnknownToAnotherBrowser() {
            ServerUnderTest.Browser attacker = server.browser().open("web", "");
            ServerUnderTest.Browser victim = server.browser().open("web", "").adoptHandleOf(attacker);

            victim.logIn();

            assertThat(victim.last().status()).isEqualTo(400);
            assertThat(attacker.resume().last().status()).isEqualTo(400);
            assertThat(server.events).noneMatch(OAuthEvent.AuthorizationApproved.class::isInstance);
        }

        @Test
        void areOfNoUseOnceTheClientMayNotAskAnyMore() {
            ServerUnderTest.Browser browser = server.browser().open("web", "");
            server.server.clients().replace(ServerUnderTest.web().active(false).build());

            browser.logIn();

            assertThat(browser.last().status()).isEqualTo(400);
            assertThat(server.server.interactions().find(browser.page(), browser.handle()))
                    .isEmpty();
        }

        @Test
        void cannotBeResumedInAnotherBrowser() {
            ServerUnderTest.Browser started = server.browser().open("house", "").logIn();
            ServerUnderTest.Browser other = server.browser().open("house", "").adoptHandleOf(started);

            other.resume();

            assertThat(other.last().status()).isEqualTo(400);
            assertThat(other.last().header("Location")).isEmpty();
        }

        @Test
        void workOnce() {
            ServerUnderTest.Browser browser =
                    server.browser().open("house", "").logIn().resume();
            String code = browser.parameter("code");

            browser.resume();

            assertThat(code).isNotEmpty();
            assertThat(browser.last().status()).isEqualTo(400);
        }

        @Test
        void expireAfterTenMinutes() {
            ServerUnderTest.Browser browser = server.browser().open("web", "");
            server.pass(Duration.ofMinutes(10));

            browser.logIn();

            assertThat(browser.last().status()).isEqualTo(400);
        }

        @Test
        void areNotRefusedAnInstantBefore() {
            ServerUnderTest.Browser browser = server.browser().open("web", "");
            server.pass(Duration.ofMinutes(10).minusMillis(1));

            browser.logIn();

            assertThat(browser.last().status()).isEqualTo(303);
        }

        @Test
        void areTiedToACookieThatNoOtherHostCanPlant() {
            Response parked = server.browser().open("web", "").last();

            assertThat(parked.header("Set-Cookie").orElseThrow())
                    .startsWith("__Host-symbolon=")
                    .endsWith("; Path=/; HttpOnly; SameSite=Lax; Secure");
        }

        @Test
        @Tag("security-case-86")
        void canBeStartedFromOneAddressOnlySoOften() {
            Settings small = ServerUnderTest.settings()
                    .inMemory(InMemoryCapacity.standard().withInteractions(100))
                    .build();
            try (ServerUnderTest bounded = ServerUnderTest.start(builder -> builder.settings(small))) {
                for (int i = 0; i < 10; i++) {
                    assertThat(bounded.browser().open("web", "").last().status())
                            .isEqualTo(303);
                }

                Response eleventh = bounded.browser().open("web", "").last();

                assertThat(eleventh.status()).isEqualTo(503);
                assertThat(eleventh.header("Retry-After")).isPresent();
            }
        }
    }

    @Nested
    @DisplayName("OpenID Connect Core §3.1.2.1 prompt and max_age")
    class PromptAndMaxAge {

        @Test
        void tellsTheClientThatALoginIsRequiredWithoutAPage() {
            ServerUnderTest.Browser browser = server.browser().open("web", "&prompt=none");

            server.server.interactions().loginRequired(browser.page(), browser.handle());
            browser.resume();

            assertThat(browser.parameter("error")).isEqualTo("login_required");
        }

        @Test
        void tellsTheClientThatConsentIsRequiredWithoutAPage() {
            ServerUnderTest.Browser browser =
                    server.browser().open("web", "&prompt=none").logIn().resume();

            assertThat(browser.parameter("error")).isEqualTo("consent_required");
        }

        @Test
        void asksForAnotherLoginWhereTheOldOneIsTooOld() {
            ServerUnderTest.Browser browser =
                    server.browser().open("house", "&max_age=60").logIn(NOON.minusSeconds(66));

            assertThat(browser.last().header("Location").orElseThrow()).startsWith("/login?interaction=");
            assertThat(browser.logIn(NOON.minusSeconds(60)).resume().parameter("code"))
                    .isNotEmpty();
        }

        @Test
        void asksForAFreshLoginWhereTheClientWantsOne() {
            ServerUnderTest.Browser browser =
                    server.browser().open("house", "&prompt=login").logIn(NOON.minusSeconds(6));

            assertThat(browser.last().header("Location").orElseThrow()).startsWith("/login?interaction=");
        }

        @Test
        void refusesAnOldLoginWhereNoPageMayBeShown() {
            ServerUnderTest.Browser browser = server.browser()
                    .open("house", "&prompt=none&max_age=60")
                    .logIn(NOON.minusSeconds(66))
                    .resume();

            assertThat(browser.parameter("error")).isEqualTo("login_required");
        }

        @ParameterizedTest
        @Tag("security-case-70")
        @ValueSource(strings = {"-1", "1.5", "x", "99999999999999999999", "%2B5", "0x10"})
        void refusesAMalformedAge(String age) {
            ServerUnderTest.Browser browser = server.browser().open("web", "&max_age=" + age);

            assertThat(browser.parameter("error")).isEqualTo("invalid_request");
        }
    }

    @Nested
    @DisplayName("RFC 6749 §10.2, RFC 8252 §8.6 consent")
    class Consenting {

        @Test
        void isAskedForOnceAndRemembered() {
            server.browser().open("web", "&scope=photos.read").logIn().resume().consent("approve");

            ServerUnderTest.Browser again =
                    server.browser().open("web", "&scope=photos.read").logIn().resume();

            assertThat(again.parameter("code")).isNotEmpty();
        }

        @Test
        void isAskedForWhatIsNew() {
            server.browser().open("web", "&scope=photos.read").logIn().resume().consent("approve");

            ServerUnderTest.Browser more = server.browser()
                    .open("web", "&scope=photos.read+photos.write")
                    .logIn()
                    .resume();

            assertThat(more.last().body().asUtf8())
                    .containsSubsequence("Change your photos", "You allowed before", "See your photos");
        }

        @Test
        @Tag("security-case-39")
        @Tag("CVE-2023-34246")
        void isAskedForEachTimeOfAPublicClient() {
            server.browser().open("app", "").logIn().resume().consent("approve");

            ServerUnderTest.Browser again =
                    server.browser().open("app", "").logIn().resume();

            assertThat(again.isAskedForConsent()).isTrue();
        }

        @Test
        void isAskedForAgainWhereTheClientWantsThat() {
            server.browser().open("web", "").logIn().resume().consent("approve");

            ServerUnderTest.Browser again =
                    server.browser().open("web", "&prompt=consent").logIn().resume();

            assertThat(again.isAskedForConsent()).isTrue();
        }

        @Test
        void tellsTheClientThatItWasRefused() {
            ServerUnderTest.Browser browser =
                    server.browser().open("web", "").logIn().resume().consent("deny");

            assertThat(browser.parameter("error")).isEqualTo("access_denied");
            assertThat(browser.parameter("state")).isEqualTo("s-1");
            assertThat(server.browser().open("web", "").logIn().resume().isAskedForConsent())
                    .isTrue();
        }

        @Test
        void isTheApplicationsOwnBusinessWhereItHasAPage() {
            ServerUnderTest.Browser browser = server.browser().open("web", "&scope=photos.read+photos.write");
            Approval approval = Approval.of(
                    ALICE, AuthenticationContext.at(NOON), Scopes.of(new Scope("photos.read"), new Scope("admin")));

            server.server.interactions().approved(browser.page(), browser.handle(), approval);
            String code = browser.resume().parameter("code");

            assertThat(ServerUnderTest.member(server.redeem(code), "scope")).isEqualTo("photos.read");
        }

        @Test
        @Tag("security-case-34")
        @Tag("CVE-2014-8144")
        void isNotTakenFromAFormOfAnotherSite() {
            ServerUnderTest.Browser browser =
                    server.browser().open("web", "").logIn().resume();

            browser.consentWith("decision=approve&interaction=" + browser.handle() + "&csrf_token=guess");

            assertThat(browser.last().status()).isEqualTo(400);
            assertThat(server.events).noneMatch(OAuthEvent.AuthorizationApproved.class::isInstance);
        }

        @Test
        @Tag("security-case-38")
        @Tag("CVE-2026-40458")
        void comparesTheWholeToken() {
            ServerUnderTest.Browser browser =
                    server.browser().open("web", "").logIn().resume();
            String token = browser.csrfToken();
            String collision = collidingWith(token);

            browser.consentWith("decision=approve&interaction=" + browser.handle() + "&csrf_token="
                    + URLEncoder.encode(collision, StandardCharsets.UTF_8));

            assertThat(collision).hasSameHashCodeAs(token).isNotEqualTo(token);
            assertThat(browser.last().status()).isEqualTo(400);
        }

        @Test
        @Tag("security-case-86")
        void cannotBeWidenedByTheForm() {
            ServerUnderTest.Browser browser =
                    server.browser().open("web", "&scope=photos.read").logIn().resume();

            browser.consentWith("decision=approve&scope=photos.write&client_id=other&interaction=" + browser.handle()
                    + "&csrf_token=" + browser.csrfToken());

            assertThat(ServerUnderTest.member(server.redeem(browser.parameter("code")), "scope"))
                    .isEqualTo("photos.read");
        }

        /** Another text with the same {@code String.hashCode()}: "Aa" and "BB" collide, and so do many neighbours. */
        private static String collidingWith(String text) {
            char[] changed = text.toCharArray();
            changed[0] = (char) (changed[0] - 1);
            changed[1] = (char) (changed[1] + 31);
            return new String(changed);
        }
    }

    @Nested
    @DisplayName("Browsers that the application recognizes")
    class RecognizedBrowsers {

        @Test
        void getTheirCodeWithoutADetour() {
            ServerUnderTest.Browser browser =
                    server.browser().withSessionSince(NOON.minusSeconds(60)).open("house", "");

            assertThat(browser.last().header("Location").orElseThrow()).startsWith("https://house.example.com/cb?");
            assertThat(browser.parameter("code")).isNotEmpty();
            assertThat(browser.parameter("state")).isEqualTo("s-1");
            assertThat(browser.last().header("Set-Cookie")).isEmpty();
            server.close(); // and so all events have been heard
            assertThat(server.events)
                    .noneMatch(OAuthEvent.InteractionStarted.class::isInstance)
                    .anyMatch(OAuthEvent.AuthorizationApproved.class::isInstance);
        }

        @Test
        void goStraightToTheConsentPageWhereConsentIsLacking() {
            ServerUnderTest.Browser browser =
                    server.browser().withSessionSince(NOON).open("web", "&scope=photos.read");

            assertThat(browser.last().header("Location").orElseThrow()).startsWith("/oauth/authorize/resume?");
            assertThat(browser.resume().isAskedForConsent()).isTrue();
            assertThat(browser.consent("approve").parameter("code")).isNotEmpty();
        }

        @Test
        void getTheNextCodeByTheConsentThatIsRemembered() {
            ServerUnderTest.Browser browser = server.browser().withSessionSince(NOON);
            browser.open("web", "&scope=photos.read").resume().consent("approve");

            assertThat(browser.open("web", "&scope=photos.read").parameter("code"))
                    .isNotEmpty();
        }

        @Test
        @Tag("security-case-39")
        @Tag("CVE-2023-34246")
        void areAskedAgainForAPublicClient() {
            ServerUnderTest.Browser browser = server.browser().withSessionSince(NOON);
            browser.open("app", "").resume().consent("approve");

            browser.open("app", "");

            assertThat(browser.parameter("code")).isEmpty();
            assertThat(browser.resume().isAskedForConsent()).isTrue();
        }

        @ParameterizedTest
        @ValueSource(
                strings = {
                    "&prompt=login",
                    "&prompt=select_account",
                    "&prompt=login%20consent",
                    "&login_hint=bob",
                    "&max_age=30"
                })
        void logInAgainWhereTheirSessionIsNotWhatTheClientWants(String demand) {
            ServerUnderTest.Browser browser =
                    server.browser().withSessionSince(NOON.minusSeconds(31)).open("house", demand);

            assertThat(browser.last().header("Location").orElseThrow()).startsWith("/login?interaction=");
        }

        @Test
        void areGoodEnoughAtTheGreatestAge() {
            ServerUnderTest.Browser browser =
                    server.browser().withSessionSince(NOON.minusSeconds(30)).open("house", "&max_age=30");

            assertThat(browser.parameter("code")).isNotEmpty();
        }

        @Test
        void areAskedForConsentWhenTheClientWantsThat() {
            ServerUnderTest.Browser browser =
                    server.browser().withSessionSince(NOON).open("house", "&prompt=consent");

            assertThat(browser.parameter("code")).isEmpty();
            assertThat(browser.resume().isAskedForConsent()).isTrue();
        }

        @Test
        void areShownNoPageWhenTheClientWantsNone() {
            ServerUnderTest.Browser browser =
                    server.browser().withSessionSince(NOON).open("web", "&prompt=none");

            assertThat(browser.parameter("error")).isEqualTo("consent_required");
            server.close(); // and so all events have been heard
            assertThat(server.events).noneMatch(OAuthEvent.AuthorizationApproved.class::isInstance);
        }

        @Test
        void areLookedAtOnlyOnceClientAndRedirectUriAreProven() {
            Response refused = server.server.handle(server.request("GET", "/oauth/authorize")
                    .query("response_type=code&client_id=house&redirect_uri=https%3A%2F%2Fattacker.example%2Fcb")
                    .build()
                    .recognizing(() -> {
                        throw new AssertionError("nobody may be asked yet");
                    }));

            assertThat(refused.status()).isEqualTo(400);
        }

        @Test
        @Tag("security-case-46")
        void areRefusedWhereTheirAccountLooksLikeAClient() {
            Response failed = server.server.handle(server.request("GET", "/oauth/authorize")
                    .query("response_type=code&client_id=house&redirect_uri=https%3A%2F%2Fhouse.example.com%2Fcb"
                            + "&code_challenge_method=S256&code_challenge=" + ServerUnderTest.CHALLENGE)
                    .build()
                    .recognizing(() ->
                            Optional.of(ResourceOwner.of(Subject.ofAccount("other"), AuthenticationContext.at(NOON)))));

            assertThat(failed.status()).isEqualTo(500);
            assertThat(failed.header("Location")).isEmpty();
        }
    }

    @Nested
    @DisplayName("Output")
    class Output {

        private static final String HOSTILE = "<script>alert(1)</script>\"'><img src=x onerror=alert(1)>";

        @Test
        @Tag("security-case-76")
        @Tag("CVE-2018-1000088")
        void escapesWhateverTheConsentPageShows() {
            try (ServerUnderTest hostile = ServerUnderTest.start(builder -> builder.scope("evil", HOSTILE)
                    .client(ServerUnderTest.web().name(HOSTILE).scopes("evil").build()))) {
                ServerUnderTest.Browser browser = hostile.browser().open("web", "");
                hostile.server
                        .interactions()
                        .authenticated(
                                browser.page(),
                                browser.handle(),
                                Subject.ofAccount(HOSTILE),
                                AuthenticationContext.at(NOON));

                Response page = browser.resume().last();

                assertThat(page.body().asUtf8())
                        .doesNotContain("<script")
                        .doesNotContain("<img")
                        .contains("&lt;script");
                assertThat(page.header("Content-Security-Policy").orElseThrow())
                        .startsWith("default-src 'none'; style-src 'sha256-")
                        .contains("frame-ancestors 'none'");
            }
        }

        @Test
        @Tag("security-case-76")
        void repeatsNothingOfTheRequestOnAnErrorPage() {
            Response page =
                    server.get("/oauth/authorize", "client_id=%3Cscript%3E&state=%3Cscript%3E&error=%3Cscript%3E");

            assertThat(page.status()).isEqualTo(400);
            assertThat(page.body().asUtf8()).doesNotContain("script>");
        }

        @Test
        @Tag("security-case-46")
        @Tag("CVE-2026-39976")
        void refusesAnAccountThatLooksLikeAClient() {
            ServerUnderTest.Browser browser = server.browser().open("web", "");

            assertThatThrownBy(() -> server.server
                            .interactions()
                            .authenticated(
                                    browser.page(),
                                    browser.handle(),
                                    Subject.ofAccount("other"),
                                    AuthenticationContext.at(NOON)))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageContaining("identifier of a client");
        }
    }
}
