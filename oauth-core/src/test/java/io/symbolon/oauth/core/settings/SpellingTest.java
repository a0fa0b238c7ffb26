// SPDX-License-Identifier: Apache-2.0
package io.symbolon.oauth.core.settings;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SpellingTest {

    private static final List<String> KNOWN = List.of("client_id", "client_secret", "scope", "scopes");

    @ParameterizedTest
    @CsvSource({
        "client_secrt, client_secret",
        "client_sceret, client_secret",
        "clientid, client_id",
        "scop, scope",
        "scopess, scopes",
        "client-secret, client_secret",
    })
    void findsTheNearestWord(String written, String meant) {
        assertThat(Spelling.nearest(written, KNOWN)).contains(meant);
    }

    @Test
    void namesAllWordsWhereNoneIsNear() {
        assertThat(Spelling.nearest("issuer", KNOWN)).isEmpty();
        assertThat(Spelling.hint("issuer", List.of("a", "b"))).isEqualTo("known are a, b");
        assertThat(Spelling.hint("issuer", List.of())).isEqualTo("declare it first");
    }

    @Test
    void doesNotCompareLongWords() {
        assertThat(Spelling.nearest("x".repeat(100_000), KNOWN)).isEmpty();
    }

    @Test
    void showsNothingThatDisturbsATerminal() {
        assertThat(Spelling.printable("a\u001B[31m\nb")).isEqualTo("a?[31m?b");
        assertThat(Spelling.printable("x".repeat(65))).isEqualTo("x".repeat(64) + "...");
    }
}
