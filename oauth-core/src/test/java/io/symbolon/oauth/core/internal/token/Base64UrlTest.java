// SPDX-License-Identifier: Apache-2.0
package io.symbolon.oauth.core.internal.token;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("RFC 7515 §2 base64url")
class Base64UrlTest {

    @ParameterizedTest
    @ValueSource(strings = {"", "a", "ab", "abc", "abcd", "\u0000\u007f"})
    void readsWhatItWrote(String text) {
        byte[] bytes = text.getBytes(US_ASCII);

        assertThat(Base64Url.decode(Base64Url.encode(bytes))).isEqualTo(bytes);
    }

    @Test
    void knowsTheWholeAlphabet() {
        String alphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";

        byte[] bytes = Base64Url.decode(alphabet);

        assertThat(bytes).isNotNull().hasSize(48);
        assertThat(Base64Url.encode(bytes)).isEqualTo(alphabet);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "A",
                "AAAAA", // no bytes have this length
                "AA==",
                "AAA=",
                "=", // padding
                "AB",
                "AP",
                "AAB",
                "AAD", // bits that belong to no byte
                "A+AA",
                "A/AA", // the other alphabet
                "A AA",
                "AAAA\n",
                "AA.A",
                "AAÄA",
                "AAA\u0000",
                "AA\uD800A"
            })
    void refusesAnyOtherTextForTheSameBytes(String text) {
        assertThat(Base64Url.decode(text)).isNull();
    }
}
