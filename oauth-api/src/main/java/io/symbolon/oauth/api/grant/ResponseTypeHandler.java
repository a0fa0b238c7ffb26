// SPDX-License-Identifier: Apache-2.0
package io.symbolon.oauth.api.grant;

import io.symbolon.oauth.api.GrantType;
import io.symbolon.oauth.api.ResponseType;
import io.symbolon.oauth.api.authorization.Approval;
import io.symbolon.oauth.api.authorization.AuthorizationRequest;

/** One response type of the authorization endpoint (RFC 6749 §3.1.1): a plug-in. See {@link GrantHandler}. */
public interface ResponseTypeHandler {

    ResponseType responseType();

    /** The grant type that its grants are opened under. */
    GrantType grantType();

    /** Which artifacts the client gets in the authorization response. */
    GrantDecision.Issue decide(AuthorizationRequest request, Approval approval);
}
