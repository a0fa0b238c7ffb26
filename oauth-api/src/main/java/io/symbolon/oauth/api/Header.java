// SPDX-License-Identifier: Apache-2.0
package io.symbolon.oauth.api;

/**
 * One header field line.
 *
 * @param name the field's name; case does not matter
 * @param value the field's value, without control characters (but tab)
 */
public record Header(String name, String value) {

    public Header {
        if (!Text.isScopeToken(name) || name.indexOf(':') >= 0 || !Text.isFieldValue(value)) {
            throw new IllegalArgumentException("malformed header field " + name);
        }
    }

    /** Whether the field has this name; case does not matter. */
    public boolean isNamed(String other) {
        return name.equalsIgnoreCase(other);
    }

    /** The name alone: a value may be a secret. */
    @Override
    public String toString() {
        return name;
    }
}
