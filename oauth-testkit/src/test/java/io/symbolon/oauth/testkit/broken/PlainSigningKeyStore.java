// SPDX-License-Identifier: Apache-2.0
package io.symbolon.oauth.testkit.broken;

import io.symbolon.oauth.api.store.SigningKeyStore;
import io.symbolon.oauth.api.token.SigningKey;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** The plainest store of keys that keeps the contract; with a flaw it is broken in that one place. */
final class PlainSigningKeyStore implements SigningKeyStore {

    private final SigningKeyStoreFlaw flaw;
    private final Window window = new Window();
    private final Map<String, SigningKey> keys = new ConcurrentHashMap<>();

    PlainSigningKeyStore(SigningKeyStoreFlaw flaw) {
        this.flaw = flaw;
    }

    @Override
    public List<SigningKey> all() {
        return keys.values().stream().toList();
    }

    @Override
    public void insert(SigningKey key) {
        if (flaw == SigningKeyStoreFlaw.LOOKS_AND_THEN_WRITES) {
            boolean there = keys.containsKey(keyOf(key.kid()));
            window.open();
            if (!there) {
                keys.put(keyOf(key.kid()), key);
            }
        } else if (flaw == SigningKeyStoreFlaw.OVERWRITES) {
            keys.put(keyOf(key.kid()), key);
        } else {
            keys.putIfAbsent(keyOf(key.kid()), key);
        }
    }

    @Override
    public void remove(String kid) {
        if (flaw != SigningKeyStoreFlaw.REMOVES_NOTHING) {
            keys.remove(keyOf(kid));
        }
    }

    private String keyOf(String kid) {
        return flaw == SigningKeyStoreFlaw.COMPARES_NAMES_LOOSELY
                ? kid.toLowerCase(Locale.ROOT).trim()
                : kid;
    }
}
