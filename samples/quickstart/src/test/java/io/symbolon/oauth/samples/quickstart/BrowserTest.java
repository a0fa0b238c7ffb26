// SPDX-License-Identifier: Apache-2.0
package io.symbolon.oauth.samples.quickstart;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.file.Path;
import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

/** The whole journey of a person in a real browser: from the album's first page through the demo client and back. */
@ParameterizedClass
@EnumSource
class BrowserTest {

    enum Scripts {
        RUN,
        DO_NOT_RUN
    }

    private static Optional<Chromium> started = Optional.empty();

    private final RunningAlbum album =
            RunningAlbum.start(Arguments.parse("--port", "0", "--memory"), InstantSource.system());
    private final Scripts scripts;
    private final Tab tab;

    BrowserTest(Scripts scripts) {
        this.scripts = scripts;
        this.tab = anotherBrowser();
    }

    @BeforeAll
    static void startBrowser() {
        Optional<Path> executable = Chromium.find();
        assumeTrue(
                executable.isPresent(),
                "there is no Chromium on the PATH, so no page was tried in a real browser; on Debian: apt-get install"
                        + " chromium");
        started = executable.map(Chromium::start);
    }

    @AfterAll
    static void stopBrowser() {
        started.ifPresent(Chromium::close);
        started = Optional.empty();
    }

    @AfterEach
    void stop() {
        album.close();
    }

    @Test
    void showsTheClientThePhotosOfWhoSignsInAndAllowsIt() {
        tab.open(home());
        tab.click("try the demo client");
        tab.click("Try it");
        assertThat(tab.text()).contains("Demo client wants to know who you are");

        signIn(tab, Demo.password("alice"));
        assertThat(tab.text()).contains("Demo client asks for access").contains("See your photos");
        tab.click("Allow");

        assertThat(tab.uri()).startsWith(home() + "demo#step-");
        assertThat(tab.text()).contains("The hill behind our house").doesNotContain("Camping on the island");
    }

    @Test
    void tellsTheClientThatConsentWasRefused() {
        goToConsent();

        tab.click("Do not allow");

        assertThat(tab.uri()).startsWith(home() + "demo#step-");
        assertThat(tab.text()).contains("error = access_denied").doesNotContain("The hill behind our house");
    }

    @Test
    void asksAgainAfterAWrongPassword() {
        goToLogin();

        signIn(tab, "wrong");
        assertThat(tab.text()).contains("Name and password do not belong together");
        tab.fill("Password", Demo.password("alice"));
        tab.click("Sign in");

        assertThat(tab.text()).contains("Demo client asks for access");
    }

    @Test
    void saysThatAPageWasUsedToWhoGoesBackToIt() {
        goToConsent();
        tab.click("Allow");

        tab.back();
        String behind = tab.text();
        tab.forward();

        assertThat(behind).contains("was used before").doesNotContain("Allow");
        assertThat(tab.text()).contains("The hill behind our house");
    }

    @Test
    void letsWhoWentBackStartAgain() {
        goToConsent();

        tab.back();
        assertThat(tab.text()).contains("Go back to the application and start again");
        goToLogin();
        tab.click("Allow");

        assertThat(tab.text()).contains("The hill behind our house");
    }

    @Test
    void leadsOnWhoClicksTwiceToSignInOrSaysWhatHappened() {
        goToLogin();

        tab.fill("Name", "alice");
        tab.fill("Password", Demo.password("alice"));
        tab.doubleClick("Sign in");

        assertThat(tab.text()).containsAnyOf("Demo client asks for access", "has expired");
    }

    @Test
    void leadsOnWhoClicksTwiceToAllowOrSaysWhatHappened() {
        goToConsent();

        tab.doubleClick("Allow");
        String reached = tab.text();
        Tab beside = started.orElseThrow().beside(tab);
        beside.open(home() + "oauth/authorize?" + request());

        assertThat(reached).containsAnyOf("The hill behind our house", "was used before");
        assertThat(beside.uri()).as("what was allowed is remembered").contains("/demo/callback?");
    }

    @Test
    void answersTheSameConsentOnce() {
        goToConsent();
        Tab beside = started.orElseThrow().beside(tab);
        beside.open(tab.uri());

        tab.click("Allow");
        beside.click("Allow");

        assertThat(tab.text()).contains("The hill behind our house");
        assertThat(beside.text()).contains("was used before");
    }

    @Test
    void refusesWhatAnotherBrowserBegan() {
        goToLogin();
        Tab elsewhere = anotherBrowser();

        elsewhere.open(tab.uri());
        String login = elsewhere.text();
        signIn(tab, Demo.password("alice"));
        elsewhere.open(tab.uri());

        assertThat(login).contains("This sign-in has expired").doesNotContain("Password");
        assertThat(tab.text()).contains("Demo client asks for access");
        assertThat(elsewhere.text()).contains("opened in another browser").doesNotContain("Allow");
    }

    @Test
    void runsScriptsOnlyWhereTheyAreNotTurnedOff() {
        tab.open("data:text/html,<script>document.write('scripts run')</script>");

        assertThat(tab.text()).isEqualTo(scripts == Scripts.RUN ? "scripts run" : "");
    }

    private Tab anotherBrowser() {
        Tab other = started.orElseThrow().another();
        if (scripts == Scripts.DO_NOT_RUN) {
            other.withoutScripts();
        }
        return other;
    }

    private void goToLogin() {
        tab.open(home() + "demo");
        tab.click("Try it");
    }

    private void goToConsent() {
        goToLogin();
        signIn(tab, Demo.password("alice"));
    }

    private String request() {
        return Visitor.form(Map.of(
                "response_type", "code",
                "client_id", Demo.CLIENT_ID,
                "redirect_uri", home() + "demo/callback",
                "code_challenge", "E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM",
                "code_challenge_method", "S256"));
    }

    private static void signIn(Tab tab, String password) {
        tab.fill("Name", "alice");
        tab.fill("Password", password);
        tab.click("Sign in");
    }

    private String home() {
        return "http://127.0.0.1:" + album.port() + "/";
    }
}
