// SPDX-License-Identifier: Apache-2.0
package io.symbolon.oauth.api;

/**
 * A response type of the authorization endpoint (RFC 6749 §3.1.1).
 *
 * @param value the name on the wire
 */
public record ResponseType(String value) {

    public static final ResponseType CODE = new ResponseType("code");
    /** RFC 6749 §4.2.1; OAuth 2.1 leaves it out. */
    public static final ResponseType TOKEN = new ResponseType("token");

    public ResponseType {
        if (value.length() > 255 || !Text.isScopeToken(value)) {
            throw new IllegalArgumentException("a name on the wire has 1 to 255 visible ASCII characters and no space");
        }
    }

    @Override
    public String toString() {
        return value;
    }
}
