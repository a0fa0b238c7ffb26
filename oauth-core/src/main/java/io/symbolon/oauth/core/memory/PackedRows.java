// SPDX-License-Identifier: Apache-2.0
package io.symbolon.oauth.core.memory;

import io.symbolon.oauth.api.Digest;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A bounded table like {@link Rows}, for those rows of which there are millions: they lie one after the other in large
 * arrays of bytes, so that a row costs hardly more than its bytes, and the garbage collector has nothing to look at
 * however many there are. The table is split into many segments, each with a lock of its own that is held for less than a
 * microsecond; readers take none.
 */
final class PackedRows {

    /** Finds in the bytes of a row until when it is kept. */
    interface Keeping {

        /** From which instant on the row that starts there may be deleted, in milliseconds of the epoch. */
        long keptUntil(byte[] bytes, int start);
    }

    private static final int LOOK_BEFORE_REFUSING = 65_536;
    private static final int SEGMENT_BITS = 8;

    private final Room room;
    private final PackedSegment[] segments;
    private final ReentrantLock sweeping = new ReentrantLock();
    private int sweptSegment;
    private int sweptChunk;

    /**
     * Makes an empty table.
     *
     * @param keyBytes how many of a digest's bytes tell the keys of this table apart: 16 or 32
     */
    PackedRows(String name, long capacity, int keyBytes, Keeping keeping) {
        this.room = new Room(name, capacity);
        this.segments = Stream.generate(() -> new PackedSegment(keyBytes, keeping))
                .limit(1 << SEGMENT_BITS)
                .toArray(PackedSegment[]::new);
    }

    long count() {
        long count = 0;
        for (PackedSegment segment : segments) {
            count += segment.count();
        }
        return count;
    }

    /** A copy of the row. */
    Optional<byte[]> find(Digest key) {
        long hash = hash(key);
        return Optional.ofNullable(segment(hash).find(key, indexHash(hash)));
    }

    /** Takes room for some rows that are inserted next; throws {@link io.symbolon.oauth.api.store.StoreFullException} if there is none. */
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
    Optional<byte[]> insert(Digest key, byte[] row) {
        long hash = hash(key);
        byte @Nullable [] present = segment(hash).insert(key, indexHash(hash), row);
        if (present != null) {
            release(1);
        }
        return Optional.ofNullable(present);
    }

    /** Replaces a row, if it is there. */
    boolean replace(Digest key, byte[] next) {
        long hash = hash(key);
        return segment(hash).replace(key, indexHash(hash), next);
    }

    /** Replaces a row, if it still has these bytes. */
    boolean replace(Digest key, byte[] expected, byte[] next) {
        long hash = hash(key);
        return segment(hash).replace(key, indexHash(hash), expected, next);
    }

    void remove(Digest key) {
        long hash = hash(key);
        if (segment(hash).remove(key, indexHash(hash))) {
            release(1);
        }
    }

    /** Deletes at most this many rows whose time is over. */
    int prune(Instant now, int max) {
        sweeping.lock();
        try {
            return sweep(now, max, Long.MAX_VALUE);
        } finally {
            sweeping.unlock();
        }
    }

    /** Looks at about this many rows and deletes those whose time is over; nothing, if somebody else is just doing that. */
    private void pruneAmong(int look, Instant now) {
        if (sweeping.tryLock()) {
            try {
                sweep(now, look, look);
            } finally {
                sweeping.unlock();
            }
        }
    }

    /** Goes on where the last sweep stopped, once around at most. */
    private int sweep(Instant now, int max, long look) {
        int deleted = 0;
        long looked = 0;
        int segmentsLeft = segments.length + 1;
        while (deleted < max && looked < look && segmentsLeft > 0) {
            PackedSegment segment = segments[sweptSegment];
            if (sweptChunk >= segment.chunkSlots()) {
                sweptSegment = (sweptSegment + 1) % segments.length;
                sweptChunk = 0;
                segmentsLeft--;
            } else {
                PackedSegment.Swept swept = segment.prune(sweptChunk, Rows.millis(now), max - deleted);
                release(swept.deleted());
                deleted += swept.deleted();
                looked += swept.looked();
                sweptChunk += deleted < max ? 1 : 0;
            }
        }
        return deleted;
    }

    private PackedSegment segment(long hash) {
        return segments[(int) (hash >>> (Long.SIZE - SEGMENT_BITS))];
    }

    static int indexHash(long hash) {
        return (int) (hash >>> 16);
    }

    static long hash(Digest key) {
        long mixed = (key.a() ^ Long.rotateLeft(key.b(), 23) ^ key.c() ^ key.d()) * 0x9E3779B97F4A7C15L;
        return mixed ^ mixed >>> 32;
    }
}
