// SPDX-License-Identifier: Apache-2.0
package io.symbolon.oauth.api.grant;

import io.symbolon.oauth.api.GrantType;
import io.symbolon.oauth.api.ResponseType;
import io.symbolon.oauth.api.authorization.Approval;
import io.symbolon.oauth.api.authorization.AuthorizationRequest;
import java.util.Set;

/** One response type of the authorization endpoint (RFC 6749 §3.1.1): a plug-in. See {@link GrantHandler}. */
public interface ResponseTypeHandler extends GrantOrigin {

    ResponseType responseType();

    /** The grant type that its grants are opened under. */
    @Override
    GrantType grantType();

    /**
     * What it issues through the browser; {@link #decide} decides for nothing else. Where that is more than a code, the
     * answer stands in the redirect URI's fragment; where a code is among it, the client must send a PKCE challenge.
     */
    default Set<Artifact> artifacts() {
        return Set.of(Artifact.AUTHORIZATION_CODE);
    }

    /** Which artifacts the client gets in the authorization response. */
    GrantDecision.Issue decide(AuthorizationRequest request, Approval approval);
}
