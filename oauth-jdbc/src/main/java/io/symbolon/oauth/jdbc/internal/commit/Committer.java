// SPDX-License-Identifier: Apache-2.0
package io.symbolon.oauth.jdbc.internal.commit;

import io.symbolon.oauth.api.store.CommitOutcome;
import io.symbolon.oauth.api.store.StoreUnavailableException;
import io.symbolon.oauth.api.token.Spend;
import io.symbolon.oauth.jdbc.internal.metrics.Counts;
import java.util.Collections;

/**
 * Group commit: token responses that come together share a transaction of the database, and each is answered only after its
 * own is durable. Those that spend nothing travel in a lane of their own, so that no insert waits for the lock of a row; those
 * that spend a redeemable and those that spend a refresh token in one each, so that the statements of a batch are alike.
 *
 * <p>There is one for a database, whatever the number of servers that share it in this process.
 */
public final class Committer implements AutoCloseable {

    private static final CommitOutcome COMMITTED = new CommitOutcome.Committed();

    private final Lane inserts;
    private final Lane redemptions;
    private final Lane refreshes;
    private final Counts counts;
    private final boolean together;

    private Committer(CommitStatements statements, CommitLimits limits, Counts counts, boolean together) {
        this.counts = counts;
        this.together = together;
        this.inserts = new Lane(limits, counts, batch -> {
            statements.insertAll(batch);
            return Collections.nCopies(batch.size(), COMMITTED);
        });
        this.redemptions = new Lane(limits, counts, statements::redeemAll);
        this.refreshes = new Lane(limits, counts, statements::refreshAll);
    }

    /** Puts commits together within these limits. */
    public static Committer together(CommitStatements statements, CommitLimits limits, Counts counts) {
        return new Committer(statements, limits, counts, true);
    }

    /** Commits each on its own, on the thread of its request. */
    public static Committer oneByOne(CommitStatements statements, Counts counts) {
        return new Committer(statements, CommitLimits.standard(), counts, false);
    }

    /**
     * Writes the commit and waits until it is durable.
     *
     * @throws StoreUnavailableException if too many wait already, if it has waited too long, or if the database is out of
     *     reach
     */
    public CommitOutcome commit(IssuedCommit commit) {
        Lane lane = commit.commit().spend().map(this::laneOf).orElse(inserts);
        try {
            return together ? lane.commit(commit) : lane.commitAlone(commit);
        } catch (StoreUnavailableException e) {
            counts.refused();
            throw e;
        }
    }

    /** How many commits wait now. */
    public int waiting() {
        return inserts.waiting() + redemptions.waiting() + refreshes.waiting();
    }

    private Lane laneOf(Spend spend) {
        return spend instanceof Spend.OfRedeemable ? redemptions : refreshes;
    }

    /** Waits until what has come is written, and refuses what comes later. */
    @Override
    public void close() {
        inserts.close();
        redemptions.close();
        refreshes.close();
    }
}
