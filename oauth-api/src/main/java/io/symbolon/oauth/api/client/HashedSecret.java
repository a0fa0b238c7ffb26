// SPDX-License-Identifier: Apache-2.0
package io.symbolon.oauth.api.client;

import io.symbolon.oauth.api.Digest;
import io.symbolon.oauth.api.Secret;
import java.util.Base64;

/**
 * What is kept of a client secret.
 *
 * @param scheme {@code sha256}, or the name of an installed {@link SecretHashScheme}
 * @param encoded the hash, in the scheme's own encoding
 */
public record HashedSecret(String scheme, String encoded) {

    /** The scheme for random secrets of at least 32 characters: their SHA-256 digest in base64url. */
    public static final String SHA_256 = "sha256";

    /**
     * Digests a random secret.
     *
     * @throws IllegalArgumentException if it has fewer than 32 characters: a guessable secret needs a slow hash
     */
    public static HashedSecret sha256(Secret secret) {
        if (secret.length() < 32) {
            throw new IllegalArgumentException(
                    "a client secret has at least 32 characters; generate one, or bring a slow hash of it");
        }
        return new HashedSecret(
                SHA_256,
                Base64.getUrlEncoder()
                        .withoutPadding()
                        .encodeToString(Digest.of(secret).toBytes()));
    }

    /** The scheme only. */
    @Override
    public String toString() {
        return "[" + scheme + "]";
    }
}
