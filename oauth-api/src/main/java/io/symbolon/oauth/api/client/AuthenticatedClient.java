// SPDX-License-Identifier: Apache-2.0
package io.symbolon.oauth.api.client;

import io.symbolon.oauth.api.ClientAuthenticationMethod;
import io.symbolon.oauth.api.ClientId;

/**
 * A client that has proven itself, or, if it is public, has named itself. Only the engine and the testkit make one.
 */
public final class AuthenticatedClient {

    private final Client client;
    private final ClientAuthenticationMethod method;

    private AuthenticatedClient(Client client, ClientAuthenticationMethod method) {
        this.client = client;
        this.method = method;
    }

    /** States that the client has proven itself in this way; whoever calls it answers for the proof. */
    public static AuthenticatedClient provenBy(ClientAuthenticationMethod method, Client client) {
        return new AuthenticatedClient(client, method);
    }

    public Client client() {
        return client;
    }

    public ClientId clientId() {
        return client.clientId();
    }

    public ClientAuthenticationMethod method() {
        return method;
    }

    @Override
    public String toString() {
        return client.clientId() + " by " + method;
    }
}
