// SPDX-License-Identifier: Apache-2.0
package io.symbolon.oauth.testkit.extending;

import io.symbolon.oauth.api.GrantType;
import io.symbolon.oauth.api.ResponseType;
import io.symbolon.oauth.api.Scope;
import io.symbolon.oauth.api.Scopes;
import io.symbolon.oauth.api.authorization.Approval;
import io.symbolon.oauth.api.authorization.AuthorizationRequest;
import io.symbolon.oauth.api.grant.Artifact;
import io.symbolon.oauth.api.grant.GrantDecision;
import io.symbolon.oauth.api.grant.ResponseTypeHandler;

/** A code whose tokens may look and nothing else, whatever was asked for and approved. */
final class PreviewResponseType implements ResponseTypeHandler {

    static final ResponseType PREVIEW = new ResponseType("preview");

    private static final Scopes LOOKING = Scopes.of(new Scope("photos.read"));

    @Override
    public ResponseType responseType() {
        return PREVIEW;
    }

    @Override
    public GrantType grantType() {
        return GrantType.AUTHORIZATION_CODE;
    }

    @Override
    public GrantDecision.Issue decide(AuthorizationRequest request, Approval approval) {
        return GrantDecision.Issue.to(approval.subject(), approval.scopes().intersect(LOOKING))
                .authenticatedBy(approval.authentication())
                .only(Artifact.AUTHORIZATION_CODE);
    }
}
