// SPDX-License-Identifier: Apache-2.0
package io.symbolon.oauth.core.clientauth.jwt;

import io.symbolon.oauth.api.ClientAuthenticationMethod;
import io.symbolon.oauth.api.Parameter;
import io.symbolon.oauth.api.client.Client;
import io.symbolon.oauth.api.client.ClientAuthenticationRequest;
import io.symbolon.oauth.api.client.ClientAuthenticator;
import io.symbolon.oauth.api.client.ClientMacSecrets;
import io.symbolon.oauth.api.client.PresentedCredentials;
import io.symbolon.oauth.core.internal.assertion.ClientAssertions;
import jakarta.inject.Inject;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** An assertion with an HMAC under the client's secret, which the application keeps (RFC 7523 §2.2). */
final class ClientSecretJwt implements ClientAuthenticator {

    private final ClientAssertions assertions;
    private final ClientMacSecrets secrets;

    @Inject
    ClientSecretJwt(ClientAssertions assertions, ClientMacSecrets secrets) {
        this.assertions = assertions;
        this.secrets = secrets;
    }

    @Override
    public ClientAuthenticationMethod method() {
        return ClientAuthenticationMethod.CLIENT_SECRET_JWT;
    }

    @Override
    public List<Parameter<?>> parameters() {
        return PresentedAssertion.PARAMETERS;
    }

    @Override
    public List<String> signingAlgorithms() {
        return List.of(ClientAssertions.MAC_ALGORITHM);
    }

    @Override
    public Optional<PresentedCredentials> find(ClientAuthenticationRequest request) {
        return PresentedAssertion.find(request)
                .filter(assertion -> ClientAssertions.algorithmOf(assertion).equals(ClientAssertions.MAC_ALGORITHM))
                .map(assertion -> new PresentedCredentials(
                        assertions.read(assertion, request.request().receivedAt()), assertion));
    }

    @Override
    public boolean isProof(PresentedCredentials credentials, Client client, Instant receivedAt) {
        assertions.requireMac(credentials.proof(), client, secrets, receivedAt);
        return true;
    }
}
