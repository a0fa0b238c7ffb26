// SPDX-License-Identifier: Apache-2.0
package io.symbolon.oauth.core.internal.token;

import org.jspecify.annotations.Nullable;

/** Base64 (RFC 4648) decoded so that any bytes have one text only: no white space, and no bits left over (§3.5). */
public final class StrictBase64 {

    private StrictBase64() {}

    /** What these characters stand for in the alphabet of §4, with padding; null if they are no such encoding. */
    public static byte @Nullable [] padded(String text, int from, int to) {
        if ((to - from) % 4 != 0) {
            return null;
        }
        int end = to;
        while (end > from && to - end < 2 && text.charAt(end - 1) == '=') {
            end--;
        }
        return decode(text, from, end, '+', '/');
    }

    /** What these characters stand for in the alphabet of §5, without padding; null if they are no such encoding. */
    static byte @Nullable [] url(String text, int from, int to) {
        return decode(text, from, to, '-', '_');
    }

    private static byte @Nullable [] decode(String text, int from, int to, char sextet62, char sextet63) {
        int besides = (to - from) % 4;
        if (besides == 1) {
            return null;
        }
        byte[] bytes = new byte[(to - from) / 4 * 3 + Math.max(besides - 1, 0)];
        int pending = 0;
        int bits = 0;
        int next = 0;
        for (int i = from; i < to; i++) {
            int sextet = valueOf(text.charAt(i), sextet62, sextet63);
            if (sextet < 0) {
                return null;
            }
            pending = pending << 6 | sextet;
            bits += 6;
            if (bits >= Byte.SIZE) {
                bits -= Byte.SIZE;
                bytes[next++] = (byte) (pending >>> bits);
            }
        }
        return (pending & (1 << bits) - 1) == 0 ? bytes : null;
    }

    private static int valueOf(char c, char sextet62, char sextet63) {
        if (c >= 'a' && c <= 'z') {
            return c - 'a' + 26;
        }
        if (c >= 'A' && c <= 'Z') {
            return c - 'A';
        }
        if (c >= '0' && c <= '9') {
            return c - '0' + 52;
        }
        return c == sextet62 ? 62 : c == sextet63 ? 63 : -1;
    }
}
