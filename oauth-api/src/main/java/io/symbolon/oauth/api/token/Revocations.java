// SPDX-License-Identifier: Apache-2.0
package io.symbolon.oauth.api.token;

import io.symbolon.oauth.api.ClientId;
import io.symbolon.oauth.api.GrantId;
import io.symbolon.oauth.api.Subject;

/**
 * Where the application ends tokens, for instance after a password was changed. Each call costs the same however many
 * tokens end, and takes effect before it returns. Safe for use by many threads.
 */
public interface Revocations {

    /** Ends one act of authorization with all its tokens; nothing happens if it is unknown or has ended. */
    void revoke(GrantId grant);

    /** Ends all tokens that speak for this subject now. */
    void revokeAllOf(Subject subject);

    /**
     * Ends all tokens that this client has now.
     *
     * @throws IllegalArgumentException if there is no such client
     */
    void revokeAllOf(ClientId client);
}
