// SPDX-License-Identifier: Apache-2.0
package io.symbolon.oauth.jdbc.internal.store;

import io.symbolon.oauth.api.store.Commit;
import io.symbolon.oauth.api.token.AccessToken;
import io.symbolon.oauth.api.token.Grant;
import io.symbolon.oauth.api.token.Redeemable;
import io.symbolon.oauth.jdbc.internal.commit.IssuedCommit;
import java.util.List;
import java.util.function.Predicate;

/**
 * The rows that a batch of commits inserts.
 *
 * @param grants into the table of grants
 * @param redeemables into that of redeemables
 * @param accessTokens into that of access tokens
 */
record CommitRows(
        List<Placed<Grant>> grants, List<Placed<Redeemable>> redeemables, List<Placed<AccessToken>> accessTokens) {

    static final int INTO_GRANT = 1;
    static final int INTO_REDEEMABLE = 2;
    static final int INTO_ACCESS_TOKEN = 4;

    /** How many sets of these tables there are. */
    static final int TABLE_SETS = 8;

    static CommitRows of(List<IssuedCommit> batch) {
        return new CommitRows(
                Placed.of(batch, commit -> commit.grant().stream().toList()),
                Placed.of(batch, Commit::redeemables),
                Placed.of(batch, Commit::accessTokens));
    }

    /** Those of the commits that these places hold. */
    CommitRows only(Predicate<Integer> commits) {
        return new CommitRows(
                grants.stream().filter(row -> commits.test(row.commit())).toList(),
                redeemables.stream().filter(row -> commits.test(row.commit())).toList(),
                accessTokens.stream().filter(row -> commits.test(row.commit())).toList());
    }

    /** The set of the tables that any of them goes into, as a sum; 0 if there are none. */
    int tables() {
        return (grants.isEmpty() ? 0 : INTO_GRANT)
                + (redeemables.isEmpty() ? 0 : INTO_REDEEMABLE)
                + (accessTokens.isEmpty() ? 0 : INTO_ACCESS_TOKEN);
    }
}
