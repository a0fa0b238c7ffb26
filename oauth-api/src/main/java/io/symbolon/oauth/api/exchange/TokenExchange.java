// SPDX-License-Identifier: Apache-2.0
package io.symbolon.oauth.api.exchange;

import io.symbolon.oauth.api.ResourceUri;
import io.symbolon.oauth.api.Scopes;
import io.symbolon.oauth.api.client.Client;
import java.util.Optional;
import java.util.Set;

/**
 * A request to exchange a token (RFC 8693 §2.1) whose tokens are valid.
 *
 * @param client who asks, authenticated
 * @param subjectToken whose access is asked for
 * @param actorToken who will act (delegation); absent if the client wants to be taken for the subject (impersonation, §1.1)
 * @param scopes the scopes asked for; absent if the request names none
 * @param targets the resources asked for; empty if the request names none
 */
public record TokenExchange(
        Client client,
        ExchangedToken subjectToken,
        Optional<ExchangedToken> actorToken,
        Optional<Scopes> scopes,
        Set<ResourceUri> targets) {

    public TokenExchange {
        targets = Set.copyOf(targets);
    }

    /** Whether the token will say who acts for the subject. */
    public boolean isDelegation() {
        return actorToken.isPresent();
    }
}
