// SPDX-License-Identifier: Apache-2.0
package io.symbolon.oauth.jdbc.internal.store;

import io.symbolon.oauth.api.store.StoreUnavailableException;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Reads rows by their keys; those that many threads ask for at the same time by one statement, without a thread of its own.
 *
 * <p>A thread that comes while no statement is under way reads at once, and its own row alone. The others queue up and park.
 * Whoever ends a statement hands the turn to the first of them, which reads for all who wait by then. So each row is read by a
 * statement that began after its thread had come: it is as fresh as if that thread had read it itself.
 *
 * <p>When the database is out of reach, all who were read for are told so. After any other failure each reads its own row
 * alone, so that nobody is answered by what became of another's. Nor does anybody wait long for another's statement, which may
 * hang with its connection: who has waited for a second, and who comes when one has taken longer, reads alone as well. An
 * interrupt is kept for later: it must not hit the driver, which reads for others too.
 */
final class GroupedReads<K, V> {

    /** So many rows are read at once; the rest waits for its turn. */
    private static final int MOST = 64;

    private static final Duration PATIENCE = Duration.ofSeconds(1);

    private final Function<List<K>, List<Optional<V>>> statement;
    private final long patience;
    private final ReentrantLock lock = new ReentrantLock();
    private final Queue<Wanted<K, V>> queue = new ArrayDeque<>();
    private final Semaphore turn = new Semaphore(1);
    private final AtomicLong turnSince = new AtomicLong();

    /** Reads by this statement, which finds for each key, in their order, its row or none. */
    GroupedReads(Function<List<K>, List<Optional<V>>> statement) {
        this(statement, PATIENCE);
    }

    /** The same, where nobody waits longer than this for another's statement. */
    GroupedReads(Function<List<K>, List<Optional<V>>> statement, Duration patience) {
        this.statement = statement;
        this.patience = patience.toNanos();
    }

    /** The row of this key, if there is one. */
    Optional<V> find(K key) {
        Wanted<K, V> own = new Wanted<>(key);
        boolean interrupted = Thread.interrupted();
        try {
            if (isQueued(own)) {
                interrupted |= own.await(patience);
                if (own.isWaiting()) {
                    leave(own);
                }
            }
            if (own.isLeading()) {
                lead(own);
            }
            return own.isDecided() ? own.result() : alone(key);
        } finally {
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }

    /** Whether it has to wait; takes the turn if that is free. */
    private boolean isQueued(Wanted<K, V> own) {
        lock.lock();
        try {
            boolean free = turn.tryAcquire();
            if (free) {
                turnSince.set(System.nanoTime());
                own.lead();
            }
            return !free && System.nanoTime() - turnSince.get() <= patience && queue.add(own);
        } finally {
            lock.unlock();
        }
    }

    /** Takes it out of the queue, unless its turn has just come. */
    private void leave(Wanted<K, V> own) {
        lock.lock();
        try {
            queue.remove(own);
        } finally {
            lock.unlock();
        }
    }

    private void lead(Wanted<K, V> own) {
        List<Wanted<K, V>> group = new ArrayList<>(List.of(own));
        try {
            gather(group);
            read(group);
        } finally {
            end();
            group.forEach(Wanted::release);
        }
    }

    private void gather(List<Wanted<K, V>> group) {
        lock.lock();
        try {
            while (group.size() < MOST && !queue.isEmpty()) {
                group.add(queue.remove());
            }
        } finally {
            lock.unlock();
        }
    }

    /** Decides them, or leaves them to themselves. */
    private void read(List<Wanted<K, V>> group) {
        try {
            List<Optional<V>> found =
                    statement.apply(group.stream().map(Wanted::key).toList());
            for (int i = 0; i < group.size(); i++) {
                group.get(i).succeed(found.get(i));
            }
        } catch (StoreUnavailableException e) {
            // an interrupt that hit the wait for a connection is meant for this thread alone
            if (!Thread.currentThread().isInterrupted()) {
                group.forEach(wanted -> wanted.fail(e));
            }
        } catch (RuntimeException e) {
            if (group.size() == 1) {
                throw e;
            }
        }
    }

    private Optional<V> alone(K key) {
        return statement.apply(List.of(key)).get(0);
    }

    private void end() {
        lock.lock();
        try {
            handOn();
        } finally {
            lock.unlock();
        }
    }

    /** Gives the turn, which the caller has, to the first in the queue. */
    private void handOn() {
        Wanted<K, V> first = queue.poll();
        if (first == null) {
            turn.release();
        } else {
            turnSince.set(System.nanoTime());
            first.lead();
        }
    }

    /** A row that a thread waits for, which that thread or another one reads. */
    private static final class Wanted<K, V> {

        private final K key;
        private final Thread waiter = Thread.currentThread();
        private volatile boolean leading;
        private volatile boolean released;
        private volatile boolean decided;
        private volatile Optional<V> found = Optional.empty();
        private volatile @Nullable RuntimeException failure;

        Wanted(K key) {
            this.key = key;
        }

        K key() {
            return key;
        }

        /** Whether its thread is to read next. */
        boolean isLeading() {
            return leading;
        }

        /** Whether it has been neither told to lead nor read for. */
        boolean isWaiting() {
            return !leading && !released;
        }

        boolean isDecided() {
            return decided;
        }

        void succeed(Optional<V> row) {
            found = row;
            decided = true;
        }

        void fail(RuntimeException why) {
            failure = why;
            decided = true;
        }

        void lead() {
            leading = true;
            wake();
        }

        /** Whoever read for it has ended. */
        void release() {
            released = true;
            wake();
        }

        private void wake() {
            if (waiter != Thread.currentThread()) {
                LockSupport.unpark(waiter);
            }
        }

        /** Waits so many nanoseconds, or until it leads or is released; whether the thread was interrupted meanwhile. */
        boolean await(long nanos) {
            long deadline = System.nanoTime() + nanos;
            boolean interrupted = false;
            long left = nanos;
            while (isWaiting() && left > 0) {
                LockSupport.parkNanos(this, left);
                interrupted |= Thread.interrupted();
                left = deadline - System.nanoTime();
            }
            return interrupted;
        }

        /** What was found; it is decided. */
        Optional<V> result() {
            RuntimeException why = failure;
            if (why != null) {
                throw why;
            }
            return found;
        }
    }
}
