// SPDX-License-Identifier: Apache-2.0
package io.symbolon.oauth.quality.interop;

import java.util.Locale;

/**
 * What came back on a connection, head and body.
 *
 * @param text all of it, a character for each byte; empty if the connection was cut off
 */
record RawAnswer(String text) {

    boolean isCutOff() {
        return text.isEmpty();
    }

    int status() {
        return isCutOff() ? 0 : Integer.parseInt(text.substring(9, 12));
    }

    /** The value of the header field; empty if there is none. */
    String header(String name) {
        for (String line : head().split("\r\n", -1)) {
            if (line.toLowerCase(Locale.ROOT).startsWith(name.toLowerCase(Locale.ROOT) + ":")) {
                return line.substring(name.length() + 1).trim();
            }
        }
        return "";
    }

    String body() {
        int end = text.indexOf("\r\n\r\n");
        return end < 0 ? "" : text.substring(end + 4);
    }

    private String head() {
        int end = text.indexOf("\r\n\r\n");
        return end < 0 ? text : text.substring(0, end);
    }
}
