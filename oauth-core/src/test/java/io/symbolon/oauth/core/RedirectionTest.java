// SPDX-License-Identifier: Apache-2.0
package io.symbolon.oauth.core;

import static org.assertj.core.api.Assertions.assertThat;

import io.symbolon.oauth.api.Response;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Where the authorization endpoint sends browsers, whatever it is asked. */
@DisplayName("RFC 6749 §4.1.2.1, RFC 9700 §4.11 error responses")
class RedirectionTest {

    private static final String CALLBACK = "https://web.example.com/cb";
    private static final List<String> GOOD_CLIENTS = List.of("&client_id=web");
    private static final List<String> BAD_CLIENTS =
            List.of("", "&client_id=", "&client_id=nobody", "&client_id=%00", "&client_id=web&client_id=web");
    private static final List<String> GOOD_URIS = List.of("", "&redirect_uri=https%3A%2F%2Fweb.example.com%2Fcb");
    private static final List<String> BAD_URIS = List.of(
            "&redirect_uri=https%3A%2F%2Fevil.example.com%2Fcb",
            "&redirect_uri=https%3A%2F%2Fother.example.com%2Fcb",
            "&redirect_uri=https%3A%2F%2Fweb.example.com%2Fcb%2F",
            "&redirect_uri=%2F%2Fevil.example.com",
            "&redirect_uri=javascript%3Aalert(1)",
            "&redirect_uri=%0d%0a",
            "&redirect_uri=https%3A%2F%2Fweb.example.com%2Fcb&redirect_uri=https%3A%2F%2Fevil.example.com");
    private static final List<List<String>> OTHERS = List.of(
            List.of("", "&response_type=code", "&response_type=token", "&response_type=%20", "&response_type=nonsense"),
            List.of("", "&scope=photos.read", "&scope=admin", "&scope=%22", "&scope=openid"),
            List.of("", "&prompt=none", "&prompt=none+login", "&prompt=nonsense"),
            List.of("", "&state=s", "&state=%E2%82%AC", "&state=%3Cscript%3E"),
            List.of("", "&max_age=x", "&max_age=0"),
            List.of("", "&resource=x", "&resource=https%3A%2F%2Fnowhere.example.com"),
            List.of("", "&request=x", "&request_uri=https%3A%2F%2Fevil.example.com", "&response_mode=fragment"),
            List.of(
                    "",
                    "&code_challenge_method=S256&code_challenge=" + ServerUnderTest.CHALLENGE,
                    "&code_challenge_method=plain&code_challenge=x"));

    private final ServerUnderTest server = ServerUnderTest.start();
    private final Random random = new Random(20260301);

    @AfterEach
    void stop() {
        server.close();
    }

    @Nested
    @Tag("security-case-22")
    @Tag("security-case-23")
    @Tag("security-case-24")
    @Tag("security-case-25")
    @Tag("security-case-26")
    @Tag("CVE-2026-41479")
    @Tag("CVE-2026-44681")
    @Tag("CVE-2019-9837")
    @Tag("CVE-2025-4143")
    class WhoeverAsks {

        @Test
        void isShownAPageUnlessTheClientIsKnown() {
            for (int i = 0; i < 1000; i++) {
                assertShowsAPage(any(BAD_CLIENTS) + any(i % 2 == 0 ? GOOD_URIS : BAD_URIS) + others());
            }
        }

        @Test
        void isShownAPageUnlessTheRedirectUriIsTheClients() {
            for (int i = 0; i < 1000; i++) {
                assertShowsAPage(any(GOOD_CLIENTS) + any(BAD_URIS) + others());
            }
        }

        @Test
        void isSentToTheClientOrTheLoginPageAndNowhereElse() {
            int refused = 0;
            for (int i = 0; i < 1000; i++) {
                String query = any(GOOD_CLIENTS) + any(GOOD_URIS) + others();

                Response response = server.get("/oauth/authorize", query.substring(1));

                String location = response.header("Location").orElseThrow(() -> new AssertionError(query));
                assertThat(location)
                        .as(query)
                        .matches(target ->
                                target.startsWith(CALLBACK + "?error=") || target.startsWith("/login?interaction="));
                refused += location.startsWith(CALLBACK) ? 1 : 0;
            }
            assertThat(refused).isBetween(800, 999);
        }
    }

    private void assertShowsAPage(String query) {
        Response response = server.get("/oauth/authorize", query.substring(query.isEmpty() ? 0 : 1));

        assertThat(response.status()).as(query).isEqualTo(400);
        assertThat(response.header("Location")).as(query).isEmpty();
        assertThat(response.header("Content-Type")).contains("text/html;charset=utf-8");
    }

    private String others() {
        StringBuilder query = new StringBuilder();
        OTHERS.forEach(choices -> query.append(any(choices)));
        return query.toString();
    }

    private String any(List<String> choices) {
        return choices.get(random.nextInt(choices.size()));
    }
}
