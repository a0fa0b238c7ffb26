// SPDX-License-Identifier: Apache-2.0
package io.symbolon.oauth.core.memory;

import io.symbolon.oauth.api.Digest;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.concurrent.locks.StampedLock;
import org.jspecify.annotations.Nullable;

/**
 * One part of a {@link PackedRows} table: a log of rows in chunks, and an index of where each row lies in it.
 *
 * <p><b>The log.</b> A row is appended to the newest chunk as its length, its key and its bytes, and is never changed
 * there: its next state is appended as another row, and the index is pointed to that. What the index does not point to is
 * dead. A chunk without a living row is let go as a whole, which is how most rows leave, since those of about the same age
 * lie together; of a chunk that is mostly dead the living rows are appended anew.
 *
 * <p><b>The index</b> is a table with open addressing and linear probing. An entry holds the slot of the chunk (24 bits,
 * from 1 on, so that no entry is 0), the offset in it (16 bits) and the hash by which it was placed (24 bits), so that the
 * index grows, and closes gaps, without looking at the rows.
 *
 * <p><b>Readers</b> take no lock. They read the entry and its chunk, and then ask whether anybody has written meanwhile. If
 * not, both belong together; and as bytes in a chunk never change, what follows needs no further question. Otherwise they
 * read once more, holding the lock.
 */
final class PackedSegment {

    /**
     * What one step of a sweep did.
     *
     * @param deleted how many rows were deleted
     * @param looked how many rows were looked at
     */
    record Swept(int deleted, int looked) {}

    /** Some rows, one after the other. */
    private static final class Chunk {

        private final byte[] bytes;
        private int end;
        private int living;
        private long firstOver = Long.MAX_VALUE;

        Chunk(int size) {
            this.bytes = new byte[size];
        }
    }

    private static final VarHandle INT = MethodHandles.byteArrayViewVarHandle(int[].class, ByteOrder.BIG_ENDIAN);

    private static final int SLOT_SHIFT = 40;
    private static final int OFFSET_SHIFT = 24;
    private static final int HASH_MASK = (1 << OFFSET_SHIFT) - 1;
    private static final int SMALLEST_CHUNK = 1 << 10;
    private static final int LARGEST_CHUNK = 1 << 16;
    private static final int ABSENT = -1;

    private final int keyBytes;
    private final int headerBytes;
    private final PackedRows.Keeping keeping;
    private final StampedLock lock = new StampedLock();

    private long[] index = new long[16];
    private int rows;
    private @Nullable Chunk[] chunks = new Chunk[4];
    private int newest;
    private long livingBytes;

    PackedSegment(int keyBytes, PackedRows.Keeping keeping) {
        this.keyBytes = keyBytes;
        this.headerBytes = Integer.BYTES + keyBytes;
        this.keeping = keeping;
    }

    int count() {
        long stamp = lock.readLock();
        try {
            return rows;
        } finally {
            lock.unlockRead(stamp);
        }
    }

    /** How many slots for chunks there are; slot 0 is never used. */
    int chunkSlots() {
        long stamp = lock.readLock();
        try {
            return chunks.length;
        } finally {
            lock.unlockRead(stamp);
        }
    }

    byte @Nullable [] find(Digest key, int hash) {
        long stamp = lock.tryOptimisticRead();
        if (stamp != 0) {
            long[] seen = index;
            @Nullable Chunk[] seenChunks = chunks;
            int wanted = hash & HASH_MASK;
            int at = wanted & (seen.length - 1);
            for (int probes = 0; probes < seen.length; probes++) {
                long entry = seen[at];
                boolean candidate = entry != 0 && hashOf(entry) == wanted;
                Chunk chunk = candidate && slotOf(entry) < seenChunks.length ? seenChunks[slotOf(entry)] : null;
                if ((entry == 0 || candidate) && !lock.validate(stamp)) {
                    break;
                }
                if (entry == 0) {
                    return null;
                }
                if (chunk != null && holds(chunk, offsetOf(entry), key)) {
                    return row(chunk, offsetOf(entry));
                }
                at = (at + 1) & (seen.length - 1);
            }
        }
        stamp = lock.readLock();
        try {
            int at = position(key, hash);
            return at == ABSENT ? null : rowOf(index[at]);
        } finally {
            lock.unlockRead(stamp);
        }
    }

    /** Inserts the row, unless there is one with this key already, which is the answer then. */
    byte @Nullable [] insert(Digest key, int hash, byte[] row) {
        long stamp = lock.writeLock();
        try {
            int at = position(key, hash);
            if (at != ABSENT) {
                return rowOf(index[at]);
            }
            if ((rows + 1) * 4L > index.length * 3L) {
                growIndex();
            }
            place(index, append(key, row, hash & HASH_MASK));
            rows++;
            return null;
        } finally {
            lock.unlockWrite(stamp);
        }
    }

    /** Replaces the row, if it has these bytes. */
    boolean replace(Digest key, int hash, byte[] expected, byte[] next) {
        long stamp = lock.writeLock();
        try {
            int at = position(key, hash);
            if (at == ABSENT || !hasBytes(index[at], expected)) {
                return false;
            }
            replaceAt(at, key, next);
            return true;
        } finally {
            lock.unlockWrite(stamp);
        }
    }

    boolean replace(Digest key, int hash, byte[] next) {
        long stamp = lock.writeLock();
        try {
            int at = position(key, hash);
            if (at == ABSENT) {
                return false;
            }
            replaceAt(at, key, next);
            return true;
        } finally {
            lock.unlockWrite(stamp);
        }
    }

    boolean remove(Digest key, int hash) {
        long stamp = lock.writeLock();
        try {
            int at = position(key, hash);
            if (at == ABSENT) {
                return false;
            }
            long entry = index[at];
            removeAt(at);
            reclaim(slotOf(entry));
            return true;
        } finally {
            lock.unlockWrite(stamp);
        }
    }

    /** Deletes at most this many rows of one chunk whose time is over. */
    Swept prune(int slot, long now, int max) {
        long stamp = lock.writeLock();
        try {
            Chunk chunk = slot < chunks.length ? chunks[slot] : null;
            if (chunk == null || chunk.firstOver > now) {
                return new Swept(0, 1);
            }
            int deleted = 0;
            int looked = 0;
            long firstOver = Long.MAX_VALUE;
            for (int offset = 0; offset < chunk.end; offset += sizeAt(chunk, offset)) {
                looked++;
                int at = positionOf(slot, offset, chunk);
                if (at != ABSENT) {
                    long keptUntil = keeping.keptUntil(chunk.bytes, offset + headerBytes);
                    if (keptUntil <= now && deleted < max) {
                        removeAt(at);
                        deleted++;
                    } else {
                        firstOver = Math.min(firstOver, keptUntil);
                    }
                }
            }
            chunk.firstOver = firstOver;
            reclaim(slot);
            return new Swept(deleted, looked);
        } finally {
            lock.unlockWrite(stamp);
        }
    }

    private int position(Digest key, int hash) {
        int wanted = hash & HASH_MASK;
        int at = wanted & (index.length - 1);
        while (index[at] != 0) {
            long entry = index[at];
            if (hashOf(entry) == wanted && holds(chunkOf(entry), offsetOf(entry), key)) {
                return at;
            }
            at = (at + 1) & (index.length - 1);
        }
        return ABSENT;
    }

    /** Where the index points to just this place; nowhere, if what lies there is dead. */
    private int positionOf(int slot, int offset, Chunk chunk) {
        int hash = PackedRows.indexHash(PackedRows.hash(keyAt(chunk, offset))) & HASH_MASK;
        long wanted = entry(slot, offset, hash);
        int at = hash & (index.length - 1);
        while (index[at] != 0) {
            if (index[at] == wanted) {
                return at;
            }
            at = (at + 1) & (index.length - 1);
        }
        return ABSENT;
    }

    private void replaceAt(int position, Digest key, byte[] next) {
        long before = index[position];
        index[position] = append(key, next, hashOf(before));
        bury(before);
        reclaim(slotOf(before));
    }

    private long append(Digest key, byte[] row, int hash) {
        int size = headerBytes + row.length;
        Chunk chunk = chunks[newest];
        if (chunk == null || chunk.bytes.length - chunk.end < size) {
            chunk = startChunk(size);
        }
        int offset = chunk.end;
        INT.set(chunk.bytes, offset, row.length);
        Longs.write(key.a(), chunk.bytes, offset + 4);
        Longs.write(key.b(), chunk.bytes, offset + 12);
        if (keyBytes == Digest.LENGTH) {
            Longs.write(key.c(), chunk.bytes, offset + 20);
            Longs.write(key.d(), chunk.bytes, offset + 28);
        }
        System.arraycopy(row, 0, chunk.bytes, offset + headerBytes, row.length);
        chunk.end += size;
        chunk.living += size;
        chunk.firstOver = Math.min(chunk.firstOver, keeping.keptUntil(row, 0));
        livingBytes += size;
        return entry(newest, offset, hash);
    }

    private Chunk startChunk(int atLeast) {
        Chunk full = chunks[newest];
        if (full != null && full.living == 0) {
            chunks[newest] = null;
        }
        int usual = (int) Math.max(SMALLEST_CHUNK, Math.min(LARGEST_CHUNK, Long.highestOneBit(livingBytes / 8 + 1)));
        Chunk chunk = new Chunk(Math.max(usual, atLeast));
        newest = freeSlot();
        chunks[newest] = chunk;
        return chunk;
    }

    private int freeSlot() {
        for (int slot = 1; slot < chunks.length; slot++) {
            if (chunks[slot] == null) {
                return slot;
            }
        }
        int slot = chunks.length;
        chunks = Arrays.copyOf(chunks, slot * 2);
        return slot;
    }

    /** Lets a chunk go if nothing in it lives, and moves the last living rows out of it if they are few. */
    private void reclaim(int slot) {
        Chunk chunk = chunks[slot];
        if (chunk == null || slot == newest || chunk.living * 2L >= chunk.bytes.length) {
            return;
        }
        for (int offset = 0; chunk.living > 0 && offset < chunk.end; offset += sizeAt(chunk, offset)) {
            int at = positionOf(slot, offset, chunk);
            if (at != ABSENT) {
                long entry = index[at];
                index[at] = append(keyAt(chunk, offset), row(chunk, offset), hashOf(entry));
                bury(entry);
            }
        }
        chunks[slot] = null;
    }

    private void bury(long entry) {
        Chunk chunk = chunkOf(entry);
        int size = sizeAt(chunk, offsetOf(entry));
        chunk.living -= size;
        livingBytes -= size;
    }

    /** Takes the entry out, and moves those after it that would not be found any more (Knuth, volume 3, 6.4 R). */
    private void removeAt(int position) {
        bury(index[position]);
        rows--;
        int mask = index.length - 1;
        int gap = position;
        int at = (gap + 1) & mask;
        while (index[at] != 0) {
            int home = hashOf(index[at]) & mask;
            if (((at - home) & mask) >= ((at - gap) & mask)) {
                index[gap] = index[at];
                gap = at;
            }
            at = (at + 1) & mask;
        }
        index[gap] = 0;
    }

    private void growIndex() {
        long[] larger = new long[index.length * 2];
        for (long entry : index) {
            if (entry != 0) {
                place(larger, entry);
            }
        }
        index = larger;
    }

    private static void place(long[] table, long entry) {
        int at = hashOf(entry) & (table.length - 1);
        while (table[at] != 0) {
            at = (at + 1) & (table.length - 1);
        }
        table[at] = entry;
    }

    private boolean holds(Chunk chunk, int offset, Digest key) {
        byte[] bytes = chunk.bytes;
        return Longs.read(bytes, offset + 4) == key.a()
                && Longs.read(bytes, offset + 12) == key.b()
                && (keyBytes < Digest.LENGTH
                        || (Longs.read(bytes, offset + 20) == key.c() && Longs.read(bytes, offset + 28) == key.d()));
    }

    private Digest keyAt(Chunk chunk, int offset) {
        byte[] bytes = chunk.bytes;
        boolean whole = keyBytes == Digest.LENGTH;
        return new Digest(
                Longs.read(bytes, offset + 4),
                Longs.read(bytes, offset + 12),
                whole ? Longs.read(bytes, offset + 20) : 0,
                whole ? Longs.read(bytes, offset + 28) : 0);
    }

    private boolean hasBytes(long entry, byte[] expected) {
        Chunk chunk = chunkOf(entry);
        int start = offsetOf(entry) + headerBytes;
        int end = offsetOf(entry) + sizeAt(chunk, offsetOf(entry));
        return Arrays.equals(chunk.bytes, start, end, expected, 0, expected.length);
    }

    private byte[] rowOf(long entry) {
        return row(chunkOf(entry), offsetOf(entry));
    }

    private byte[] row(Chunk chunk, int offset) {
        return Arrays.copyOfRange(chunk.bytes, offset + headerBytes, offset + sizeAt(chunk, offset));
    }

    private int sizeAt(Chunk chunk, int offset) {
        return headerBytes + (int) INT.get(chunk.bytes, offset);
    }

    private Chunk chunkOf(long entry) {
        Chunk chunk = chunks[slotOf(entry)];
        if (chunk == null) {
            throw new IllegalStateException("the index points to a chunk that was let go");
        }
        return chunk;
    }

    private static long entry(int slot, int offset, int hash) {
        return (long) slot << SLOT_SHIFT | (long) offset << OFFSET_SHIFT | hash;
    }

    private static int slotOf(long entry) {
        return (int) (entry >>> SLOT_SHIFT);
    }

    private static int offsetOf(long entry) {
        return (int) (entry >>> OFFSET_SHIFT) & 0xFFFF;
    }

    private static int hashOf(long entry) {
        return (int) entry & HASH_MASK;
    }
}
