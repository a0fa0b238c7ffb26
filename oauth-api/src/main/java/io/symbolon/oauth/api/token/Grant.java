// SPDX-License-Identifier: Apache-2.0
package io.symbolon.oauth.api.token;

import io.symbolon.oauth.api.AuthenticationContext;
import io.symbolon.oauth.api.Claims;
import io.symbolon.oauth.api.ClientId;
import io.symbolon.oauth.api.GrantId;
import io.symbolon.oauth.api.GrantType;
import io.symbolon.oauth.api.ResourceUri;
import io.symbolon.oauth.api.Scopes;
import io.symbolon.oauth.api.Subject;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;

/**
 * One act of authorization, and the family of all codes and tokens made from it: when it ends, they all do.
 *
 * @param id its identifier
 * @param client to whom
 * @param subject by or for whom
 * @param scopes the most that its tokens may hold
 * @param resources what its tokens are narrowed to; empty if they are not
 * @param origin the grant type that opened it
 * @param authentication how the resource owner was authenticated
 * @param claims what its tokens say besides
 * @param refreshToken the one current refresh token
 * @param createdAt when it was made
 * @param expiresAt until when a refresh token of it can be usable at all
 * @param keptUntil when the row may be deleted; after the last of its tokens
 * @param revokedAt when it was ended
 */
public record Grant(
        GrantId id,
        ClientId client,
        Subject subject,
        Scopes scopes,
        Set<ResourceUri> resources,
        GrantType origin,
        Optional<AuthenticationContext> authentication,
        Claims claims,
        Optional<RefreshToken> refreshToken,
        Instant createdAt,
        Instant expiresAt,
        Instant keptUntil,
        Optional<Instant> revokedAt) {

    public Grant {
        resources = Set.copyOf(resources);
    }

    public boolean isRevoked() {
        return revokedAt.isPresent();
    }

    /** The same grant with this current refresh token. */
    public Grant with(RefreshToken current) {
        return new Grant(
                id,
                client,
                subject,
                scopes,
                resources,
                origin,
                authentication,
                claims,
                Optional.of(current),
                createdAt,
                expiresAt,
                keptUntil,
                revokedAt);
    }

    /** The same grant, ended at this instant. */
    public Grant revoked(Instant at) {
        return new Grant(
                id,
                client,
                subject,
                scopes,
                resources,
                origin,
                authentication,
                claims,
                refreshToken,
                createdAt,
                expiresAt,
                keptUntil,
                Optional.of(at));
    }
}
