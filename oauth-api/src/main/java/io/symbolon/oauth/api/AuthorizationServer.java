// SPDX-License-Identifier: Apache-2.0
package io.symbolon.oauth.api;

import java.util.List;

/**
 * The front door. It issues, renews and verifies tokens, and knows nothing of the application's business. Safe for use
 * by many threads; no method throws for what a peer did wrong, which becomes a response.
 */
public interface AuthorizationServer extends AutoCloseable {

    /**
     * Issues and renews. A {@code POST} whose form has {@code grant_type}, and none of {@code response_type}, {@code
     * request} and {@code request_uri}, goes to the token endpoint; with any of them it is {@code invalid_request};
     * everything else goes to the authorization endpoint.
     */
    Response authorize(Request request);

    /**
     * Verifies the access token in the {@code Authorization} header (RFC 6750 §2.1) against the demand that the host
     * attached with {@link Request#demanding}. A granted response carries {@link Response#access()}; a refusal is what
     * RFC 6750 §3 asks the resource server to answer.
     *
     * @throws IllegalArgumentException if no demand is attached
     */
    Response authenticate(Request request);

    /** Answers at the endpoint that is mounted at exactly the request's path; 404 where there is none. */
    Response handle(Request request);

    /** All paths, from the host's root, that must reach {@link #handle}. */
    List<String> mounts();

    /** Finishes the requests in flight and stops what the server started; calling it again does nothing. */
    @Override
    void close();
}
