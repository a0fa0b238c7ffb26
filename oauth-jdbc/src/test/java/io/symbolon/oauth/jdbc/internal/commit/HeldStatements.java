// SPDX-License-Identifier: Apache-2.0
package io.symbolon.oauth.jdbc.internal.commit;

import io.symbolon.oauth.api.store.CommitOutcome;
import io.symbolon.oauth.api.token.CommitId;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;

/** A database that remembers what it was told, and that a test can hold in the middle of a transaction, or let fail. */
final class HeldStatements implements CommitStatements {

    /** Every transaction that was begun, with the commits that it was to write. */
    final List<List<IssuedCommit>> begun = Collections.synchronizedList(new ArrayList<>());

    /** The threads that ran them. */
    final Set<Thread> threads = ConcurrentHashMap.newKeySet();

    /** What is durable. */
    final Set<CommitId> written = ConcurrentHashMap.newKeySet();

    private final Semaphore held = new Semaphore(0);
    private final Semaphore entered = new Semaphore(0);
    private final Set<SpentKey> locked = ConcurrentHashMap.newKeySet();
    private final AtomicBoolean overlapped = new AtomicBoolean();
    private volatile boolean holdingInserts;
    private volatile boolean holdingSpends;
    private volatile Consumer<List<IssuedCommit>> before = batch -> {};
    private volatile Consumer<List<IssuedCommit>> after = batch -> {};

    /** From now on transactions stop after they have begun, until they are let go. */
    void hold() {
        holdInserts();
        holdSpends();
    }

    void holdInserts() {
        holdingInserts = true;
    }

    void holdSpends() {
        holdingSpends = true;
    }

    /** Waits until a transaction stands still. */
    void awaitHeld() {
        entered.acquireUninterruptibly();
    }

    /** Lets one transaction go on. */
    void letOneGo() {
        held.release();
    }

    /** Lets all go on, now and from now on. */
    void letGo() {
        holdingInserts = false;
        holdingSpends = false;
        held.release(1_000_000);
    }

    /** Runs before anything is written; what it throws ends the transaction. */
    void before(Consumer<List<IssuedCommit>> step) {
        before = step;
    }

    /** Runs when all is durable; what it throws is what the caller sees instead. */
    void after(Consumer<List<IssuedCommit>> step) {
        after = step;
    }

    /** Whether a row was ever touched by two at the same time. */
    boolean hasOverlapped() {
        return overlapped.get();
    }

    List<Integer> sizes() {
        return begun.stream().map(List::size).toList();
    }

    @Override
    public void insertAll(List<IssuedCommit> batch) {
        write(batch, holdingInserts);
    }

    @Override
    public List<CommitOutcome> redeemAll(List<IssuedCommit> batch) {
        return spendAll(batch);
    }

    @Override
    public List<CommitOutcome> refreshAll(List<IssuedCommit> batch) {
        return spendAll(batch);
    }

    private List<CommitOutcome> spendAll(List<IssuedCommit> batch) {
        Set<SpentKey> keys = new HashSet<>();
        for (IssuedCommit commit : batch) {
            for (SpentKey key :
                    SpentKey.of(commit.issuer(), commit.commit().spend().orElseThrow())) {
                overlapped.compareAndSet(false, !keys.add(key) || !locked.add(key));
            }
        }
        try {
            write(batch, holdingSpends);
        } finally {
            locked.removeAll(keys);
        }
        return batch.stream()
                .<CommitOutcome>map(commit -> new CommitOutcome.Committed())
                .toList();
    }

    private void write(List<IssuedCommit> batch, boolean holding) {
        begun.add(batch);
        threads.add(Thread.currentThread());
        if (holding) {
            entered.release();
            held.acquireUninterruptibly();
        }
        before.accept(batch);
        batch.forEach(commit -> written.add(commit.commit().id()));
        after.accept(batch);
    }
}
