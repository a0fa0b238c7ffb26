// SPDX-License-Identifier: Apache-2.0
package io.symbolon.oauth.api.grant;

import java.util.Optional;

/**
 * Whether a grant handler lets an access token be used.
 *
 * @param refusal why not; absent if it may
 */
public record AccessDecision(Optional<String> refusal) {

    private static final AccessDecision GRANTED = new AccessDecision(Optional.empty());

    public static AccessDecision granted() {
        return GRANTED;
    }

    /** Refuses; the reason reaches the resource server's developer. */
    public static AccessDecision refused(String reason) {
        return new AccessDecision(Optional.of(reason));
    }
}
