// SPDX-License-Identifier: Apache-2.0
package io.symbolon.oauth.core.memory;

import io.symbolon.oauth.api.store.StoreFullException;
import java.time.Instant;
import java.util.Collections;
import java.util.Iterator;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.ToLongFunction;

/**
 * A bounded table: rows under their primary keys. Whoever inserts reserves room first, so that a commit of several rows
 * is refused before its first one. A full table looks for rows whose time is over, some at a time, before it refuses.
 * Nothing here blocks a reader or a writer.
 *
 * @param <V> the rows; what {@code equals} tells apart is another state of the row
 */
final class Rows<K, V> {

    private static final int LOOK_BEFORE_REFUSING = 65_536;
    private static final long FARTHEST_SECOND = Long.MAX_VALUE / 1_000;

    private final Room room;
    private final ToLongFunction<V> keptUntil;
    private final ConcurrentHashMap<K, V> rows = new ConcurrentHashMap<>();
    private final ReentrantLock sweeping = new ReentrantLock();
    private Iterator<Map.Entry<K, V>> sweep = Collections.emptyIterator();

    /**
     * Makes an empty table.
     *
     * @param keptUntil from which instant on a row may be deleted, in milliseconds of the epoch
     */
    Rows(String name, long capacity, ToLongFunction<V> keptUntil) {
        this.room = new Room(name, capacity);
        this.keptUntil = keptUntil;
    }

    /** An instant in milliseconds of the epoch; one that is too far away becomes the farthest that there is. */
    static long millis(Instant instant) {
        return instant.getEpochSecond() < FARTHEST_SECOND ? instant.toEpochMilli() : Long.MAX_VALUE;
    }

    /** What {@link #millis} was given; the farthest instant of all, if that was too far away. */
    static Instant instant(long millis) {
        return millis < Long.MAX_VALUE ? Instant.ofEpochMilli(millis) : Instant.MAX;
    }

    long count() {
        return rows.mappingCount();
    }

    Optional<V> find(K key) {
        return Optional.ofNullable(rows.get(key));
    }

    boolean contains(K key) {
        return rows.containsKey(key);
    }

    /** Takes room for some rows that are inserted next; throws {@link StoreFullException} if there is none. */
    void reserve(int count, Instant now) {
        if (count == 0 || room.take(count)) {
            return;
        }
        pruneAmong(LOOK_BEFORE_REFUSING, now);
        if (!room.take(count)) {
            throw room.full();
        }
    }

    /** Gives back room that was reserved and is not used. */
    void release(int count) {
        room.give(count);
    }

    /** Inserts a row into reserved room; a row that is there already stays, is the answer, and the room is given back. */
    Optional<V> insert(K key, V row) {
        V present = rows.putIfAbsent(key, row);
        if (present != null) {
            release(1);
        }
        return Optional.ofNullable(present);
    }

    /** Replaces a row, if it is still the expected one. */
    boolean replace(K key, V expected, V next) {
        return rows.replace(key, expected, next);
    }

    Optional<V> remove(K key) {
        V removed = rows.remove(key);
        if (removed != null) {
            release(1);
        }
        return Optional.ofNullable(removed);
    }

    /** Deletes at most this many rows whose time is over. */
    int prune(Instant now, int max) {
        sweeping.lock();
        try {
            // one more than there are: the sweep may hold one in hand that was deleted since
            return sweep(now, max, rows.mappingCount() + 1);
        } finally {
            sweeping.unlock();
        }
    }

    /** Looks at this many rows and deletes those whose time is over; nothing, if somebody else is just doing that. */
    void pruneAmong(int look, Instant now) {
        if (sweeping.tryLock()) {
            try {
                sweep(now, look, look);
            } finally {
                sweeping.unlock();
            }
        }
    }

    /** Looks at some rows, going on where the last sweep stopped, so that all have their turn. */
    private int sweep(Instant now, int max, long look) {
        int deleted = 0;
        for (long left = look; left > 0 && deleted < max; left--) {
            if (!sweep.hasNext()) {
                sweep = rows.entrySet().iterator();
                if (!sweep.hasNext()) {
                    break;
                }
            }
            Map.Entry<K, V> row = sweep.next();
            if (keptUntil.applyAsLong(row.getValue()) <= millis(now) && rows.remove(row.getKey(), row.getValue())) {
                release(1);
                deleted++;
            }
        }
        return deleted;
    }
}
