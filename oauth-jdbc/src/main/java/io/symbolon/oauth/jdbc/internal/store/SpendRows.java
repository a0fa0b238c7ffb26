// SPDX-License-Identifier: Apache-2.0
package io.symbolon.oauth.jdbc.internal.store;

import static io.symbolon.oauth.jdbc.internal.store.Column.Kind.BIGINT;
import static io.symbolon.oauth.jdbc.internal.store.Column.Kind.BYTES;
import static io.symbolon.oauth.jdbc.internal.store.Column.Kind.INTEGER;

import io.symbolon.oauth.api.store.Commit;
import io.symbolon.oauth.api.store.TokenStore;
import io.symbolon.oauth.api.token.Redeemable;
import io.symbolon.oauth.api.token.Spend;
import io.symbolon.oauth.jdbc.internal.commit.IssuedCommit;
import java.util.List;
import java.util.Optional;

/** What commits spend, as rows of parameters. */
final class SpendRows {

    static final RowShape<Refresh> REFRESH = TokenRows.withRefreshToken(
                    RowShape.<Refresh>of("refresh")
                            .column(
                                    "grant_id",
                                    BYTES,
                                    row -> row.spend().grant().toBytes())
                            .column(
                                    "presented",
                                    BYTES,
                                    row -> row.spend().current().toBytes())
                            .column("commit_id", BYTES, row -> row.commit().id().toBytes())
                            .column("usable_after", BIGINT, row -> usableAfter(row.commit())),
                    "next_",
                    row -> Optional.of(row.spend().next()))
            .build();

    static final RowShape<Redemption> REDEMPTION = TokenRows.withRefreshToken(
                    RowShape.<Redemption>of("redemption")
                            .column(
                                    "redeemable",
                                    BYTES,
                                    row -> row.spend().redeemable().toBytes())
                            .column(
                                    "for_grant",
                                    BYTES,
                                    row -> row.spend().grant().toBytes())
                            .column("commit_id", BYTES, row -> row.commit().id().toBytes())
                            .column("usable_after", BIGINT, row -> usableAfter(row.commit()))
                            .column("brings_grant", INTEGER, row -> row.bringsGrant() ? 1 : 0),
                    "next_",
                    row -> row.spend().refreshToken())
            .build();

    private SpendRows() {}

    static List<Placed<Redemption>> redemptions(List<IssuedCommit> batch) {
        return Placed.of(batch, commit -> List.of(new Redemption(commit, spend(commit, Spend.OfRedeemable.class))));
    }

    static List<Placed<Refresh>> refreshes(List<IssuedCommit> batch) {
        return Placed.of(batch, commit -> List.of(new Refresh(commit, spend(commit, Spend.OfRefreshToken.class))));
    }

    private static <S extends Spend> S spend(Commit commit, Class<S> kind) {
        return kind.cast(commit.spend().orElseThrow());
    }

    /** What expires at this instant, or before, cannot be spent any more. */
    static long usableAfter(Commit commit) {
        return Times.millis(commit.at().minus(TokenStore.CLOCK_TOLERANCE));
    }

    /** A commit that rotates a refresh token. */
    record Refresh(Commit commit, Spend.OfRefreshToken spend) {}

    /** A commit that spends a {@link Redeemable}. */
    record Redemption(Commit commit, Spend.OfRedeemable spend) {

        boolean bringsGrant() {
            return commit.grant()
                    .filter(inserted -> inserted.id().equals(spend.grant()))
                    .isPresent();
        }
    }
}
