// SPDX-License-Identifier: Apache-2.0
package io.symbolon.oauth.api.grant;

import io.symbolon.oauth.api.GrantType;
import io.symbolon.oauth.api.authorization.Approval;
import io.symbolon.oauth.api.authorization.AuthorizationRequest;

/** The authorization code grant (RFC 6749 §4.1): it issues a code, and redeems it. */
public interface AuthorizationCodeGrantHandler extends GrantHandler, ResponseTypeHandler {

    @Override
    GrantType grantType();

    /** The code that the resource owner's approval is worth. */
    GrantDecision.Issue authCode(AuthorizationRequest request, Approval approval);

    @Override
    default GrantDecision.Issue decide(AuthorizationRequest request, Approval approval) {
        return authCode(request, approval);
    }
}
