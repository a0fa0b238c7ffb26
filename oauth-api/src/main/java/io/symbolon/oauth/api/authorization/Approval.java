// SPDX-License-Identifier: Apache-2.0
package io.symbolon.oauth.api.authorization;

import io.symbolon.oauth.api.AuthenticationContext;
import io.symbolon.oauth.api.Claims;
import io.symbolon.oauth.api.Scopes;
import io.symbolon.oauth.api.Subject;

/**
 * What the resource owner let the client do.
 *
 * @param subject the resource owner
 * @param authentication how and when the resource owner was authenticated
 * @param scopes what was approved; anything that was not requested is ignored
 * @param claims what the tokens shall say besides
 */
public record Approval(Subject subject, AuthenticationContext authentication, Scopes scopes, Claims claims) {

    public Approval {
        if (!subject.isAccount()) {
            throw new IllegalArgumentException("an account approves, never a client");
        }
    }

    /** Approves these scopes, with no further claims. */
    public static Approval of(Subject subject, AuthenticationContext authentication, Scopes scopes) {
        return new Approval(subject, authentication, scopes, Claims.none());
    }

    /** The same approval of other scopes. */
    public Approval withScopes(Scopes approved) {
        return new Approval(subject, authentication, approved, claims);
    }
}
