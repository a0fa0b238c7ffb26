// SPDX-License-Identifier: Apache-2.0
package io.symbolon.oauth.samples.quickstart;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.InstantSource;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** The demo client, from its first button to the last, in a browser that keeps cookies and has no script. */
class DemoTest {

    private static final RunningAlbum ALBUM =
            RunningAlbum.start(Arguments.parse("--port", "0", "--memory"), InstantSource.system());

    private final Visitor browser = new Visitor(ALBUM);

    @AfterAll
    static void stop() {
        ALBUM.close();
    }

    @Test
    void readsThePhotosOfWhoConsents() {
        Visitor.Seen connected = connect();

        assertThat(connected.body())
                .contains("grant_type = authorization_code")
                .contains("The hill behind our house")
                .doesNotContain("Camping on the island");
    }

    @Test
    void refreshesAndGivesBack() {
        Visitor.Seen connected = connect();

        Visitor.Seen refreshed = browser.follow(browser.submit(connected, "/demo/refresh", Map.of()));
        Visitor.Seen revoked = browser.follow(browser.submit(refreshed, "/demo/revoke", Map.of()));

        assertThat(refreshed.body()).contains("6. Use the access token").doesNotContain("<pre>401");
        assertThat(revoked.body()).contains("7. Give the tokens back").contains("invalid_token");
    }

    @Test
    void showsNoSecretWhole() {
        assertThat(connect().body())
                .doesNotContain(Demo.CLIENT_SECRET.reveal())
                .doesNotContainPattern("access_token&quot; : &quot;[A-Za-z0-9_-]{20}");
    }

    @Test
    @Tag("security-case-35")
    void takesNoAnswerThatItDidNotAskFor() {
        Visitor victim = new Visitor(ALBUM);
        Visitor.Seen asked = browser.submit(browser.get("/demo"), "/demo/connect", Map.of());
        String state = asked.redirected("state");

        Visitor.Seen planted = victim.get("/demo/callback?code=stolen&state=" + state + "&iss="
                + ALBUM.configuration().issuer());

        assertThat(state).isNotEmpty();
        assertThat(planted.status()).isEqualTo(400);
    }

    @Test
    void takesNoAnswerOfAnotherIssuer() {
        String state =
                browser.submit(browser.get("/demo"), "/demo/connect", Map.of()).redirected("state");

        Visitor.Seen answer = browser.get("/demo/callback?code=c&state=" + state + "&iss=https://evil.example");

        assertThat(answer.status()).isEqualTo(400);
    }

    @Test
    void showsWhyItGotNothing() {
        Visitor.Seen login = browser.follow(browser.submit(browser.get("/demo"), "/demo/connect", Map.of()));

        Visitor.Seen refused = browser.follow(browser.submit(login, "/login", Map.of("action", LoginPage.CANCEL)));

        assertThat(refused.body()).contains("error = access_denied").contains("Try it");
    }

    private Visitor.Seen connect() {
        Visitor.Seen login = browser.follow(browser.submit(browser.get("/demo"), "/demo/connect", Map.of()));
        Visitor.Seen next = browser.follow(browser.signIn(login, "alice", Demo.password("alice")));
        // the second time the consent is remembered
        return next.body().contains("asks for access")
                ? browser.follow(browser.submit(next, "/oauth/authorize/consent", Map.of("decision", "approve")))
                : next;
    }
}
