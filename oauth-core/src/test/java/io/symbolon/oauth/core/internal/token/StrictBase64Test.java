// SPDX-License-Identifier: Apache-2.0
package io.symbolon.oauth.core.internal.token;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Base64;
import java.util.Random;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("RFC 4648 §4 base64 with padding")
class StrictBase64Test {

    @Test
    void readsWhatThePlatformWrites() {
        Random random = new Random(4648);

        for (int length = 0; length < 200; length++) {
            byte[] bytes = new byte[length];
            random.nextBytes(bytes);
            String text = "Basic " + Base64.getEncoder().encodeToString(bytes);

            assertThat(StrictBase64.padded(text, 6, text.length())).isEqualTo(bytes);
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "AA",
                "AAA", // padding is missing
                "AAAA=",
                "AAAA==",
                "AAAA====",
                "A===",
                "====",
                "AA=A", // padding that has no place
                "AB==",
                "AAB=", // bits that belong to no byte
                "A-AA",
                "A_AA", // the other alphabet
                "AA A",
                "AAA\n",
                "AAA\u00c4"
            })
    void refusesAnyOtherTextForTheSameBytes(String text) {
        assertThat(StrictBase64.padded(text, 0, text.length())).isNull();
    }
}
