// SPDX-License-Identifier: Apache-2.0
package io.symbolon.oauth.core.memory;

import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;
import java.util.stream.Stream;

/** Locks by key: the same key always has the same lock, different ones seldom. Held for microseconds, never around I/O. */
final class Stripes {

    private static final int COUNT = 512;

    private final ReentrantLock[] locks =
            Stream.generate(ReentrantLock::new).limit(COUNT).toArray(ReentrantLock[]::new);

    <T> T holding(Object key, Supplier<T> action) {
        ReentrantLock lock = locks[(key.hashCode() * 0x9E3779B9) >>> 23];
        lock.lock();
        try {
            return action.get();
        } finally {
            lock.unlock();
        }
    }
}
