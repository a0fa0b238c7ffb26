// SPDX-License-Identifier: Apache-2.0
package io.symbolon.oauth.api.store;

import io.symbolon.oauth.api.token.AccessToken;
import io.symbolon.oauth.api.token.CommitId;
import io.symbolon.oauth.api.token.Grant;
import io.symbolon.oauth.api.token.Redeemable;
import io.symbolon.oauth.api.token.Spend;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * All that one token response writes.
 *
 * @param id names this commit; a repeat with the same one finds itself
 * @param at when the request arrived
 * @param spend the one thing that is used up
 * @param grant a grant to insert
 * @param redeemables redeemables to insert
 * @param accessTokens access tokens to insert
 */
public record Commit(
        CommitId id,
        Instant at,
        Optional<Spend> spend,
        Optional<Grant> grant,
        List<Redeemable> redeemables,
        List<AccessToken> accessTokens) {

    public Commit {
        redeemables = List.copyOf(redeemables);
        accessTokens = List.copyOf(accessTokens);
    }

    /**
     * Inserts this redeemable and does nothing else, when it is issued. Its identifier comes from the redeemable's, so
     * that it can be repeated.
     */
    public static Commit of(Redeemable redeemable) {
        CommitId id = new CommitId(redeemable.id().a(), redeemable.id().b());
        return new Commit(
                id, redeemable.issuedAt(), Optional.empty(), Optional.empty(), List.of(redeemable), List.of());
    }
}
