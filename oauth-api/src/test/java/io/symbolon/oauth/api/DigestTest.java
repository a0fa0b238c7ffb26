// SPDX-License-Identifier: Apache-2.0
package io.symbolon.oauth.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DigestTest {

    @Test
    void readsWhatItWrote() {
        for (int i = 0; i < 1_000; i++) {
            Digest digest = Digest.of(Secret.of("secret " + i));

            assertThat(Digest.parse(digest.encoded())).isEqualTo(digest);
            assertThat(Digest.parse(digest.encoded() + "=")).isEqualTo(digest);
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "=",
                "E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-c",
                "E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cMA",
                "E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw+cM",
                "E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-c ",
                "E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-c\u00c4"
            })
    void readsNothingElse(String text) {
        assertThatIllegalArgumentException().isThrownBy(() -> Digest.parse(text));
    }
}
