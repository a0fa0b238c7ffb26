// SPDX-License-Identifier: Apache-2.0
package io.symbolon.oauth.api;

import java.time.Instant;
import java.util.Optional;
import java.util.Set;

/**
 * An access token that was found valid: what it says, without the token itself.
 *
 * @param subject whom it speaks for
 * @param client to whom it was issued
 * @param scopes what was granted
 * @param audience the resources it is narrowed to; empty if it is not
 * @param issuedAt when it was issued
 * @param expiresAt until when it is usable
 * @param grant the grant it lives under; absent for a token of the client itself
 * @param senderKey the key that must prove itself with each use; absent for a bearer token
 * @param claims what else the token says
 */
public record VerifiedAccess(
        Subject subject,
        ClientId client,
        Scopes scopes,
        Set<ResourceUri> audience,
        Instant issuedAt,
        Instant expiresAt,
        Optional<GrantId> grant,
        Optional<SenderKey> senderKey,
        Claims claims) {

    public VerifiedAccess {
        audience = Set.copyOf(audience);
    }
}
