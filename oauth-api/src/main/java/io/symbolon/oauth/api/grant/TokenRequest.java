// SPDX-License-Identifier: Apache-2.0
package io.symbolon.oauth.api.grant;

import io.symbolon.oauth.api.ClientId;
import io.symbolon.oauth.api.GrantType;
import io.symbolon.oauth.api.Parameter;
import io.symbolon.oauth.api.Parameters;
import io.symbolon.oauth.api.ResourceUri;
import io.symbolon.oauth.api.Scopes;
import io.symbolon.oauth.api.SenderKey;
import io.symbolon.oauth.api.client.AuthenticatedClient;
import io.symbolon.oauth.api.client.Client;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;

/**
 * A token request (RFC 6749 §4.1.3 and others) whose client is authenticated and may use the grant type.
 *
 * @param authenticatedClient who asks
 * @param grantType what for
 * @param parameters what the handler declared
 * @param scopes the scopes asked for; absent if the request names none
 * @param resources the resources asked for (RFC 8707 §2); may be empty
 * @param senderKey the key that proved itself with the request
 * @param receivedAt when the request arrived
 */
public record TokenRequest(
        AuthenticatedClient authenticatedClient,
        GrantType grantType,
        Parameters parameters,
        Optional<Scopes> scopes,
        Set<ResourceUri> resources,
        Optional<SenderKey> senderKey,
        Instant receivedAt) {

    public TokenRequest {
        resources = Set.copyOf(resources);
    }

    /** The value of a parameter that the handler declared. */
    public <T> T get(Parameter<T> parameter) {
        return parameters.get(parameter);
    }

    public Client client() {
        return authenticatedClient.client();
    }

    public ClientId clientId() {
        return authenticatedClient.clientId();
    }
}
