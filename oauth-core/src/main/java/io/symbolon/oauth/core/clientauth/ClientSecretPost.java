// SPDX-License-Identifier: Apache-2.0
package io.symbolon.oauth.core.clientauth;

import io.symbolon.oauth.api.ClientAuthenticationMethod;
import io.symbolon.oauth.api.ClientId;
import io.symbolon.oauth.api.OAuthException;
import io.symbolon.oauth.api.Parameter;
import io.symbolon.oauth.api.Secret;
import io.symbolon.oauth.api.client.Client;
import io.symbolon.oauth.api.client.ClientAuthenticationRequest;
import io.symbolon.oauth.api.client.ClientAuthenticator;
import io.symbolon.oauth.api.client.PresentedCredentials;
import jakarta.inject.Inject;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** Identifier and secret in the body (RFC 6749 §2.3.1). */
final class ClientSecretPost implements ClientAuthenticator {

    private static final Parameter<Optional<ClientId>> CLIENT_ID = Parameter.optional("client_id", ClientId::new);
    private static final Parameter<Optional<Secret>> CLIENT_SECRET = Parameter.optionalSecret("client_secret");

    private final ClientSecrets secrets;

    @Inject
    ClientSecretPost(ClientSecrets secrets) {
        this.secrets = secrets;
    }

    @Override
    public ClientAuthenticationMethod method() {
        return ClientAuthenticationMethod.CLIENT_SECRET_POST;
    }

    @Override
    public List<Parameter<?>> parameters() {
        return List.of(CLIENT_ID, CLIENT_SECRET);
    }

    @Override
    public Optional<PresentedCredentials> find(ClientAuthenticationRequest request) {
        return request.get(CLIENT_SECRET).map(secret -> new PresentedCredentials(clientId(request), secret));
    }

    @Override
    public boolean isProof(PresentedCredentials credentials, Client client, Instant receivedAt) {
        return secrets.isSecretOf(client, credentials.proof());
    }

    private static ClientId clientId(ClientAuthenticationRequest request) {
        return request.get(CLIENT_ID)
                .orElseThrow(() -> OAuthException.invalidClient("client_secret is there, but client_id is missing"));
    }
}
