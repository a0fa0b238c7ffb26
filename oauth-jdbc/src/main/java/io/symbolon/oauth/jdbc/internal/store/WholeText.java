// SPDX-License-Identifier: Apache-2.0
package io.symbolon.oauth.jdbc.internal.store;

/** Text that comes back from a database as it went there. */
final class WholeText {

    private WholeText() {}

    /**
     * The same text.
     *
     * @throws IllegalArgumentException if it holds half of a surrogate pair: it would not come back as it went there, and two
     *     names could become one
     */
    static String of(String text) {
        for (int i = 0; i < text.length(); i++) {
            if (Character.isSurrogate(text.charAt(i))) {
                if (i + 1 == text.length() || !Character.isSurrogatePair(text.charAt(i), text.charAt(i + 1))) {
                    throw new IllegalArgumentException("text with half of a character cannot be kept in a database");
                }
                i++;
            }
        }
        return text;
    }
}
