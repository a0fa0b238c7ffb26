// SPDX-License-Identifier: Apache-2.0
package io.symbolon.oauth.quality.benchmarks.load;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** What an answer must be: always the same, or with a token that is another one each time. */
public interface Expected {

    /** Exactly this. */
    static Expected exactly(byte[] body) {
        return (bytes, from, to) -> Arrays.equals(bytes, from, to, body, 0, body.length);
    }

    /** Whether these bytes of the array are as expected. */
    boolean matches(byte[] bytes, int from, int to);

    /**
     * A token response (RFC 6749 §5.1) with a token that the response before did not have, and then exactly this, where
     * {@code #} stands for any number.
     */
    final class FreshToken implements Expected {

        private static final byte[] START = ascii("{\"access_token\":\"");
        private static final int SHORTEST_TOKEN = 43;

        private final byte[] rest;
        private byte[] last = new byte[0];

        /** After the token comes this. */
        public FreshToken(String rest) {
            this.rest = ascii(rest);
        }

        @Override
        public boolean matches(byte[] bytes, int from, int to) {
            int tokenEnd = from + START.length;
            while (tokenEnd < to && bytes[tokenEnd] != '"') {
                tokenEnd++;
            }
            boolean matching = tokenEnd - from >= START.length + SHORTEST_TOKEN
                    && Arrays.equals(bytes, from, from + START.length, START, 0, START.length)
                    && !Arrays.equals(bytes, from, tokenEnd, last, 0, last.length)
                    && isRest(bytes, tokenEnd, to);
            last = Arrays.copyOfRange(bytes, from, tokenEnd);
            return matching;
        }

        private boolean isRest(byte[] bytes, int from, int to) {
            int i = from;
            for (byte expected : rest) {
                if (expected == '#') {
                    int digits = i;
                    while (i < to && bytes[i] >= '0' && bytes[i] <= '9') {
                        i++;
                    }
                    if (i == digits) {
                        return false;
                    }
                } else if (i == to || bytes[i++] != expected) {
                    return false;
                }
            }
            return i == to;
        }

        /** The token of the last response. */
        public String last() {
            return new String(last, START.length, last.length - START.length, StandardCharsets.US_ASCII);
        }

        private static byte[] ascii(String text) {
            return text.getBytes(StandardCharsets.US_ASCII);
        }
    }
}
