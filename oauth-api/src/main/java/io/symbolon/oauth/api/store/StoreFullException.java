// SPDX-License-Identifier: Apache-2.0
package io.symbolon.oauth.api.store;

/**
 * A bounded store has no room for another row. The server answers 503; nothing that lives is ever thrown out to make room.
 */
public final class StoreFullException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final String store;
    private final long capacity;

    /** Names the store and how many rows it holds. */
    public StoreFullException(String store, long capacity) {
        super(store + " is full: " + capacity + " rows", null, false, false);
        this.store = store;
        this.capacity = capacity;
    }

    public String store() {
        return store;
    }

    public long capacity() {
        return capacity;
    }
}
