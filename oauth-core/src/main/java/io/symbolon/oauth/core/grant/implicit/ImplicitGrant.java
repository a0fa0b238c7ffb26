// SPDX-License-Identifier: Apache-2.0
package io.symbolon.oauth.core.grant.implicit;

import io.symbolon.oauth.api.GrantType;
import io.symbolon.oauth.api.ResponseType;
import io.symbolon.oauth.api.authorization.Approval;
import io.symbolon.oauth.api.authorization.AuthorizationRequest;
import io.symbolon.oauth.api.grant.Artifact;
import io.symbolon.oauth.api.grant.GrantDecision;
import io.symbolon.oauth.api.grant.ResponseTypeHandler;
import java.util.Set;

/** Gives an access token, and nothing else, to a page in the browser (RFC 6749 §4.2). */
final class ImplicitGrant implements ResponseTypeHandler {

    @Override
    public ResponseType responseType() {
        return ResponseType.TOKEN;
    }

    @Override
    public GrantType grantType() {
        return GrantType.IMPLICIT;
    }

    @Override
    public boolean isLegacy() {
        return true;
    }

    @Override
    public Set<Artifact> artifacts() {
        return Set.of(Artifact.ACCESS_TOKEN);
    }

    // RFC 6749 §4.2.2: no refresh token
    @Override
    public GrantDecision.Issue decide(AuthorizationRequest request, Approval approval) {
        return GrantDecision.Issue.to(approval.subject(), approval.scopes())
                .at(request.resources())
                .saying(approval.claims())
                .authenticatedBy(approval.authentication())
                .only(Artifact.ACCESS_TOKEN);
    }
}
