// SPDX-License-Identifier: Apache-2.0
package io.symbolon.oauth.api.authorization;

import io.symbolon.oauth.api.Request;
import io.symbolon.oauth.api.Response;

/**
 * Asks resource owners in the way the authorization endpoint does: the application's login page, consent where it is
 * needed, the answer; all in one browser, each step once. For endpoints of plug-ins. Safe for use by many threads.
 */
public interface Approvals {

    /**
     * Parks the request, and sends the browser to the application's login page.
     *
     * @param reader the name of an installed {@link WaitingRequestReader}
     * @param parked the text that it reads the request from; kept as it is, so it must hold no secret
     * @throws io.symbolon.oauth.api.OAuthException for the person, if it may not be approved
     */
    Response ask(String reader, String parked, Request browser);
}
