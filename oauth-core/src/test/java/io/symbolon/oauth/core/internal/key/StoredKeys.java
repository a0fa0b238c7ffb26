// SPDX-License-Identifier: Apache-2.0
package io.symbolon.oauth.core.internal.key;

import io.symbolon.oauth.api.store.SigningKeyStore;
import io.symbolon.oauth.api.token.SigningKey;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;

/** Keys that several nodes share, and how often they were asked for. */
public final class StoredKeys implements SigningKeyStore {

    private final Map<String, SigningKey> keys = new ConcurrentHashMap<>();
    private final AtomicInteger reads = new AtomicInteger();

    /** What happens before a read is answered; replaced by tests that need a slow or a broken store. */
    private volatile Runnable beforeReading = () -> {};

    private volatile boolean blindOnce;

    @Override
    public List<SigningKey> all() {
        reads.incrementAndGet();
        beforeReading.run();
        if (blindOnce) {
            blindOnce = false;
            return List.of();
        }
        return keys.values().stream().toList();
    }

    @Override
    public void insert(SigningKey key) {
        keys.putIfAbsent(key.kid(), key);
    }

    @Override
    public void remove(String kid) {
        keys.remove(kid);
    }

    public List<SigningKey> of(SigningKey.Use use) {
        return keys.values().stream().filter(key -> key.use() == use).toList();
    }

    public int reads() {
        return reads.get();
    }

    /** The next read finds nothing, as if it were a moment earlier. */
    public void blindOnce() {
        blindOnce = true;
    }

    public void beforeReading(Runnable action) {
        beforeReading = action;
    }
}
