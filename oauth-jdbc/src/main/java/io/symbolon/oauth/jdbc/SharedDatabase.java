// SPDX-License-Identifier: Apache-2.0
package io.symbolon.oauth.jdbc;

import io.symbolon.oauth.jdbc.internal.metrics.Counts;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/** The database of a storage: the first who needs it opens it for all, and the last who is done closes it. */
final class SharedDatabase {

    private final Counts counts = new Counts();
    private final ReentrantLock lock = new ReentrantLock();
    private final AtomicInteger users = new AtomicInteger();
    private final AtomicReference<@Nullable OpenDatabase> open = new AtomicReference<>();

    /**
     * The database, for somebody who will {@link #leave} it.
     *
     * @throws IllegalArgumentException if it cannot be used; says why, and what to change
     */
    OpenDatabase enter(JdbcStorage settings) {
        lock.lock();
        try {
            OpenDatabase database = now().orElseGet(() -> OpenDatabase.open(settings, counts));
            open.set(database);
            users.incrementAndGet();
            return database;
        } finally {
            lock.unlock();
        }
    }

    /** Says that one user is done. */
    void leave() {
        lock.lock();
        try {
            if (users.decrementAndGet() == 0) {
                Optional.ofNullable(open.getAndSet(null)).ifPresent(OpenDatabase::close);
            }
        } finally {
            lock.unlock();
        }
    }

    /** The database, if anybody uses it now. */
    Optional<OpenDatabase> now() {
        return Optional.ofNullable(open.get());
    }

    /** What was done on it since the storage was made. */
    Counts counts() {
        return counts;
    }
}
