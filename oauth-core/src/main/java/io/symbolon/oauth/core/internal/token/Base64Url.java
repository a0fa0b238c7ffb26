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
        int sextets = text.length() % 4;
        if (sextets == 1) {
            return null;
        }
        int last = 0;
        for (int i = 0; i < text.length(); i++) {
            last = valueOf(text.charAt(i));
            if (last < 0) {
                return null;
            }
        }
        boolean strayBits = (sextets == 2 && (last & 0b1111) != 0) || (sextets == 3 && (last & 0b11) != 0);
        return strayBits ? null : Base64.getUrlDecoder().decode(text);
    }

    private static int valueOf(char c) {
        if (c >= 'A' && c <= 'Z') {
            return c - 'A';
        }
        if (c >= 'a' && c <= 'z') {
            return c - 'a' + 26;
        }
        if (c >= '0' && c <= '9') {
            return c - '0' + 52;
        }
        return c == '-' ? 62 : c == '_' ? 63 : -1;
    }
}
