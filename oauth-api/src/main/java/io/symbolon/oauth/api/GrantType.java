// SPDX-License-Identifier: Apache-2.0
package io.symbolon.oauth.api;

/**
 * A grant type (RFC 6749 §1.3); an extension grant is named by an absolute URI (§4.5).
 *
 * @param value the name on the wire
 */
public record GrantType(String value) {

    public static final GrantType AUTHORIZATION_CODE = new GrantType("authorization_code");
    public static final GrantType CLIENT_CREDENTIALS = new GrantType("client_credentials");
    public static final GrantType REFRESH_TOKEN = new GrantType("refresh_token");

    public GrantType {
        if (value.length() > 255 || !Text.isScopeToken(value)) {
            throw new IllegalArgumentException("a name on the wire has 1 to 255 visible ASCII characters and no space");
        }
    }

    @Override
    public String toString() {
        return value;
    }
}
