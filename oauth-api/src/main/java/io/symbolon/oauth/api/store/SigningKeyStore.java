// SPDX-License-Identifier: Apache-2.0
package io.symbolon.oauth.api.store;

import io.symbolon.oauth.api.token.SigningKey;
import java.util.List;

/** The keys of one issuer; few. Stores that outlive the process encrypt them. Blocking; safe for use by many threads. */
public interface SigningKeyStore {

    /** All keys, in no order. */
    List<SigningKey> all();

    /** Adds a key; one that is there already stays as it is. */
    void insert(SigningKey key);

    /** Destroys a key, if it is there. */
    void remove(String kid);
}
