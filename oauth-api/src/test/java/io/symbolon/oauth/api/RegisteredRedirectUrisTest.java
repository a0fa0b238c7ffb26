// SPDX-License-Identifier: Apache-2.0
package io.symbolon.oauth.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Set;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Which presented redirect URIs are a client's own. */
class RegisteredRedirectUrisTest {

    private static final String HTTPS = "https://app.example.com/callback";
    private static final String LOOPBACK = "http://127.0.0.1/callback?x=1";
    private static final String LOOPBACK_6 = "http://[::1]:8080/callback";

    private final RegisteredRedirectUris registered = new RegisteredRedirectUris(Set.of(
            new RedirectUri(HTTPS),
            new RedirectUri(LOOPBACK),
            new RedirectUri(LOOPBACK_6),
            new RedirectUri("http://localhost:7000/callback"),
            new RedirectUri("com.example.app:/callback")));

    private boolean accepts(String presented) {
        try {
            return registered.verify(new RedirectUri(presented)).isPresent();
        } catch (IllegalArgumentException e) {
            return false;
        }
    }

    @Nested
    @DisplayName("RFC 6749 §3.1.2.3 exact comparison")
    class Rfc6749Section3_1_2_3 {

        @ParameterizedTest
        @ValueSource(
                strings = {HTTPS, LOOPBACK, LOOPBACK_6, "http://localhost:7000/callback", "com.example.app:/callback"})
        void acceptsWhatIsRegistered(String presented) {
            assertThat(accepts(presented)).isTrue();
        }

        @Test
        @Tag("security-case-20")
        void refusesEveryOneCharacterChange() {
            int refused = 0;
            for (String uri : new String[] {HTTPS, "http://localhost:7000/callback", "com.example.app:/callback"}) {
                for (int i = 0; i <= uri.length(); i++) {
                    for (char c = 0x20; c < 0x7F; c++) {
                        String inserted = uri.substring(0, i) + c + uri.substring(i);
                        assertThat(accepts(inserted)).as(inserted).isFalse();
                        if (i < uri.length() && uri.charAt(i) != c) {
                            String replaced = uri.substring(0, i) + c + uri.substring(i + 1);
                            assertThat(accepts(replaced)).as(replaced).isFalse();
                        }
                        refused++;
                    }
                    if (i < uri.length()) {
                        assertThat(accepts(uri.substring(0, i) + uri.substring(i + 1)))
                                .isFalse();
                    }
                }
            }
            assertThat(refused).isGreaterThan(8000);
        }

        @ParameterizedTest
        @Tag("security-case-17")
        @Tag("CVE-2020-15234")
        @ValueSource(
                strings = {
                    "https://app.example.com/CALLBACK",
                    "https://APP.example.com/callback",
                    "HTTPS://app.example.com/callback"
                })
        void comparesCaseToo(String presented) {
            assertThat(accepts(presented)).isFalse();
        }

        @ParameterizedTest
        @Tag("security-case-21")
        @Tag("CVE-2019-3778")
        @Tag("CVE-2019-11269")
        @ValueSource(
                strings = {
                    "https://app.example.com/callback/../evil",
                    "https://app.example.com/callback/.",
                    "https://app.example.com/callback%2F..%2Fevil",
                    "https://app.example.com/callback%2f",
                    "https://app.example.com\\@evil.example.com/callback",
                    "https://app.example.com/callback\\",
                    "https://app.example.com//callback",
                    "https://*.example.com/callback",
                    "https://app.example.com/*",
                    "https://app.example.com:443/callback",
                    "https://app.example.com./callback",
                    "https://app.example.com/callback?",
                    "https://app.example.com/callback?next=//evil.example.com",
                    "https://app.example.com/callback#",
                    "https://app.example.com/callback#x",
                    "https://app.example.com/callback;x=1",
                    "https://app.example.com/callback%00",
                    "https://app.example.com/callback%0d%0aLocation:evil"
                })
        void refusesTraversalWildcardsAndEncodings(String presented) {
            assertThat(accepts(presented)).isFalse();
        }

        @ParameterizedTest
        @Tag("security-case-30")
        @ValueSource(
                strings = {
                    "https://app.example.com/callback/evil",
                    "https://app.example.com/callbackevil",
                    "https://app.example.com/callback.evil.example.com",
                    "https://app.example.com.evil.example.com/callback",
                    "https://app.example.comevil.example.com/callback"
                })
        void refusesWhatMerelyBeginsTheSame(String presented) {
            assertThat(accepts(presented)).isFalse();
        }
    }

    @Nested
    @DisplayName("RFC 8252 §7.3 loopback redirection")
    class Rfc8252Section7_3 {

        @ParameterizedTest
        @ValueSource(
                strings = {
                    "http://127.0.0.1:1/callback?x=1",
                    "http://127.0.0.1:65535/callback?x=1",
                    "http://[::1]/callback",
                    "http://[::1]:51004/callback"
                })
        void letsThePortDiffer(String presented) {
            assertThat(accepts(presented)).isTrue();
        }

        @ParameterizedTest
        @Tag("security-case-18")
        @Tag("CVE-2020-15233")
        @ValueSource(
                strings = {
                    "http://127.0.0.1:8080/callback",
                    "http://127.0.0.1:8080/callback?x=2",
                    "http://127.0.0.1:8080/callback?x=1&y=2",
                    "http://127.0.0.1:8080/other?x=1",
                    "http://127.0.0.2:8080/callback?x=1",
                    "http://[::1]:8080/callback?x=1",
                    "http://localhost:8080/callback?x=1",
                    "https://127.0.0.1:8080/callback?x=1",
                    "http://127.0.0.1:8080/callback"
                })
        void letsNothingElseDiffer(String presented) {
            assertThat(accepts(presented)).isFalse();
        }

        @Test
        @Tag("security-case-18")
        void doesNotLetALoopbackAddressStandForAnotherSite() {
            RegisteredRedirectUris site = new RegisteredRedirectUris(Set.of(new RedirectUri(HTTPS)));

            assertThat(site.verify(new RedirectUri("http://127.0.0.1/callback")))
                    .isEmpty();
        }

        @ParameterizedTest
        @Tag("security-case-19")
        @ValueSource(
                strings = {
                    "http://a@127.0.0.1/callback?x=1",
                    "http://a:b@127.0.0.1:80/callback?x=1",
                    "http://127.0.0.1:80@evil.example.com/callback?x=1",
                    "http://127.0.0.1@evil.example.com/callback?x=1"
                })
        void refusesUserNames(String presented) {
            assertThat(accepts(presented)).isFalse();
        }

        @ParameterizedTest
        @Tag("security-case-28")
        @ValueSource(
                strings = {
                    "http://localhost:80@attacker.example.com/callback",
                    "http://localhost@attacker.example.com/callback",
                    "http://[::ffff:127.0.0.1]/callback",
                    "http://[::1%25eth0]/callback",
                    "http://[0:0:0:0:0:0:0:1]/callback",
                    "http://127.1/callback?x=1",
                    "http://2130706433/callback?x=1",
                    "http://0x7f000001/callback?x=1",
                    "http://0177.0.0.1/callback?x=1",
                    "http://127.0.0.1.evil.example.com/callback?x=1",
                    "http://127.0.0.1:/callback?x=1",
                    "http://127.0.0.1:99999/callback?x=1",
                    "http://127.0.0.1:080000/callback?x=1",
                    "http://127.0.0.1:+80/callback?x=1",
                    "http://127.0.0.1:8\u0660/callback?x=1",
                    "http://127.0.0.1\u3002example.com/callback?x=1",
                    "http:127.0.0.1/callback?x=1",
                    "http:///127.0.0.1/callback?x=1",
                    "http://127.0.0.1\\callback?x=1",
                    "http://127.0.0.1 /callback?x=1",
                    "http://127.0.0.1\t/callback?x=1"
                })
        void refusesWhatParsersReadDifferently(String presented) {
            assertThat(accepts(presented)).isFalse();
        }
    }

    @Nested
    @DisplayName("Registration")
    class Registration {

        @ParameterizedTest
        @Tag("security-case-31")
        @Tag("CVE-2025-27143")
        @Tag("CVE-2025-71403")
        @ValueSource(
                strings = {
                    "",
                    "callback",
                    "/callback",
                    "//evil.example.com/callback",
                    "https:",
                    "https:/callback",
                    "https://",
                    "https:///callback",
                    "javascript:alert(1)",
                    "JavaScript:alert(1)",
                    "data:text/html,x",
                    "vbscript:x",
                    "file:///etc/passwd",
                    "blob:https://app.example.com/x",
                    "http://app.example.com/callback",
                    "https://app.example.com/#fragment",
                    "https://user@app.example.com/",
                    "https://app.example.com/<script>",
                    "https://app.example.com/a b",
                    "app:/callback",
                    "https://app.ex\u00e4mple.com/"
                })
        void refusesWhatIsNoSafeRedirectUri(String uri) {
            assertThatThrownBy(() -> new RedirectUri(uri)).isInstanceOf(IllegalArgumentException.class);
        }

        @ParameterizedTest
        @CsvSource({
            "https://app.example.com:8443/cb?x=1, https://app.example.com:8443",
            "http://127.0.0.1:9/cb, http://127.0.0.1:9",
            "com.example.app:/cb, com.example.app:"
        })
        void knowsTheOrigin(String uri, String origin) {
            assertThat(new RedirectUri(uri).origin()).isEqualTo(origin);
        }

        @ParameterizedTest
        @Tag("security-case-27")
        @ValueSource(
                strings = {
                    "//evil.example.com",
                    "/\\evil.example.com",
                    "\\/evil.example.com",
                    "https://evil.example.com",
                    "evil",
                    "",
                    "/a\tb",
                    "/a\r\nLocation: evil",
                    "\t//evil.example.com",
                    " /x",
                    "/x#y"
                })
        void takesPagesOfTheApplicationOnlyFromItsOwnHost(String page) {
            assertThatThrownBy(() -> new ApplicationUri(page)).isInstanceOf(IllegalArgumentException.class);
        }

        @Test
        @Tag("security-case-29")
        void knowsNoWildcards() {
            assertThat(new RegisteredRedirectUris(Set.of(new RedirectUri("https://example.com/*")))
                            .verify(new RedirectUri("https://example.com/evil")))
                    .isEmpty();
        }
    }
}
