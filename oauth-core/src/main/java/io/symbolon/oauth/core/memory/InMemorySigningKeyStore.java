// SPDX-License-Identifier: Apache-2.0
package io.symbolon.oauth.core.memory;

import io.symbolon.oauth.api.store.SigningKeyStore;
import io.symbolon.oauth.api.token.SigningKey;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** Keys in memory, which is the only place where they are not encrypted. */
final class InMemorySigningKeyStore implements SigningKeyStore {

    private final Map<String, SigningKey> keys = new ConcurrentHashMap<>();

    @Override
    public List<SigningKey> all() {
        // not List.copyOf: from JDK 21 on that asks for the size first, which counts a new key later than it can be
        // found
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
}
