// SPDX-License-Identifier: Apache-2.0
package io.symbolon.oauth.api;

/**
 * One scope token (RFC 6749 §3.3), case-sensitive.
 *
 * @param value 1 to 255 characters of the scope alphabet
 */
public record Scope(String value) {

    public Scope {
        if (value.length() > 255 || !Text.isScopeToken(value)) {
            throw new IllegalArgumentException(
                    "a scope has 1 to 255 visible ASCII characters, no space, quotation mark or backslash");
        }
    }

    @Override
    public String toString() {
        return value;
    }
}
