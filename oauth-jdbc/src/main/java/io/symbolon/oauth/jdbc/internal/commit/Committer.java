// SPDX-License-Identifier: Apache-2.0
package io.symbolon.oauth.jdbc.internal.commit;

import io.symbolon.oauth.api.store.CommitOutcome;
import io.symbolon.oauth.api.store.StoreUnavailableException;
import java.util.Collections;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Group commit: token responses that come together share a transaction of the database, and each is answered only after its
 * own is durable. Those that spend nothing travel in a lane of their own, so that no insert waits for the lock of a row.
 *
 * <p>There is one for a database, whatever the number of servers that share it in this process; the last of them to close
 * it ends it.
 */
public final class Committer implements AutoCloseable {

    private static final CommitOutcome COMMITTED = new CommitOutcome.Committed();

    private final Lane inserts;
    private final Lane spends;
    private final AtomicInteger users = new AtomicInteger(1);

    private final boolean together;

    private Committer(CommitStatements statements, CommitLimits limits, boolean together) {
        this.together = together;
        this.inserts = new Lane(limits, batch -> {
            statements.insertAll(batch);
            return Collections.nCopies(batch.size(), COMMITTED);
        });
        this.spends = new Lane(limits, statements::spendAll);
    }

    /** Puts commits together within these limits. */
    public static Committer together(CommitStatements statements, CommitLimits limits) {
        return new Committer(statements, limits, true);
    }

    /** Commits each on its own, on the thread of its request. */
    public static Committer oneByOne(CommitStatements statements) {
        return new Committer(statements, CommitLimits.standard(), false);
    }

    /**
     * Writes the commit and waits until it is durable.
     *
     * @throws StoreUnavailableException if too many wait already, if it has waited too long, or if the database is out of
     *     reach
     */
    public CommitOutcome commit(IssuedCommit commit) {
        Lane lane = commit.commit().spend().isPresent() ? spends : inserts;
        return together ? lane.commit(commit) : lane.commitAlone(commit);
    }

    /** The same for one more user, who closes it too; empty if the last one has closed it. */
    public Optional<Committer> shared() {
        int before = users.getAndUpdate(count -> count == 0 ? 0 : count + 1);
        return before == 0 ? Optional.empty() : Optional.of(this);
    }

    /** How many commits were written since the start. */
    public long commits() {
        return inserts.commits() + spends.commits();
    }

    /** How many transactions they took. */
    public long batches() {
        return inserts.batches() + spends.batches();
    }

    /** How many commits wait now. */
    public int waiting() {
        return inserts.waiting() + spends.waiting();
    }

    /** Ends one user's part; the last one's waits until what has come is written, and refuses what comes later. */
    @Override
    public void close() {
        if (users.updateAndGet(count -> Math.max(count - 1, 0)) == 0) {
            inserts.close();
            spends.close();
        }
    }
}
