// SPDX-License-Identifier: Apache-2.0
package io.symbolon.oauth.api.client;

import io.symbolon.oauth.api.Secret;

/**
 * A slow hash that clients bring along from another server, such as bcrypt or Argon2. Called from many threads; a success
 * is remembered in memory, so that a client pays once.
 */
public interface SecretHashScheme {

    /** The name in {@link HashedSecret#scheme()}. */
    String scheme();

    /** Whether the secret has this hash; false too where the encoding is malformed. */
    boolean isHashOf(Secret secret, String encoded);
}
