// SPDX-License-Identifier: Apache-2.0
package io.symbolon.oauth.api.authorization;

import java.util.EnumSet;
import java.util.Locale;
import java.util.Set;

/** What the client wants the resource owner to be shown (OpenID Connect Core §3.1.2.1, {@code prompt}). */
public enum Prompt {
    /** No page at all. */
    NONE,
    /** A fresh authentication. */
    LOGIN,
    /** A fresh consent. */
    CONSENT,
    /** A choice of accounts. */
    SELECT_ACCOUNT;

    /**
     * Reads the space-delimited parameter.
     *
     * @throws IllegalArgumentException for an unknown value, or {@code none} with another
     */
    public static Set<Prompt> parse(String list) {
        Set<Prompt> prompts = EnumSet.noneOf(Prompt.class);
        for (String value : list.trim().split(" +", -1)) {
            prompts.add(of(value));
        }
        if (prompts.contains(NONE) && prompts.size() > 1) {
            throw new IllegalArgumentException("none must stand alone");
        }
        return prompts;
    }

    private static Prompt of(String value) {
        for (Prompt prompt : values()) {
            if (prompt.name().toLowerCase(Locale.ROOT).equals(value)) {
                return prompt;
            }
        }
        throw new IllegalArgumentException("use none, login, consent or select_account");
    }
}
