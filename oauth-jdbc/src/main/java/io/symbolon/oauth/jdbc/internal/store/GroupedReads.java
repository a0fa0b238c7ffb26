// SPDX-License-Identifier: Apache-2.0
package io.symbolon.oauth.jdbc.internal.store;

import io.symbolon.oauth.api.store.StoreUnavailableException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.Semaphore;
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
 * alone, so that nobody is answered by what became of another's. An interrupt is kept for later: it must not hit the driver,
 * which reads for others too.
 */
final class GroupedReads<K, V> {

    /** So many rows are read at once; the rest waits for its turn. */
    private static final int MOST = 64;

    private final Function<List<K>, List<Optional<V>>> statement;
    private final ReentrantLock lock = new ReentrantLock();
    private final Queue<Wanted<K, V>> queue = new ArrayDeque<>();
    private final Semaphore turn = new Semaphore(1);

    /** Reads by this statement, which finds for each key, in their order, its row or none. */
    GroupedReads(Function<List<K>, List<Optional<V>>> statement) {
        this.statement = statement;
    }

    /** The row of this key, if there is one. */
    Optional<V> find(K key) {
        Wanted<K, V> own = new Wanted<>(key);
        enter(own);
        boolean interrupted = own.await();
        try {
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

    private void enter(Wanted<K, V> own) {
        lock.lock();
        try {
            queue.add(own);
            if (turn.tryAcquire()) {
                handOn();
            }
        } finally {
            lock.unlock();
        }
    }

    private void lead(Wanted<K, V> own) {
        List<Wanted<K, V>> group = gather(own);
        try {
            read(group);
        } finally {
            end();
            group.forEach(Wanted::release);
        }
    }

    private List<Wanted<K, V>> gather(Wanted<K, V> own) {
        List<Wanted<K, V>> group = new ArrayList<>();
        group.add(own);
        lock.lock();
        try {
            while (group.size() < MOST && !queue.isEmpty()) {
                group.add(queue.remove());
            }
        } finally {
            lock.unlock();
        }
        return group;
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
            group.forEach(wanted -> wanted.fail(e));
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

        /** Returns when it leads or is released; whether the thread was interrupted before or meanwhile. */
        boolean await() {
            boolean interrupted = Thread.interrupted();
            while (!leading && !released) {
                LockSupport.park(this);
                interrupted |= Thread.interrupted();
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
