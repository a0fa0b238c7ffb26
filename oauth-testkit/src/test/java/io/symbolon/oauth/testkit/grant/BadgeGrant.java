// SPDX-License-Identifier: Apache-2.0
package io.symbolon.oauth.testkit.grant;

import io.symbolon.oauth.api.GrantType;
import io.symbolon.oauth.api.OAuthException;
import io.symbolon.oauth.api.Parameter;
import io.symbolon.oauth.api.Scope;
import io.symbolon.oauth.api.Secret;
import io.symbolon.oauth.api.Subject;
import io.symbolon.oauth.api.grant.GrantDecision;
import io.symbolon.oauth.api.grant.GrantHandler;
import io.symbolon.oauth.api.grant.TokenRequest;
import jakarta.inject.Inject;
import java.util.List;

/** Grants opening doors to whoever presents a known badge, as often as they like. */
final class BadgeGrant implements GrantHandler {

    // RFC 6749 §4.5: an extension grant is named by an absolute URI
    static final GrantType BADGE = new GrantType("urn:example:grant-type:badge");
    private static final Parameter<Secret> PRESENTED = Parameter.requiredSecret("badge");

    private final Badges badges;

    @Inject
    BadgeGrant(Badges badges) {
        this.badges = badges;
    }

    @Override
    public GrantType grantType() {
        return BADGE;
    }

    @Override
    public List<Parameter<?>> parameters() {
        return List.of(PRESENTED);
    }

    @Override
    public GrantDecision grant(TokenRequest request) {
        Subject holder = badges.findHolder(request.get(PRESENTED))
                .orElseThrow(() -> OAuthException.invalidGrant("unknown or blocked badge"));
        return GrantDecision.Issue.to(holder, new Scope("doors"));
    }
}
