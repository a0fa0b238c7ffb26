// SPDX-License-Identifier: Apache-2.0
package io.symbolon.oauth.api;

/**
 * The key that a token is bound to (RFC 7800 §3.1).
 *
 * @param confirmation the member of {@code cnf}, such as {@code jkt} (RFC 9449 §6.1) or {@code x5t#S256} (RFC 8705 §3.1)
 * @param thumbprint the base64url-encoded SHA-256 thumbprint, 43 characters
 */
public record SenderKey(String confirmation, String thumbprint) {

    public SenderKey {
        if (confirmation.isEmpty() || thumbprint.length() != 43) {
            throw new IllegalArgumentException("a sender key is a cnf member and a SHA-256 thumbprint in base64url");
        }
    }
}
