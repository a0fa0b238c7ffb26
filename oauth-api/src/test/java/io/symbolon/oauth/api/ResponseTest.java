// SPDX-License-Identifier: Apache-2.0
package io.symbolon.oauth.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Where a response can send a browser, and what it can carry. */
class ResponseTest {

    @ParameterizedTest
    @Tag("security-case-22")
    @ValueSource(strings = {"Location", "location", "LOCATION"})
    void sendsNobodyToAnUnverifiedUri(String name) {
        assertThatThrownBy(() -> Response.status(200).header(name, "https://evil.example.com"))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> Response.status(200).build().with(name, "https://evil.example.com"))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @ParameterizedTest
    @ValueSource(ints = {100, 199, 300, 302, 307, 399, 600})
    void redirectsByNoOtherMeans(int status) {
        assertThatThrownBy(() -> Response.status(status)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void redirectsByGetAlone() {
        Response response = Response.redirect(new ApplicationUri("/login"), Map.of("a", "b c&d"))
                .build();

        assertThat(response.status()).isEqualTo(303);
        assertThat(response.header("Location")).contains("/login?a=b+c%26d");
    }

    @Test
    void addsToTheQueryThatIsThere() {
        VerifiedRedirectUri target = new RegisteredRedirectUris(Set.of(new RedirectUri("https://a.example.com/cb?x=1")))
                .only()
                .orElseThrow();

        assertThat(Response.redirect(target, Map.of("code", "c")).build().header("Location"))
                .contains("https://a.example.com/cb?x=1&code=c");
    }

    @ParameterizedTest
    @ValueSource(strings = {"a\r\nb", "a\nSet-Cookie: x=y", "\u0000", "a\u007F"})
    void refusesHeadersThatWouldBecomeTwo(String value) {
        assertThatThrownBy(() -> Response.status(200).header("X-Test", value))
                .isInstanceOf(IllegalArgumentException.class);
    }
}
