// SPDX-License-Identifier: Apache-2.0
package io.symbolon.oauth.core.memory;

import io.symbolon.oauth.api.store.StoreFullException;
import java.util.concurrent.atomic.AtomicLong;

/** How many rows a bounded table may still take in. */
final class Room {

    private final String table;
    private final long capacity;
    private final AtomicLong taken = new AtomicLong();

    Room(String table, long capacity) {
        this.table = table;
        this.capacity = capacity;
    }

    /** Takes room for some rows, if there is enough for all of them. */
    boolean take(int rows) {
        if (taken.addAndGet(rows) <= capacity) {
            return true;
        }
        give(rows);
        return false;
    }

    /** Gives room back. */
    void give(int rows) {
        taken.addAndGet(-rows);
    }

    StoreFullException full() {
        return new StoreFullException(table, capacity);
    }
}
