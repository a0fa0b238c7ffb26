// SPDX-License-Identifier: Apache-2.0
package io.symbolon.oauth.api;

/**
 * The challenge of PKCE with the method S256 (RFC 7636 §4.2), which is the only one that the server knows.
 *
 * @param digest the SHA-256 digest of the verifier
 */
public record CodeChallenge(Digest digest) {

    private static final String WITHOUT_UNUSED_BITS = "AEIMQUYcgkosw048";

    /**
     * Reads the 43 base64url characters of a challenge.
     *
     * @throws IllegalArgumentException if the text is not the encoding of 32 bytes
     */
    public static CodeChallenge parse(String text) {
        // RFC 4648 §3.5: the last character has two unused bits; a second spelling of the same bytes is refused
        if (text.length() != 43 || WITHOUT_UNUSED_BITS.indexOf(text.charAt(42)) < 0) {
            throw malformed();
        }
        try {
            return new CodeChallenge(Digest.parse(text));
        } catch (IllegalArgumentException e) {
            throw malformed();
        }
    }

    /**
     * Whether this is a verifier at all (RFC 7636 §4.1), and the one that the challenge was made from (§4.6); compared in
     * constant time.
     */
    public boolean isMetBy(Secret verifier) {
        return isVerifier(verifier) && digest.matches(Digest.of(verifier));
    }

    // RFC 7636 §4.1: 43 to 128 unreserved characters
    private static boolean isVerifier(Secret text) {
        return text.length() >= 43 && text.length() <= 128 && consistsOfUnreserved(text.reveal());
    }

    private static boolean consistsOfUnreserved(String text) {
        for (int i = 0; i < text.length(); i++) {
            if (!isUnreserved(text.charAt(i))) {
                return false;
            }
        }
        return true;
    }

    private static boolean isUnreserved(int c) {
        return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || "-._~".indexOf(c) >= 0;
    }

    private static IllegalArgumentException malformed() {
        return new IllegalArgumentException("must be the base64url encoding of a SHA-256 digest, 43 characters");
    }
}
