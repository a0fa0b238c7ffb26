// SPDX-License-Identifier: Apache-2.0
package io.symbolon.oauth.jdbc.internal.commit;

import io.symbolon.oauth.api.store.CommitOutcome;
import io.symbolon.oauth.api.store.StoreUnavailableException;
import io.symbolon.oauth.jdbc.internal.metrics.Counts;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.Iterator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Function;

/**
 * Puts the commits of many threads together, without a thread of its own.
 *
 * <p>A thread whose commit comes while a turn is free takes the turn and writes at once. The others queue up and park. Whoever
 * ends a turn hands it to the first in the queue. That one's thread wakes up, takes whatever waits by then into its batch, writes
 * it, hands the turn on, and wakes those whom it wrote for. So nobody waits while the database is idle, and the busier it is,
 * the larger the batches get.
 *
 * <p>Two commits that touch the same row are never under way at the same time: the later one stays in the queue, and those
 * behind it pass. The lock guards the queue, the turns and the rows under way; nobody holds it while the database works.
 *
 * <p>An interrupt, or the end of the longest wait, takes a commit out of the queue. Once it is in a batch its thread waits until
 * its fate is known, and keeps the interrupt for later: it must not hit the driver, where others' commits are under way.
 */
final class Lane {

    private static final Duration SOON = Duration.ofSeconds(1);

    private final CommitLimits limits;
    private final Counts counts;
    private final Function<List<IssuedCommit>, List<CommitOutcome>> statements;
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition idle = lock.newCondition();
    private final Set<PendingCommit> queue = new LinkedHashSet<>();
    private final Set<SpentKey> underWay = new HashSet<>();
    private final Semaphore turns;
    private final AtomicBoolean closed = new AtomicBoolean();

    Lane(CommitLimits limits, Counts counts, Function<List<IssuedCommit>, List<CommitOutcome>> statements) {
        this.limits = limits;
        this.counts = counts;
        this.statements = statements;
        this.turns = new Semaphore(limits.batchesAtOnce());
    }

    /** Writes the commit together with others that come at the same time, and waits for its outcome. */
    CommitOutcome commit(IssuedCommit commit) {
        PendingCommit own = new PendingCommit(
                commit, System.nanoTime() + limits.longestWait().toNanos());
        boolean interrupted = Thread.interrupted();
        try {
            enter(own);
            while (!own.isDecided()) {
                if (own.isLeading()) {
                    lead(own);
                } else {
                    waitOn(own, interrupted);
                }
                interrupted |= Thread.interrupted();
            }
        } finally {
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
        return own.result();
    }

    /** Writes the commit at once and without others. */
    CommitOutcome commitAlone(IssuedCommit commit) {
        PendingCommit own = new PendingCommit(commit, Long.MAX_VALUE);
        write(List.of(own));
        return own.result();
    }

    /** Refuses what comes from now on, and waits until what has come is written. */
    void close() {
        lock.lock();
        try {
            closed.set(true);
            long left = 2 * limits.longestWait().toNanos();
            while (!isIdle() && left > 0) {
                left = idle.awaitNanos(left);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            lock.unlock();
        }
    }

    int waiting() {
        lock.lock();
        try {
            return queue.size();
        } finally {
            lock.unlock();
        }
    }

    private void enter(PendingCommit own) {
        lock.lock();
        try {
            if (closed.get()) {
                throw new StoreUnavailableException("the store is closed", SOON);
            }
            if (queue.size() >= limits.longestQueue()) {
                throw new StoreUnavailableException(queue.size() + " commits wait already", SOON);
            }
            queue.add(own);
            handOn();
        } finally {
            lock.unlock();
        }
    }

    /** Parks until something may have changed; gives up what is still in the queue when its time is over. */
    private void waitOn(PendingCommit own, boolean interrupted) {
        boolean patient = !interrupted && !own.isOverdue();
        if (patient) {
            own.awaitUntilDeadline();
        } else if (isWithdrawn(own)) {
            own.fail(new StoreUnavailableException(
                    interrupted ? "interrupted while waiting for a commit" : "waited too long for a commit", SOON));
        } else {
            own.await();
        }
    }

    private boolean isWithdrawn(PendingCommit own) {
        lock.lock();
        try {
            return queue.remove(own);
        } finally {
            lock.unlock();
        }
    }

    private void lead(PendingCommit own) {
        List<PendingCommit> batch = gather(own);
        try {
            write(batch);
        } finally {
            end(batch);
            batch.forEach(PendingCommit::wake);
        }
    }

    private void write(List<PendingCommit> batch) {
        new Batch(batch, statements, limits.longestWait(), counts).write();
    }

    /** What can be written now, in the order of its keys: the leader's own, which is taken already, and others' that wait. */
    private List<PendingCommit> gather(PendingCommit own) {
        List<PendingCommit> batch = new ArrayList<>();
        batch.add(own);
        lock.lock();
        try {
            Iterator<PendingCommit> waiting = queue.iterator();
            while (batch.size() < limits.largestBatch() && waiting.hasNext()) {
                PendingCommit next = waiting.next();
                if (isFree(next)) {
                    waiting.remove();
                    underWay.addAll(next.keys());
                    batch.add(next);
                }
            }
            handOn();
        } finally {
            lock.unlock();
        }
        if (own.isSpending()) {
            batch.sort(PendingCommit.BY_KEY);
        }
        return batch;
    }

    private void end(List<PendingCommit> batch) {
        lock.lock();
        try {
            batch.forEach(written -> written.keys().forEach(underWay::remove));
            turns.release();
            handOn();
            if (isIdle()) {
                idle.signalAll();
            }
        } finally {
            lock.unlock();
        }
    }

    /** Gives a free turn to the first in the queue that touches no row under way. */
    private void handOn() {
        if (!turns.tryAcquire()) {
            return;
        }
        Optional<PendingCommit> first = queue.stream().filter(this::isFree).findFirst();
        if (first.isEmpty()) {
            turns.release();
            return;
        }
        queue.remove(first.get());
        underWay.addAll(first.get().keys());
        first.get().lead();
    }

    private boolean isFree(PendingCommit pending) {
        return pending.keys().stream().noneMatch(underWay::contains);
    }

    private boolean isIdle() {
        return queue.isEmpty() && turns.availablePermits() == limits.batchesAtOnce();
    }
}
