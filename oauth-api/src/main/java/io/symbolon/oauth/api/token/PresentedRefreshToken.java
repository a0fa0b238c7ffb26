// SPDX-License-Identifier: Apache-2.0
package io.symbolon.oauth.api.token;

import io.symbolon.oauth.api.Secret;

/**
 * A genuine refresh token, with its grant.
 *
 * @param value the token as it was presented
 * @param grant the grant as it is now
 * @param standing what the token is to its grant
 */
public record PresentedRefreshToken(Secret value, Grant grant, Standing standing) {

    /** What a refresh token is to its grant. */
    public enum Standing {
        /** The current one. */
        CURRENT,
        /** The immediate predecessor, within the window: it gets the same successor again. */
        REPEATED,
        /** An older one, or the predecessor outside the window: a reuse (RFC 9700 §4.14.2). */
        REUSED
    }
}
