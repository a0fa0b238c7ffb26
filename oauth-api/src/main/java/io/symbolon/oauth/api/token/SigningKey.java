// SPDX-License-Identifier: Apache-2.0
package io.symbolon.oauth.api.token;

import io.symbolon.oauth.api.Secret;
import java.time.Instant;

/**
 * A key of the server. It is active from an instant on, until another key of the same use and algorithm is; which is why
 * the row never changes.
 *
 * @param kid its identifier, unique within the issuer
 * @param use what it is for
 * @param algorithm a JOSE algorithm name (RFC 7518, RFC 8037)
 * @param jwk the whole key, private part included, as a JWK (RFC 7517); stores encrypt it
 * @param createdAt when it was made; from then on its public part is published
 * @param activeFrom when it starts to sign
 */
public record SigningKey(String kid, Use use, String algorithm, Secret jwk, Instant createdAt, Instant activeFrom) {

    /** What a key is for. */
    public enum Use {
        /** Signs tokens; its public part is published. */
        SIGNATURE,
        /** Tells genuine refresh tokens from guesses; never published. */
        REFRESH_TOKEN_MAC,
        /** Derives the successor of a refresh token; destroyed soon after its time. */
        REFRESH_TOKEN_SUCCESSOR
    }
}
