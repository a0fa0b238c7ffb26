// SPDX-License-Identifier: Apache-2.0
package io.symbolon.oauth.api.authorization;

import java.time.Instant;

/**
 * What the application's login page learns about the authorization request that sent the browser to it.
 *
 * @param handle what to end the interaction with; keep it as a hidden field or in the page's address
 * @param request what is asked, by whom
 */
public record PendingInteraction(String handle, ApprovalRequest request) {

    /** Whether a login from before must not be used, because the client asked for a fresh one. */
    public boolean isFreshLoginDemanded() {
        return request.prompts().contains(Prompt.LOGIN);
    }

    /**
     * Whether a login of this instant can be used without asking again: no fresh one is demanded, and it is young enough
     * for {@code max_age} (OpenID Connect Core §3.1.2.1). The server sends the browser back for any other, so ask first.
     */
    public boolean acceptsLoginOf(Instant authenticatedAt) {
        return request.acceptsLoginOf(authenticatedAt);
    }

    /** The request only: the handle is a secret. */
    @Override
    public String toString() {
        return "interaction of " + request.client();
    }
}
