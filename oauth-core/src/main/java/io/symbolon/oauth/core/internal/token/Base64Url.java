// SPDX-License-Identifier: Apache-2.0
package io.symbolon.oauth.core.internal.token;

import java.util.Base64;
import org.jspecify.annotations.Nullable;

/**
 * Base64url as RFC 7515 §2 has it: no padding, no line breaks, and one text only for any bytes. The platform's decoder
 * also takes padding and stray bits at the end, so that a changed token could pass for the same one.
 */
public final class Base64Url {

    private Base64Url() {}

    public static String encode(byte[] bytes) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }

    /** The bytes; null if the text is not their one encoding. */
    public static byte @Nullable [] decode(String text) {
        return decode(text, 0, text.length());
    }

    /** The bytes that the characters from here to there stand for; null if they are not their one encoding. */
    public static byte @Nullable [] decode(String text, int from, int to) {
        return StrictBase64.url(text, from, to);
    }
}
