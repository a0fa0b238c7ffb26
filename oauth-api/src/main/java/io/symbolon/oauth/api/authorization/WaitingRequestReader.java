// SPDX-License-Identifier: Apache-2.0
package io.symbolon.oauth.api.authorization;

import java.time.Instant;

/**
 * What besides the authorization endpoint asks resource owners: a plug-in. While the owner is at the application's
 * pages, the server keeps a text, and has it read again at each step. Stateless and called from many threads.
 */
public interface WaitingRequestReader {

    /** What is put before the text, to tell whose it is: lower-case letters and underscores. */
    String name();

    /**
     * The request that waits, verified anew: client, scopes and all else may have changed since.
     *
     * @param parked the text that was given to {@link Approvals#ask}
     * @throws io.symbolon.oauth.api.OAuthException for the person, if it may not be approved any more
     */
    WaitingRequest read(String parked, Instant at);
}
