// SPDX-License-Identifier: Apache-2.0
package io.symbolon.oauth.api.authorization;

import io.symbolon.oauth.api.OAuthException;
import io.symbolon.oauth.api.Request;
import io.symbolon.oauth.api.Response;

/** Something that waits for the resource owner, and how it is answered: exactly one of the answers is given, once. */
public interface WaitingRequest {

    /** What the resource owner is asked. */
    ApprovalRequest toApprove();

    /**
     * The resource owner approved: carries it out and answers the browser.
     *
     * @param approval of at most what was asked
     */
    Response approved(Approval approval, Request browser);

    /** The resource owner, or the application in their name, refused: answers the browser. */
    Response refused(OAuthException refusal, Request browser);
}
