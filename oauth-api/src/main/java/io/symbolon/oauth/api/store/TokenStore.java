// SPDX-License-Identifier: Apache-2.0
package io.symbolon.oauth.api.store;

import io.symbolon.oauth.api.Digest;
import io.symbolon.oauth.api.GrantId;
import io.symbolon.oauth.api.Subject;
import io.symbolon.oauth.api.token.AccessToken;
import io.symbolon.oauth.api.token.Grant;
import io.symbolon.oauth.api.token.PresentedRedeemable;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * The grants, redeemables and access tokens of one issuer: one store, since they change together. Every operation is
 * atomic, finds rows by primary key and costs the same however many are kept. Rows are found until their {@code
 * keptUntil}, spent, revoked and expired ones too. Blocking; safe for use by many threads. A store that cannot answer
 * throws, and never answers as if nothing were there.
 */
public interface TokenStore {

    /**
     * By how much the clocks of two nodes may differ. Expiry is judged by the instants that are passed in, and whatever is
     * spent, polled for or resolved counts as expired from this much after its {@code expiresAt} on.
     */
    Duration CLOCK_TOLERANCE = Duration.ofSeconds(5);

    /**
     * Writes all of it or nothing. Of any number of commits that spend the same thing, exactly one is committed. A repeat
     * with the same {@link io.symbolon.oauth.api.token.CommitId} is committed too, and writes nothing more.
     */
    CommitOutcome commit(Commit commit);

    /** Counts a poll for a pending redeemable; the first one never comes too early. */
    PollOutcome poll(Digest redeemable, Instant at);

    /** Decides about a pending redeemable; of any number of calls exactly one decides. */
    ResolveOutcome resolve(Digest redeemable, Resolution resolution, Instant at);

    /** The redeemable with its grant. */
    Optional<PresentedRedeemable> findRedeemable(Digest id);

    /** The grant; it shows as revoked too if the tokens of its subject were ended since it was made. */
    Optional<Grant> findGrant(GrantId id);

    /** The access token, and whether it, its grants and its subject's tokens live, in one look. */
    Optional<StoredAccessToken> findAccessToken(Digest id);

    /**
     * Whether a self-contained token, its grants and its subject's tokens live, in one look. A grant that is unknown does
     * not live.
     */
    Liveness livenessOf(AccessToken selfContained);

    /** Ends the grant and with it everything under it. */
    RevokeOutcome revoke(GrantId grant, Instant at);

    /** Ends one access token: its row, or, if it is self-contained, by a marker kept as long as the token. */
    RevokeOutcome revoke(AccessToken token, Instant at);

    /** Ends all tokens and grants of the subject that were made up to and at this instant. */
    void revokeAllOf(Subject subject, Instant at);

    /**
     * Deletes rows whose {@code keptUntil} has passed, in short steps that stop nobody.
     *
     * @param max the most rows to delete
     * @return how many were deleted
     */
    int prune(Instant now, int max);
}
