// SPDX-License-Identifier: Apache-2.0
package io.symbolon.oauth.api;

/**
 * A client identifier (RFC 6749 §2.2): 1 to 255 visible ASCII characters.
 *
 * @param value the identifier as it stands on the wire
 */
public record ClientId(String value) {

    public ClientId {
        if (value.isEmpty() || value.length() > 255 || !Text.isVschar(value)) {
            throw new IllegalArgumentException("a client_id has 1 to 255 visible ASCII characters");
        }
    }

    @Override
    public String toString() {
        return value;
    }
}
