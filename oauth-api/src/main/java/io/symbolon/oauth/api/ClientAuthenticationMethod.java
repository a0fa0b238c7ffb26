// SPDX-License-Identifier: Apache-2.0
package io.symbolon.oauth.api;

/**
 * A client authentication method, named as in the IANA registry of RFC 8414 §7.2.
 *
 * @param value the name on the wire
 */
public record ClientAuthenticationMethod(String value) {

    public static final ClientAuthenticationMethod CLIENT_SECRET_BASIC =
            new ClientAuthenticationMethod("client_secret_basic");
    public static final ClientAuthenticationMethod CLIENT_SECRET_POST =
            new ClientAuthenticationMethod("client_secret_post");
    /** An assertion signed with a key of the client's own (RFC 7523 §2.2, OpenID Connect Core §9). */
    public static final ClientAuthenticationMethod PRIVATE_KEY_JWT = new ClientAuthenticationMethod("private_key_jwt");
    /** An assertion with an HMAC under the client's secret (RFC 7523 §2.2, OpenID Connect Core §9). */
    public static final ClientAuthenticationMethod CLIENT_SECRET_JWT =
            new ClientAuthenticationMethod("client_secret_jwt");

    public static final ClientAuthenticationMethod NONE = new ClientAuthenticationMethod("none");

    public ClientAuthenticationMethod {
        if (value.length() > 255 || !Text.isScopeToken(value)) {
            throw new IllegalArgumentException("a name on the wire has 1 to 255 visible ASCII characters and no space");
        }
    }

    @Override
    public String toString() {
        return value;
    }
}
