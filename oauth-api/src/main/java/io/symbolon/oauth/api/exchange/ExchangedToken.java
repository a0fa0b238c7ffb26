// SPDX-License-Identifier: Apache-2.0
package io.symbolon.oauth.api.exchange;

import io.symbolon.oauth.api.Claims;
import io.symbolon.oauth.api.ClientId;
import io.symbolon.oauth.api.GrantId;
import io.symbolon.oauth.api.ResourceUri;
import io.symbolon.oauth.api.Scopes;
import io.symbolon.oauth.api.Subject;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * A valid token that was presented as subject token or actor token (RFC 8693 §2.1): what it says, without the token itself.
 *
 * @param kind what it is
 * @param issuer the trusted issuer that made it; absent for a token of this server
 * @param subject whom it speaks for
 * @param client to whom this server issued it; absent for a token of a trusted issuer
 * @param scopes what it is good for at most
 * @param audience the resources that it is narrowed to; empty if it is not
 * @param grants the grants that it lives under
 * @param claims what else it says
 * @param expiresAt until when it is usable
 */
public record ExchangedToken(
        Kind kind,
        Optional<String> issuer,
        Subject subject,
        Optional<ClientId> client,
        Scopes scopes,
        Set<ResourceUri> audience,
        List<GrantId> grants,
        Claims claims,
        Instant expiresAt) {

    /** What can be exchanged. */
    public enum Kind {
        /** An access token of this server. */
        ACCESS_TOKEN,
        /** A refresh token of this server. */
        REFRESH_TOKEN,
        /** A JWT that a trusted issuer made for this server. */
        TRUSTED_JWT
    }

    public ExchangedToken {
        audience = Set.copyOf(audience);
        grants = List.copyOf(grants);
    }
}
