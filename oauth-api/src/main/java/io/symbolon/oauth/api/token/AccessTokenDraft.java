// SPDX-License-Identifier: Apache-2.0
package io.symbolon.oauth.api.token;

import io.symbolon.oauth.api.Claims;
import io.symbolon.oauth.api.ClientId;
import io.symbolon.oauth.api.Digest;
import io.symbolon.oauth.api.GrantId;
import io.symbolon.oauth.api.GrantType;
import io.symbolon.oauth.api.ResourceUri;
import io.symbolon.oauth.api.Scopes;
import io.symbolon.oauth.api.Secret;
import io.symbolon.oauth.api.SenderKey;
import io.symbolon.oauth.api.Subject;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * An access token that the engine decided on and that a format gives its shape.
 *
 * @param identifier fresh random characters that start with the grant's tag: the token itself, or its {@code jti}
 * @param client see {@link AccessToken}
 * @param subject see {@link AccessToken}
 * @param scopes see {@link AccessToken}
 * @param audience see {@link AccessToken}
 * @param grants see {@link AccessToken}
 * @param origin see {@link AccessToken}
 * @param senderKey see {@link AccessToken}
 * @param claims see {@link AccessToken}
 * @param issuedAt see {@link AccessToken}
 * @param expiresAt see {@link AccessToken}
 * @param keptUntil see {@link AccessToken}
 */
public record AccessTokenDraft(
        Secret identifier,
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

    /** The token with this identifier. */
    public AccessToken withId(Digest id) {
        return new AccessToken(
                id, client, subject, scopes, audience, grants, origin, senderKey, claims, issuedAt, expiresAt,
                keptUntil);
    }
}
