// SPDX-License-Identifier: Apache-2.0
package io.symbolon.oauth.api.token;

import io.symbolon.oauth.api.Claims;
import io.symbolon.oauth.api.ClientId;
import io.symbolon.oauth.api.Digest;
import io.symbolon.oauth.api.GrantId;
import io.symbolon.oauth.api.GrantType;
import io.symbolon.oauth.api.ResourceUri;
import io.symbolon.oauth.api.Scopes;
import io.symbolon.oauth.api.SenderKey;
import io.symbolon.oauth.api.Subject;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * What an access token says (RFC 6749 §1.4). A token in a stored format is a row; a self-contained one carries all this
 * itself and has no row.
 *
 * @param id the digest of the token, or of its {@code jti} if it is self-contained
 * @param client to whom it was issued
 * @param subject whom it speaks for
 * @param scopes what was granted
 * @param audience the resources it is narrowed to; empty if it is not
 * @param grants the grants that it lives under, its own first; empty for a token of the client itself, at most four
 * @param origin the grant type that opened the grant, or that issued the token of the client itself
 * @param senderKey the key that must prove itself with each use
 * @param claims what else it says
 * @param issuedAt when it was issued
 * @param expiresAt until when it is usable
 * @param keptUntil when the row may be deleted
 */
public record AccessToken(
        Digest id,
        ClientId client,
        Subject subject,
        Scopes scopes,
        Set<ResourceUri> audience,
        List<GrantId> grants,
        GrantType origin,
        Optional<SenderKey> senderKey,
        Claims claims,
        Instant issuedAt,
        Instant expiresAt,
        Instant keptUntil) {

    /** The most grants that a token lives under. */
    public static final int MAX_GRANTS = 4;

    public AccessToken {
        audience = Set.copyOf(audience);
        grants = List.copyOf(grants);
        if (grants.size() > MAX_GRANTS) {
            throw new IllegalArgumentException("a token lives under at most " + MAX_GRANTS + " grants");
        }
    }

    /** Its own grant; absent for a token of the client itself. */
    public Optional<GrantId> grant() {
        return grants.isEmpty() ? Optional.empty() : Optional.of(grants.get(0));
    }
}
