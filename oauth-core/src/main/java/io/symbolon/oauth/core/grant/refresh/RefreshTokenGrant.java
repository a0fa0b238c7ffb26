// SPDX-License-Identifier: Apache-2.0
package io.symbolon.oauth.core.grant.refresh;

import io.symbolon.oauth.api.GrantType;
import io.symbolon.oauth.api.OAuthException;
import io.symbolon.oauth.api.Parameter;
import io.symbolon.oauth.api.Secret;
import io.symbolon.oauth.api.grant.Artifact;
import io.symbolon.oauth.api.grant.GrantDecision;
import io.symbolon.oauth.api.grant.GrantHandler;
import io.symbolon.oauth.api.grant.TokenRequest;
import io.symbolon.oauth.api.token.Grant;
import io.symbolon.oauth.api.token.PresentedRefreshToken;
import io.symbolon.oauth.api.token.PresentedRefreshToken.Standing;
import io.symbolon.oauth.api.token.TokenReads;
import jakarta.inject.Inject;
import java.util.List;

/** Renews access for whoever holds a grant's refresh token; an old one ends the grant. */
final class RefreshTokenGrant implements GrantHandler {

    private static final Parameter<Secret> REFRESH_TOKEN = Parameter.requiredSecret("refresh_token");

    private final TokenReads tokens;

    @Inject
    RefreshTokenGrant(TokenReads tokens) {
        this.tokens = tokens;
    }

    @Override
    public GrantType grantType() {
        return GrantType.REFRESH_TOKEN;
    }

    @Override
    public List<Parameter<?>> parameters() {
        return List.of(REFRESH_TOKEN);
    }

    @Override
    public GrantDecision grant(TokenRequest request) {
        PresentedRefreshToken presented = tokens.findRefreshToken(request.get(REFRESH_TOKEN), request.receivedAt())
                .orElseThrow(() -> refused("unknown-refresh-token"));
        Grant grant = presented.grant();
        if (!grant.client().equals(request.clientId())) {
            throw refused("refresh-token-of-another-client");
        }
        if (grant.isRevoked()) {
            throw refused("grant-revoked");
        }
        if (presented.standing() == Standing.REUSED) {
            // RFC 9700 §4.14.2: one of the two holders is an attacker
            return new GrantDecision.Replayed(grant.id(), "refresh-token-reused");
        }
        if (!request.receivedAt().isBefore(grant.refreshToken().orElseThrow().expiresAt())) {
            throw refused("refresh-token-expired");
        }
        return GrantDecision.Issue.to(grant.subject(), grant.scopes())
                .at(grant.resources())
                .only(Artifact.ACCESS_TOKEN, Artifact.REFRESH_TOKEN)
                .spending(presented);
    }

    private static OAuthException refused(String rule) {
        return OAuthException.invalidGrant(
                        "the refresh token is unknown, expired, revoked or another client's; start a new authorization")
                .refusedBy(rule);
    }
}
