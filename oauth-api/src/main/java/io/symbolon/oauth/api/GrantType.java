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
    /** RFC 8628 §3.4. */
    public static final GrantType DEVICE_CODE = new GrantType("urn:ietf:params:oauth:grant-type:device_code");
    /** RFC 6749 §4.3; OAuth 2.1 leaves it out. */
    public static final GrantType PASSWORD = new GrantType("password");
    /** RFC 6749 §4.2, as registrations name it (RFC 7591 §2); OAuth 2.1 leaves it out. */
    public static final GrantType IMPLICIT = new GrantType("implicit");

    /** RFC 7523 §2.1. */
    public static final GrantType JWT_BEARER = new GrantType("urn:ietf:params:oauth:grant-type:jwt-bearer");

    /** RFC 7522 §2.1. */
    public static final GrantType SAML2_BEARER = new GrantType("urn:ietf:params:oauth:grant-type:saml2-bearer");

    /** RFC 8693 §2.1. */
    public static final GrantType TOKEN_EXCHANGE = new GrantType("urn:ietf:params:oauth:grant-type:token-exchange");

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
