// SPDX-License-Identifier: Apache-2.0
package io.symbolon.oauth.core.memory;

import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.atomic.AtomicReferenceArray;
import java.util.concurrent.locks.ReentrantLock;

/**
 * Numbers for values that many rows share. It takes in the first few thousand and forgets none; what comes later gets no
 * number, and its rows hold it themselves.
 */
final class Dictionary<T> {

    /** What a value without a number has instead. */
    static final int NONE = 0;

    private static final int CAPACITY = 4_096;

    private final ConcurrentMap<T, Integer> numbers = new ConcurrentHashMap<>();
    private final AtomicReferenceArray<T> values = new AtomicReferenceArray<>(CAPACITY + 1);
    private final ReentrantLock growing = new ReentrantLock();

    /** The value's number, from 1 on; the same for ever. */
    int numberOf(T value) {
        Integer known = numbers.get(value);
        if (known != null) {
            return known;
        }
        return numbers.size() < CAPACITY ? add(value) : NONE;
    }

    T valueOf(int number) {
        return values.get(number);
    }

    private int add(T value) {
        growing.lock();
        try {
            Integer known = numbers.get(value);
            if (known != null) {
                return known;
            }
            int next = numbers.size() + 1;
            if (next > CAPACITY) {
                return NONE;
            }
            values.set(next, value);
            numbers.put(value, next);
            return next;
        } finally {
            growing.unlock();
        }
    }
}
