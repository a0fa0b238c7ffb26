// SPDX-License-Identifier: Apache-2.0
package io.symbolon.oauth.api.endpoint;

import io.symbolon.oauth.api.Claims;
import io.symbolon.oauth.api.Digest;
import io.symbolon.oauth.api.GrantType;
import io.symbolon.oauth.api.ResourceUri;
import io.symbolon.oauth.api.Scopes;
import io.symbolon.oauth.api.Secret;
import io.symbolon.oauth.api.UserCode;
import io.symbolon.oauth.api.client.AuthenticatedClient;
import io.symbolon.oauth.api.grant.GrantDecision;
import io.symbolon.oauth.api.store.ResolveOutcome;
import io.symbolon.oauth.api.token.Redeemable;
import io.symbolon.oauth.api.token.RedeemableKind;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;

/**
 * What a client polls for while somebody else is asked, such as a device code (RFC 8628): opened and decided here, spent
 * by a grant handler that answers {@link GrantDecision.Pending} until then. Safe for use by many threads.
 */
public interface PendingRedeemables {

    /**
     * What a client wants to be asked for.
     *
     * @param kind what it will redeem
     * @param client who asks, and alone may redeem it
     * @param scopes what it asks for; absent for all that it may have
     * @param resources the resources that it asks for (RFC 8707 §2)
     * @param attributes what else its grant handler wants to know
     * @param lifetime how long it waits
     * @param pollInterval the shortest time between two polls
     */
    record Opening(
            RedeemableKind kind,
            AuthenticatedClient client,
            Optional<Scopes> scopes,
            Set<ResourceUri> resources,
            Claims attributes,
            Duration lifetime,
            Duration pollInterval) {

        public Opening {
            resources = Set.copyOf(resources);
        }
    }

    /**
     * What was opened.
     *
     * @param code what the client polls with and redeems
     * @param userCode what a person types to find it
     */
    record Opened(Secret code, UserCode userCode) {}

    /**
     * Opens one.
     *
     * @param sourceAddress where the request came from; nobody may fill the store alone
     * @throws io.symbolon.oauth.api.OAuthException if the client may not have these scopes or resources, or has opened
     *     too many
     */
    Opened open(Opening opening, String sourceAddress, Instant at);

    /** What waits under this user code; empty if it is unknown, decided or expired. */
    Optional<Redeemable> find(RedeemableKind kind, UserCode userCode, Instant at);

    /** What waits under this identifier; empty if it is unknown, decided or expired. */
    Optional<Redeemable> find(RedeemableKind kind, Digest id, Instant at);

    /**
     * Lets it be redeemed: opens the grant that its tokens will come under. Of any number of decisions exactly one
     * counts.
     *
     * @param origin the grant type that the grant is opened under
     * @param decision what is granted; the engine narrows it to client and server
     */
    ResolveOutcome approve(Redeemable pending, GrantType origin, GrantDecision.Issue decision, Instant at);

    /** Has the client told that nobody allows it; see {@link #approve}. */
    ResolveOutcome deny(Redeemable pending, Instant at);
}
