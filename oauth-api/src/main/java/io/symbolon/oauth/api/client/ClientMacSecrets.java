// SPDX-License-Identifier: Apache-2.0
package io.symbolon.oauth.api.client;

import io.symbolon.oauth.api.ClientId;
import io.symbolon.oauth.api.Secret;
import java.util.List;

/**
 * Client secrets in clear, out of the application's own vault, for {@code client_secret_jwt}: an HMAC cannot be verified
 * with a digest, and the server itself keeps nothing else. Which secrets count is said by the registration: one whose digest
 * is not among {@link Client#secrets()} is of no use. Called from many threads, once for each such authentication.
 */
@FunctionalInterface
public interface ClientMacSecrets {

    /** The secrets of this client, two while one replaces the other; none for a client that is unknown. */
    List<Secret> secretsOf(ClientId client);
}
