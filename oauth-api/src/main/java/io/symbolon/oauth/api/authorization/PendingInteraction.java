// SPDX-License-Identifier: Apache-2.0
package io.symbolon.oauth.api.authorization;

/**
 * What the application's login page learns about the authorization request that sent the browser to it.
 *
 * @param handle what to end the interaction with; keep it as a hidden field or in the page's address
 * @param request what is asked, by whom
 */
public record PendingInteraction(String handle, AuthorizationRequest request) {

    /** Whether a login from before must not be used, because the client asked for a fresh one. */
    public boolean isFreshLoginDemanded() {
        return request.prompts().contains(Prompt.LOGIN);
    }

    /** The request only: the handle is a secret. */
    @Override
    public String toString() {
        return "interaction of " + request.client();
    }
}
