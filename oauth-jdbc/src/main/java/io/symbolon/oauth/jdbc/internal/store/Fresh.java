// SPDX-License-Identifier: Apache-2.0
package io.symbolon.oauth.jdbc.internal.store;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Function;
import java.util.function.LongSupplier;

/**
 * What was read from rows that rarely change. It is used for a bounded time, so that another node's change is seen by then, and
 * never after a change by this node. What is not there is not remembered: who adds it, anywhere, is seen at once, and strangers
 * cannot fill the memory with names that they invent.
 */
final class Fresh<K, V> {

    private static final int MOST = 10_000;

    private final long staleness;
    private final LongSupplier nanos;
    private final AtomicLong changes = new AtomicLong();
    private final ConcurrentMap<K, Read<V>> read = new ConcurrentHashMap<>();

    Fresh(Duration staleness, LongSupplier nanos) {
        this.staleness = staleness.toNanos();
        this.nanos = nanos;
    }

    /** What was read not long ago, or is read now. */
    Optional<V> find(K key, Function<K, Optional<V>> reading) {
        long now = nanos.getAsLong();
        long change = changes.get();
        Read<V> before = read.get(key);
        if (before != null && before.change() == change && now - before.at() < staleness) {
            return Optional.of(before.value());
        }
        Optional<V> value = reading.apply(key);
        if (value.isPresent() && staleness > 0) {
            if (read.size() >= MOST) {
                read.clear();
            }
            read.put(key, new Read<>(value.get(), now, change));
        } else {
            read.remove(key);
        }
        return value;
    }

    /** Says that this node has changed rows: whatever was read before that, or is being read now, is not used any more. */
    void changed() {
        changes.incrementAndGet();
    }

    /** Something that was read. */
    private record Read<V>(V value, long at, long change) {}
}
