// SPDX-License-Identifier: Apache-2.0
package io.symbolon.oauth.samples.invitation;

import io.symbolon.oauth.api.GrantType;
import io.symbolon.oauth.api.OAuthException;
import io.symbolon.oauth.api.Parameter;
import io.symbolon.oauth.api.Secret;
import io.symbolon.oauth.api.Subject;
import io.symbolon.oauth.api.grant.GrantDecision;
import io.symbolon.oauth.api.grant.GrantHandler;
import io.symbolon.oauth.api.grant.TokenRequest;
import io.symbolon.oauth.api.token.Redeemable;
import io.symbolon.oauth.api.token.RedeemableKind;
import io.symbolon.oauth.api.token.TokenReads;
import jakarta.inject.Inject;
import java.util.List;
import java.util.Optional;

/** Lets a guest in, once, who was given an invitation. */
final class InvitationGrant implements GrantHandler {

    // RFC 6749 §4.5: an extension grant is named by an absolute URI
    static final GrantType INVITATION = new GrantType("https://album.example.com/grants/invitation");
    static final RedeemableKind KIND = new RedeemableKind("invitation");
    private static final Parameter<Secret> CODE = Parameter.requiredSecret("invitation");

    private final TokenReads tokens;

    @Inject
    InvitationGrant(TokenReads tokens) {
        this.tokens = tokens;
    }

    @Override
    public GrantType grantType() {
        return INVITATION;
    }

    @Override
    public List<Parameter<?>> parameters() {
        return List.of(CODE);
    }

    @Override
    public GrantDecision grant(TokenRequest request) {
        var presented = tokens.findRedeemable(KIND, request.get(CODE))
                .filter(found -> found.redeemable().client().equals(Optional.of(request.clientId())))
                .orElseThrow(() -> OAuthException.invalidGrant("the invitation is unknown, or for another client"));
        Redeemable invitation = presented.redeemable();
        if (invitation.state() == Redeemable.State.SPENT) {
            return new GrantDecision.Replayed(invitation.grant().orElseThrow(), "invitation-replayed");
        }
        Subject guest =
                Subject.ofAccount((String) invitation.attributes().asMap().get("guest"));
        return GrantDecision.Issue.to(guest, invitation.scopes()).spending(presented);
    }
}
