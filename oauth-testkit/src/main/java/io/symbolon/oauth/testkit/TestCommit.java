// SPDX-License-Identifier: Apache-2.0
package io.symbolon.oauth.testkit;

import io.symbolon.oauth.api.store.Commit;
import io.symbolon.oauth.api.token.AccessToken;
import io.symbolon.oauth.api.token.CommitId;
import io.symbolon.oauth.api.token.Grant;
import io.symbolon.oauth.api.token.Redeemable;
import io.symbolon.oauth.api.token.RefreshToken;
import io.symbolon.oauth.api.token.Spend;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** A commit in the making; each step is another object, so that one beginning may serve several commits. */
public final class TestCommit {

    private final Commit commit;

    private TestCommit(Commit commit) {
        this.commit = commit;
    }

    /** A commit with a fresh identifier that writes nothing yet. */
    public static TestCommit at(Instant instant) {
        return new TestCommit(
                new Commit(TestGrants.commitId(), instant, Optional.empty(), Optional.empty(), List.of(), List.of()));
    }

    /** Under this identifier. */
    public TestCommit named(CommitId id) {
        return with(id, commit.spend(), commit.grant(), commit.redeemables(), commit.accessTokens());
    }

    /** Spending this redeemable for this grant. */
    public TestCommit redeeming(Redeemable redeemable, Grant grant) {
        return spending(new Spend.OfRedeemable(redeemable.id(), grant.id(), Optional.empty()));
    }

    /** Spending this redeemable for this grant, which is there already and gets its first refresh token by it. */
    public TestCommit redeeming(Redeemable redeemable, Grant grant, RefreshToken first) {
        return spending(new Spend.OfRedeemable(redeemable.id(), grant.id(), Optional.of(first)));
    }

    /** Making this the current refresh token, in the place of the one that the grant shows. */
    public TestCommit refreshing(Grant grant, RefreshToken next) {
        return spending(new Spend.OfRefreshToken(
                grant.id(), grant.refreshToken().orElseThrow().digest(), next));
    }

    /** Spending this. */
    public TestCommit spending(Spend spend) {
        return with(commit.id(), Optional.of(spend), commit.grant(), commit.redeemables(), commit.accessTokens());
    }

    /** Inserting this grant. */
    public TestCommit inserting(Grant grant) {
        return with(commit.id(), commit.spend(), Optional.of(grant), commit.redeemables(), commit.accessTokens());
    }

    /** Inserting these redeemables, and no others. */
    public TestCommit inserting(Redeemable... redeemables) {
        return with(commit.id(), commit.spend(), commit.grant(), List.of(redeemables), commit.accessTokens());
    }

    /** Inserting these access tokens, and no others. */
    public TestCommit inserting(AccessToken... accessTokens) {
        return with(commit.id(), commit.spend(), commit.grant(), commit.redeemables(), List.of(accessTokens));
    }

    /** The commit. */
    public Commit commit() {
        return commit;
    }

    private TestCommit with(
            CommitId id,
            Optional<Spend> spend,
            Optional<Grant> grant,
            List<Redeemable> redeemables,
            List<AccessToken> accessTokens) {
        return new TestCommit(new Commit(id, commit.at(), spend, grant, redeemables, accessTokens));
    }
}
