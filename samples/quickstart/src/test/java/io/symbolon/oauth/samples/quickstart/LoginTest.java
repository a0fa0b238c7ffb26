// SPDX-License-Identifier: Apache-2.0
package io.symbolon.oauth.samples.quickstart;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.HttpCookie;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** The album's own login, alone and as the place where authorization requests are answered. */
class LoginTest {

    private static final Instant NOON = Instant.parse("2026-03-01T12:00:00Z");
    private static final AtomicReference<Instant> NOW = new AtomicReference<>(NOON);

    private static final RunningAlbum ALBUM = RunningAlbum.start(Arguments.parse("--port", "0", "--memory"), NOW::get);

    private final Visitor browser = new Visitor(ALBUM);

    @AfterAll
    static void stop() {
        ALBUM.close();
    }

    @BeforeEach
    void beginAtNoon() {
        NOW.set(NOON);
    }

    @Nested
    class TheAlbumAlone {

        @Test
        void showsThePhotosOfWhoIsSignedIn() {
            Visitor.Seen home = browser.follow(signIn("alice"));

            assertThat(home.body()).contains("The hill behind our house").doesNotContain("Camping on the island");
        }

        @Test
        void givesTheSessionAnotherIdentifierAtLogin() {
            Visitor.Seen page = browser.get("/login");
            HttpCookie before = browser.cookie("album").orElseThrow();

            browser.signIn(page, "alice", Demo.password("alice"));

            assertThat(browser.cookie("album").orElseThrow().getValue()).isNotEqualTo(before.getValue());
        }

        @Test
        void keepsTheSessionFromScriptsAndOtherSites() {
            Visitor.Seen page = browser.get("/login");

            assertThat(page.header("Set-Cookie")).contains("HttpOnly").contains("SameSite=Lax");
        }

        @Test
        @Tag("security-case-84")
        void tellsNobodyWhichNamesItKnows() {
            Visitor.Seen known = browser.signIn(browser.get("/login"), "alice", "wrong");
            Visitor.Seen unknown = browser.signIn(browser.get("/login"), "mallory", "wrong");

            assertThat(known.status()).isEqualTo(403);
            assertThat(unknown.status()).isEqualTo(403);
            assertThat(unknown.body().replace("mallory", "alice")).isEqualTo(known.body());
        }

        @Test
        void slowsDownWhoGuesses() {
            for (int i = 0; i < 5; i++) {
                assertThat(browser.signIn(browser.get("/login"), "bob", "wrong").status())
                        .isEqualTo(403);
            }

            Visitor.Seen slowed = signIn("bob");
            NOW.set(NOON.plusSeconds(1));
            Visitor.Seen later = signIn("bob");

            assertThat(slowed.status()).isEqualTo(429);
            assertThat(slowed.header("Retry-After")).isNotEmpty();
            assertThat(later.status()).isEqualTo(303);
        }

        @Test
        @Tag("security-case-34")
        void takesNoFormFromElsewhere() {
            signIn("alice");

            Visitor.Seen withoutToken = browser.post("/photos", Map.of("title", "Planted"));
            Visitor.Seen withOthers = new Visitor(ALBUM)
                    .post(
                            "/photos",
                            Map.of(
                                    "title",
                                    "Planted",
                                    Visit.CSRF_TOKEN,
                                    browser.get("/").hiddenFields().get(Visit.CSRF_TOKEN)));

            assertThat(withoutToken.status()).isEqualTo(403);
            assertThat(withOthers.status()).isEqualTo(403);
            assertThat(browser.get("/").body()).doesNotContain("Planted");
        }

        @Test
        @Tag("security-case-76")
        void showsMarkupInATitleAsText() {
            signIn("alice");

            Visitor.Seen home = browser.follow(
                    browser.submit(browser.get("/"), "/photos", Map.of("title", "<script>alert(1)</script>")));

            assertThat(home.body())
                    .contains("&lt;script&gt;alert(1)&lt;/script&gt;")
                    .doesNotContain("<script");
            assertThat(home.header("Content-Security-Policy"))
                    .contains("default-src 'none'")
                    .contains("frame-ancestors 'none'");
        }

        @Test
        void forgetsWhoSignsOut() {
            Visitor.Seen home = browser.follow(signIn("alice"));

            browser.submit(home, "/logout", Map.of());

            assertThat(browser.get("/").body()).doesNotContain("The hill behind our house");
        }
    }

    @Nested
    @DisplayName("RFC 6749 §4.1.1 authorization requests")
    class Rfc6749Section4_1_1 {

        @Test
        void answersTheClientAfterLoginAndConsent() {
            Visitor.Seen answer = consent(signIn(authorize(Map.of()), "alice"));

            assertThat(answer.header("Location")).startsWith(callback());
            assertThat(answer.redirected("code")).isNotEmpty();
            assertThat(answer.redirected("state")).isEqualTo("s-1");
        }

        @Test
        void namesTheClientOnTheLoginPage() {
            assertThat(authorize(Map.of()).body()).contains("<strong>Demo client</strong>");
        }

        @Test
        void letsTheBrowserLeaveForTheClient() {
            Visitor.Seen page = authorize(Map.of());

            assertThat(page.header("Content-Security-Policy"))
                    .contains("form-action 'self' http://127.0.0.1:" + ALBUM.port());
        }

        @Test
        void asksNobodyWhoIsSignedInAlready() {
            signIn("alice");

            Visitor.Seen page = authorize(Map.of());

            assertThat(page.body()).contains("Demo client asks for access");
        }

        @Test
        void tellsTheClientThatThePersonCancelled() {
            Visitor.Seen page = authorize(Map.of());

            Visitor.Seen answer =
                    browser.follow(browser.submit(page, "/login", Map.of("action", LoginPage.CANCEL)), callback());

            assertThat(answer.redirected("error")).isEqualTo("access_denied");
        }

        @Test
        void keepsTheInteractionAfterAWrongPassword() {
            Visitor.Seen wrong = browser.signIn(authorize(Map.of()), "alice", "wrong");

            Visitor.Seen answer =
                    consent(browser.follow(browser.signIn(wrong, "alice", Demo.password("alice")), callback()));

            assertThat(answer.redirected("code")).isNotEmpty();
        }

        @Test
        void refusesAnInteractionOfAnotherBrowser() {
            Visitor.Seen page = authorize(Map.of());

            Visitor.Seen elsewhere = new Visitor(ALBUM).get(page.uri().toString());

            assertThat(elsewhere.status()).isEqualTo(400);
            assertThat(elsewhere.body()).contains("This sign-in has expired");
        }

        @Test
        void refusesAnInteractionThatIsOver() {
            Visitor.Seen page = authorize(Map.of());
            consent(signIn(page, "alice"));

            assertThat(browser.get(page.uri().toString()).status()).isEqualTo(400);
        }
    }

    @Nested
    @DisplayName("OpenID Connect Core §3.1.2.1 prompt, max_age and login_hint")
    class OpenIdConnectCoreSection3_1_2_1 {

        @Test
        void showsNoPageToWhomTheClientWantsToShowNone() {
            Visitor.Seen answer = authorize(Map.of("prompt", "none"));

            assertThat(answer.redirected("error")).isEqualTo("login_required");
        }

        @Test
        void asksForThePasswordAgainWhereTheClientWantsIt() {
            signIn("alice");

            Visitor.Seen page = authorize(Map.of("prompt", "login consent"));
            Visitor.Seen consent = signIn(page, "alice");

            assertThat(page.body()).contains("type=\"password\"").contains("value=\"alice\"");
            assertThat(consent.body()).contains("Demo client asks for access");
        }

        @Test
        void asksForThePasswordAgainAfterTheGreatestAge() {
            signIn("alice");
            NOW.set(NOON.plus(Duration.ofMinutes(2)));

            Visitor.Seen tooOld = authorize(Map.of("max_age", "60"));
            Visitor.Seen silently = authorize(Map.of("max_age", "60", "prompt", "none"));
            Visitor.Seen youngEnough = authorize(Map.of("max_age", "600"));

            assertThat(tooOld.body()).contains("type=\"password\"");
            assertThat(silently.redirected("error")).isEqualTo("login_required");
            assertThat(youngEnough.body()).contains("Demo client asks for access");
        }

        @Test
        void fillsInWhomTheClientExpects() {
            Visitor.Seen page = authorize(Map.of("login_hint", "bob\"><script>"));

            assertThat(page.body()).contains("value=\"bob&quot;&gt;&lt;script&gt;\"");
        }

        @Test
        void offersAChoiceOfAccounts() {
            signIn("alice");

            Visitor.Seen page = authorize(Map.of("prompt", "select_account consent"));
            Visitor.Seen goingOn =
                    browser.follow(browser.submit(page, "/login", Map.of("action", LoginPage.CONTINUE)), callback());

            assertThat(page.body()).contains("Continue as alice");
            assertThat(goingOn.body()).contains("Demo client asks for access");
        }

        @Test
        void letsSomebodyElseSignInInstead() {
            signIn("alice");
            Visitor.Seen choice = authorize(Map.of("prompt", "select_account consent"));

            Visitor.Seen page = browser.submit(choice, "/login", Map.of("action", ""));
            Visitor.Seen consent = signIn(page, "bob");

            assertThat(consent.body()).contains("signed in as <strong>bob</strong>");
        }
    }

    private Visitor.Seen signIn(String username) {
        return browser.signIn(browser.get("/login"), username, Demo.password(username));
    }

    private Visitor.Seen signIn(Visitor.Seen page, String username) {
        return browser.follow(browser.signIn(page, username, Demo.password(username)), callback());
    }

    private Visitor.Seen consent(Visitor.Seen page) {
        return browser.follow(
                browser.submit(page, "/oauth/authorize/consent", Map.of("decision", "approve")), callback());
    }

    private Visitor.Seen authorize(Map<String, String> further) {
        Map<String, String> parameters = new LinkedHashMap<>(Map.of(
                "response_type", "code",
                "client_id", Demo.CLIENT_ID,
                "redirect_uri", callback(),
                "scope", "photos.read",
                "state", "s-1",
                "code_challenge", "E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM",
                "code_challenge_method", "S256"));
        parameters.put("prompt", "consent");
        parameters.putAll(further);
        return browser.follow(browser.get("/oauth/authorize?" + Visitor.form(parameters)), callback());
    }

    private static String callback() {
        return "http://127.0.0.1:" + ALBUM.port() + "/demo/callback";
    }
}
