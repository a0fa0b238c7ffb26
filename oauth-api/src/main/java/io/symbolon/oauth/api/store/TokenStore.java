// SPDX-License-Identifier: Apache-2.0
package io.symbolon.oauth.api.store;

import io.symbolon.oauth.api.Digest;
import io.symbolon.oauth.api.GrantId;
import io.symbolon.oauth.api.Subject;
import io.symbolon.oauth.api.token.AccessToken;
import io.symbolon.oauth.api.token.Grant;
import io.symbolon.oauth.api.token.PresentedRedeemable;
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
     * Writes all of it or nothing. Of any number of commits that spend the same thing, exactly one is committed. A repeat
     * with the same {@link io.symbolon.oauth.api.token.CommitId} is committed too, and writes nothing more.
     */
    CommitOutcome commit(Commit commit);

    /** Counts a poll for a pending redeemable. */
    PollOutcome poll(Digest redeemable, Instant at);

    /** Decides about a pending redeemable; of any number of calls exactly one decides. */
    ResolveOutcome resolve(Digest redeemable, Resolution resolution, Instant at);

    /** The redeemable with its grant. */
    Optional<PresentedRedeemable> findRedeemable(Digest id);

    Optional<Grant> findGrant(GrantId id);

    /** The access token, and whether it, its grants and its subject's tokens live, in one look. */
    Optional<StoredAccessToken> findAccessToken(Digest id);

    /** Whether a self-contained token, its grants and its subject's tokens live, in one look. */
    Liveness livenessOf(AccessToken selfContained);

    /** Ends the grant and with it everything under it. */
    RevokeOutcome revoke(GrantId grant, Instant at);

    /** Ends one access token: its row, or, if it is self-contained, by a marker kept as long as the token. */
    RevokeOutcome revoke(AccessToken token, Instant at);

    /** Ends all tokens of the subject that were issued up to and at this instant. */
    void revokeAllOf(Subject subject, Instant at);

    /**
     * Deletes rows whose {@code keptUntil} has passed, in short steps that stop nobody.
     *
     * @param max the most rows to delete
     * @return how many were deleted
     */
    int prune(Instant now, int max);
}
