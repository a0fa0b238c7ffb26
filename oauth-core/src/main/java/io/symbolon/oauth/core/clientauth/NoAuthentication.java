// SPDX-License-Identifier: Apache-2.0
package io.symbolon.oauth.core.clientauth;

import io.symbolon.oauth.api.ClientAuthenticationMethod;
import io.symbolon.oauth.api.ClientId;
import io.symbolon.oauth.api.Parameter;
import io.symbolon.oauth.api.Secret;
import io.symbolon.oauth.api.client.Client;
import io.symbolon.oauth.api.client.ClientAuthenticationRequest;
import io.symbolon.oauth.api.client.ClientAuthenticator;
import io.symbolon.oauth.api.client.PresentedCredentials;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** A public client that only names itself (RFC 6749 §3.2.1). */
final class NoAuthentication implements ClientAuthenticator {

    private static final Parameter<Optional<ClientId>> CLIENT_ID = Parameter.optional("client_id", ClientId::new);

    @Override
    public ClientAuthenticationMethod method() {
        return ClientAuthenticationMethod.NONE;
    }

    @Override
    public List<Parameter<?>> parameters() {
        return List.of(CLIENT_ID);
    }

    @Override
    public Optional<PresentedCredentials> find(ClientAuthenticationRequest request) {
        return request.get(CLIENT_ID).map(clientId -> new PresentedCredentials(clientId, Secret.of("")));
    }

    /** There is nothing to prove; that the client is registered as public, the engine has seen. */
    @Override
    public boolean isProof(PresentedCredentials credentials, Client client, Instant receivedAt) {
        return client.isPublic();
    }
}
