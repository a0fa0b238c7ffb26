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
import io.symbolon.oauth.core.internal.key.SignatureAlgorithm;
import jakarta.inject.Inject;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** An assertion that a key of the client's own has signed (RFC 7523 §2.2). */
final class PrivateKeyJwt implements ClientAuthenticator {

    private final ClientAssertions assertions;
    private final boolean isAlone;

    @Inject
    PrivateKeyJwt(ClientAssertions assertions, Optional<ClientMacSecrets> macSecrets) {
        this.assertions = assertions;
        this.isAlone = macSecrets.isEmpty();
    }

    @Override
    public ClientAuthenticationMethod method() {
        return ClientAuthenticationMethod.PRIVATE_KEY_JWT;
    }

    @Override
    public List<Parameter<?>> parameters() {
        return PresentedAssertion.PARAMETERS;
    }

    @Override
    public List<String> signingAlgorithms() {
        return Stream.of(SignatureAlgorithm.values())
                .map(SignatureAlgorithm::joseName)
                .toList();
    }

    /** Every assertion but one with an HMAC, if that is another method's; so that each is read, and refused, by one. */
    @Override
    public Optional<PresentedCredentials> find(ClientAuthenticationRequest request) {
        return PresentedAssertion.find(request)
                .filter(assertion ->
                        isAlone || !ClientAssertions.algorithmOf(assertion).equals(ClientAssertions.MAC_ALGORITHM))
                .map(assertion -> new PresentedCredentials(
                        assertions.read(assertion, request.request().receivedAt()), assertion));
    }

    @Override
    public boolean isProof(PresentedCredentials credentials, Client client, Instant receivedAt) {
        assertions.requireSigned(credentials.proof(), client, receivedAt);
        return true;
    }
}
