// SPDX-License-Identifier: Apache-2.0
package io.symbolon.oauth.api.token;

import io.symbolon.oauth.api.Digest;
import io.symbolon.oauth.api.SenderKey;
import java.time.Instant;
import java.util.Optional;

/**
 * The one current refresh token of a grant, kept in the grant's row.
 *
 * @param digest of the token
 * @param generation 0 for the first, one more with each rotation
 * @param senderKey the key it is bound to
 * @param issuedBy the commit that made it current; also the salt that it was derived with
 * @param derivedWith the identifier of the key that it was derived with; empty for a first one, which is random
 * @param repeats how often it was handed out again to its predecessor
 * @param issuedAt when it became current
 * @param expiresAt until when it is usable; a repeat does not extend it
 */
public record RefreshToken(
        Digest digest,
        int generation,
        Optional<SenderKey> senderKey,
        CommitId issuedBy,
        String derivedWith,
        int repeats,
        Instant issuedAt,
        Instant expiresAt) {

    /** The same token, handed out once more. */
    public RefreshToken repeated() {
        return new RefreshToken(digest, generation, senderKey, issuedBy, derivedWith, repeats + 1, issuedAt, expiresAt);
    }

    /** The same token, for who proves to have this key. */
    public RefreshToken boundTo(SenderKey key) {
        return new RefreshToken(
                digest, generation, Optional.of(key), issuedBy, derivedWith, repeats, issuedAt, expiresAt);
    }
}
