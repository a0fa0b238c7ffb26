// SPDX-License-Identifier: Apache-2.0
package io.symbolon.oauth.testkit.extending;

import io.symbolon.oauth.api.ClientAuthenticationMethod;
import io.symbolon.oauth.api.ClientId;
import io.symbolon.oauth.api.OAuthException;
import io.symbolon.oauth.api.Secret;
import io.symbolon.oauth.api.client.Client;
import io.symbolon.oauth.api.client.ClientAuthenticationRequest;
import io.symbolon.oauth.api.client.ClientAuthenticator;
import io.symbolon.oauth.api.client.HashedSecret;
import io.symbolon.oauth.api.client.PresentedCredentials;
import java.time.Instant;
import java.util.Optional;

/** Clients that send their secret in a header of the house, as {@code identifier.secret}. */
final class ClientKeyHeader implements ClientAuthenticator {

    static final ClientAuthenticationMethod CLIENT_KEY = new ClientAuthenticationMethod("client_key_header");

    private static final int SHORTEST_SECRET = 32;

    @Override
    public ClientAuthenticationMethod method() {
        return CLIENT_KEY;
    }

    @Override
    public Optional<PresentedCredentials> find(ClientAuthenticationRequest request) {
        return request.request().header("X-Client-Key").map(ClientKeyHeader::parse);
    }

    @Override
    public boolean isProof(PresentedCredentials credentials, Client client, Instant receivedAt) {
        return credentials.proof().length() >= SHORTEST_SECRET
                && client.secrets().contains(HashedSecret.sha256(credentials.proof()));
    }

    private static PresentedCredentials parse(String header) {
        int dot = header.indexOf('.');
        if (dot < 1) {
            throw OAuthException.invalidClient("X-Client-Key must be the client_id, a dot and the secret");
        }
        return new PresentedCredentials(new ClientId(header.substring(0, dot)), Secret.of(header.substring(dot + 1)));
    }
}
