// SPDX-License-Identifier: Apache-2.0
package io.symbolon.oauth.api.grant;

import io.symbolon.oauth.api.GrantType;

/** What opens grants under a grant type: a {@link GrantHandler}, a {@link ResponseTypeHandler}, or both in one. */
public interface GrantOrigin {

    /** The grant type that its grants are opened under. */
    GrantType grantType();

    /**
     * Whether OAuth 2.1 leaves it out, since there are safer ways: the server then warns when it starts, and does not
     * start at all in OAuth 2.1 mode.
     */
    default boolean isLegacy() {
        return false;
    }

    /**
     * A last word on an access token whose grant it opened, after every check of the engine passed. It can only refuse,
     * does no input or output, and is asked each time.
     */
    default AccessDecision authenticate(AccessRequest request) {
        return AccessDecision.granted();
    }
}
