// SPDX-License-Identifier: Apache-2.0
package io.symbolon.oauth.jdbc.internal.commit;

import io.symbolon.oauth.api.store.CommitOutcome;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/** A commit between its request, whose thread waits, and its outcome, which that thread or another one brings about. */
final class PendingCommit {

    static final Comparator<PendingCommit> BY_KEY =
            Comparator.comparing(pending -> pending.keys.get(0), Comparator.naturalOrder());

    private final IssuedCommit commit;
    private final List<SpentKey> keys;
    private final long deadline;
    private final Thread waiter = Thread.currentThread();
    private volatile boolean leading;
    private volatile @Nullable CommitOutcome outcome;
    private volatile @Nullable RuntimeException failure;

    /**
     * A commit of the thread that calls this.
     *
     * @param deadline on the clock of {@link System#nanoTime()}
     */
    PendingCommit(IssuedCommit commit, long deadline) {
        this.commit = commit;
        this.keys = commit.commit()
                .spend()
                .map(spend -> SpentKey.of(commit.issuer(), spend))
                .orElse(List.of());
        this.deadline = deadline;
    }

    IssuedCommit commit() {
        return commit;
    }

    List<SpentKey> keys() {
        return keys;
    }

    boolean isSpending() {
        return !keys.isEmpty();
    }

    boolean isOverdue() {
        return System.nanoTime() - deadline >= 0;
    }

    /** Whether its thread is to run the next batch. */
    boolean isLeading() {
        return leading;
    }

    boolean isDecided() {
        return outcome != null || failure != null;
    }

    void succeed(CommitOutcome how) {
        outcome = how;
    }

    void fail(RuntimeException why) {
        failure = why;
    }

    /** From now on its thread runs the next batch. */
    void lead() {
        leading = true;
        wake();
    }

    void wake() {
        if (waiter != Thread.currentThread()) {
            LockSupport.unpark(waiter);
        }
    }

    /** Waits for {@link #wake()}; may return sooner. */
    void await() {
        LockSupport.park(this);
    }

    /** The same, until the deadline at most. */
    void awaitUntilDeadline() {
        LockSupport.parkNanos(this, deadline - System.nanoTime());
    }

    /** What became of it; it is decided. */
    CommitOutcome result() {
        RuntimeException why = failure;
        if (why != null) {
            throw why;
        }
        CommitOutcome how = outcome;
        if (how == null) {
            throw new AssertionError("not decided yet");
        }
        return how;
    }
}
