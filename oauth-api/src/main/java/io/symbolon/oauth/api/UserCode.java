// SPDX-License-Identifier: Apache-2.0
package io.symbolon.oauth.api;

import java.util.Optional;

/**
 * A code that a person reads on one device and types on another (RFC 8628 §6.1): eight letters out of twenty without
 * vowels, so that no word comes out, 34 bits. Case and what stands between the letters do not matter.
 */
public final class UserCode {

    /** The letters that it consists of. */
    public static final String ALPHABET = "BCDFGHJKLMNPQRSTVWXZ";

    /** How many letters it has. */
    public static final int LENGTH = 8;

    private static final int LONGEST_TYPED = 32;

    private final String letters;

    private UserCode(String letters) {
        this.letters = letters;
    }

    /** Reads what was typed; empty if that cannot be a user code. */
    public static Optional<UserCode> parse(String typed) {
        StringBuilder letters = new StringBuilder(LENGTH);
        for (int i = 0; i < Math.min(typed.length(), LONGEST_TYPED); i++) {
            char c = upperCase(typed.charAt(i));
            if (ALPHABET.indexOf(c) >= 0) {
                letters.append(c);
            } else if (c != '-' && c != ' ' && c != '.' && c != '_') {
                return Optional.empty();
            }
        }
        return letters.length() == LENGTH && typed.length() <= LONGEST_TYPED
                ? Optional.of(new UserCode(letters.toString()))
                : Optional.empty();
    }

    /** The code as people are shown it, such as {@code WDJB-MJHT}. */
    public String shown() {
        return letters.substring(0, LENGTH / 2) + "-" + letters.substring(LENGTH / 2);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof UserCode code && letters.equals(code.letters);
    }

    @Override
    public int hashCode() {
        return letters.hashCode();
    }

    /** Nothing of it: whoever knows it can approve or spoil what waits. */
    @Override
    public String toString() {
        return "[user code]";
    }

    private static char upperCase(char c) {
        return c >= 'a' && c <= 'z' ? (char) (c - 'a' + 'A') : c;
    }
}
