// SPDX-License-Identifier: Apache-2.0
package io.symbolon.oauth.api.client;

import io.symbolon.oauth.api.ClientAuthenticationMethod;
import io.symbolon.oauth.api.Parameter;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * One client authentication method (RFC 6749 §2.3). The engine sees to it that exactly one method is used, that the
 * client is registered for it, that wrong guesses are slowed down, and that unknown clients cost what known ones do.
 * Stateless and called from many threads.
 */
public interface ClientAuthenticator {

    ClientAuthenticationMethod method();

    /** The form parameters that it reads. */
    default List<Parameter<?>> parameters() {
        return List.of();
    }

    /** The algorithms that sign what it reads, for the metadata (RFC 8414 §2); none if nothing is signed. */
    default List<String> signingAlgorithms() {
        return List.of();
    }

    /**
     * The credentials of this method in the request; empty if the request does not use this method.
     *
     * @throws io.symbolon.oauth.api.OAuthException {@code invalid_client} if they are there, but malformed
     */
    Optional<PresentedCredentials> find(ClientAuthenticationRequest request);

    /**
     * Whether the credentials prove that this client sent them.
     *
     * @throws io.symbolon.oauth.api.OAuthException {@code invalid_client} if they do not, and which rule says so; only the
     *     operator is told. Anything else, such as {@code temporarily_unavailable}, if it cannot be found out now
     */
    boolean isProof(PresentedCredentials credentials, Client client, Instant receivedAt);
}
