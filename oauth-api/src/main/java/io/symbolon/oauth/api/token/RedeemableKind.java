// SPDX-License-Identifier: Apache-2.0
package io.symbolon.oauth.api.token;

/**
 * What sort of thing is redeemed; a plug-in names its own.
 *
 * @param name lower-case letters and underscores, at most 32
 */
public record RedeemableKind(String name) {

    /** An authorization code (RFC 6749 §4.1.2). */
    public static final RedeemableKind AUTHORIZATION_CODE = new RedeemableKind("authorization_code");

    /** A device code (RFC 8628 §3.2). */
    public static final RedeemableKind DEVICE_CODE = new RedeemableKind("device_code");

    public RedeemableKind {
        if (name.isEmpty() || name.length() > 32 || !name.chars().allMatch(c -> c == '_' || (c >= 'a' && c <= 'z'))) {
            throw new IllegalArgumentException("a kind has 1 to 32 lower-case letters and underscores");
        }
    }

    @Override
    public String toString() {
        return name;
    }
}
