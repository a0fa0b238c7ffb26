// SPDX-License-Identifier: Apache-2.0
package io.symbolon.oauth.api;

/** The character classes of RFC 6749, Appendix A, checked without a regular expression. */
final class Text {

    private Text() {}

    /** RFC 6749, Appendix A: VSCHAR. */
    static boolean isVschar(String text) {
        return within(text, 0x20, 0x7E);
    }

    /** RFC 6749, Appendix A: NQCHAR, and in it no space for tokens that are lists. */
    static boolean isScopeToken(String text) {
        if (text.isEmpty()) {
            return false;
        }
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c < 0x21 || c > 0x7E || c == '"' || c == '\\') {
                return false;
            }
        }
        return true;
    }

    /** Printable ASCII without space: what a URI on the wire consists of. */
    static boolean isUriText(String text) {
        if (!within(text, 0x21, 0x7E)) {
            return false;
        }
        for (int i = 0; i < text.length(); i++) {
            if ("\"<>\\^`{|}".indexOf(text.charAt(i)) >= 0) {
                return false;
            }
        }
        return true;
    }

    /** Whether form encoding leaves the text as it is. */
    static boolean isFormEncoded(String text) {
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            boolean letterOrDigit = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9');
            if (!letterOrDigit && c != '-' && c != '_' && c != '.' && c != '*') {
                return false;
            }
        }
        return true;
    }

    /** RFC 9110 §5.5: a field's value, with what lies beyond ASCII. */
    static boolean isFieldValue(String text) {
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if ((c < 0x20 && c != '\t') || c == 0x7F) {
                return false;
            }
        }
        return true;
    }

    static boolean hasControlCharacter(String text) {
        for (int i = 0; i < text.length(); i++) {
            if (Character.isISOControl(text.charAt(i))) {
                return true;
            }
        }
        return false;
    }

    /** RFC 6749 §5.2: what an error description may consist of; anything else becomes a question mark. */
    static String errorText(String text) {
        StringBuilder clean = new StringBuilder(text.length());
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            boolean allowed = c >= 0x20 && c <= 0x7E && c != '"' && c != '\\';
            clean.append(allowed ? c : c == '"' ? '\'' : '?');
        }
        return clean.toString();
    }

    private static boolean within(String text, int low, int high) {
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c < low || c > high) {
                return false;
            }
        }
        return true;
    }
}
