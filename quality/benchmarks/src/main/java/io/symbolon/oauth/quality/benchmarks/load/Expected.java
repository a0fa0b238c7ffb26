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

    /** A token response (RFC 6749 §5.1) with a token that the response before did not have. */
    final class FreshToken implements Expected {

        private static final byte[] START = ascii("{\"access_token\":\"");
        private static final int SHORTEST_TOKEN = 43;

        private final byte[] end;
        private byte[] last = new byte[0];

        /** The response ends with this. */
        public FreshToken(String end) {
            this.end = ascii(end);
        }

        @Override
        public boolean matches(byte[] bytes, int from, int to) {
            boolean matching = to - from >= START.length + SHORTEST_TOKEN + end.length
                    && Arrays.equals(bytes, from, from + START.length, START, 0, START.length)
                    && Arrays.equals(bytes, to - end.length, to, end, 0, end.length)
                    && !Arrays.equals(bytes, from, to, last, 0, last.length);
            last = Arrays.copyOfRange(bytes, from, to);
            return matching;
        }

        /** The token of the last response. */
        public String last() {
            String body = new String(last, StandardCharsets.US_ASCII);
            return body.substring(START.length, body.indexOf('"', START.length));
        }

        private static byte[] ascii(String text) {
            return text.getBytes(StandardCharsets.US_ASCII);
        }
    }
}
