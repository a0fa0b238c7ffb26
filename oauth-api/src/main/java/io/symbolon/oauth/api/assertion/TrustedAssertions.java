// SPDX-License-Identifier: Apache-2.0
package io.symbolon.oauth.api.assertion;

import io.symbolon.oauth.api.Secret;
import io.symbolon.oauth.api.client.Client;
import java.time.Instant;

/**
 * The door through which grant handlers look at assertions (RFC 7523 §3). It verifies, and spends nothing: whether an
 * assertion works once is the decision's to say. Safe for use by many threads.
 */
public interface TrustedAssertions {

    /**
     * The assertion, if a trusted issuer made it for this server, lets this client present it, and it is valid at this
     * instant.
     *
     * @throws io.symbolon.oauth.api.OAuthException {@code invalid_grant} if not, naming the rule; {@code
     *     temporarily_unavailable} if the issuer's keys cannot be had
     */
    TrustedAssertion verify(Secret presented, Client presenter, Instant receivedAt);
}
