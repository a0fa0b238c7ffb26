// SPDX-License-Identifier: Apache-2.0
package io.symbolon.oauth.api;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;

/**
 * A text that must not be seen: a client secret, a code, a token. It compares in constant time and never prints itself.
 */
public final class Secret {

    private final String value;

    private Secret(String value) {
        this.value = value;
    }

    /** Wraps the text; an empty one is allowed, since a peer may present it. */
    public static Secret of(String value) {
        return new Secret(value);
    }

    /** The text itself. Call it only where bytes leave the process or a digest is made. */
    public String reveal() {
        return value;
    }

    /** The number of characters. */
    public int length() {
        return value.length();
    }

    /** Compares in a time that depends on the lengths alone. */
    @Override
    public boolean equals(Object other) {
        return other instanceof Secret secret
                && MessageDigest.isEqual(
                        value.getBytes(StandardCharsets.UTF_8), secret.value.getBytes(StandardCharsets.UTF_8));
    }

    @Override
    public int hashCode() {
        return value.hashCode();
    }

    @Override
    public String toString() {
        return "[secret]";
    }
}
