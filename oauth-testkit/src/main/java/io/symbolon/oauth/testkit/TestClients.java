// SPDX-License-Identifier: Apache-2.0
package io.symbolon.oauth.testkit;

import io.symbolon.oauth.api.Secret;
import io.symbolon.oauth.api.client.Client;

/** Clients for tests, of the sorts that there are. All are given as builders, to be changed where it matters. */
public final class TestClients {

    /** The secret of all confidential ones. */
    public static final Secret SECRET = Secret.of("a-test-secret-that-everybody-knows");

    private TestClients() {}

    /** A web application: confidential, with the authorization code grant, sent to {@code https://<id>.example/cb}. */
    public static Client.Builder webApplication(String clientId) {
        return Client.confidential(clientId, SECRET)
                .authorizationCode("https://" + clientId + ".example/cb")
                .scopes("photos.read", "photos.write");
    }

    /** An application on a device: public, with the authorization code grant, sent to a loopback address. */
    public static Client.Builder nativeApplication(String clientId) {
        return Client.publicClient(clientId)
                .authorizationCode("http://127.0.0.1/cb")
                .scopes("photos.read", "photos.write");
    }

    /** A machine: confidential, with the client credentials grant. */
    public static Client.Builder machine(String clientId) {
        return Client.confidential(clientId, SECRET).clientCredentials().scopes("photos.read", "photos.write");
    }

    /** A resource server that may ask about every token, and gets none. */
    public static Client.Builder resourceServer(String clientId) {
        return Client.confidential(clientId, SECRET).introspectsEveryToken();
    }
}
