// SPDX-License-Identifier: Apache-2.0
package io.symbolon.oauth.core;

import io.symbolon.oauth.api.GrantType;
import io.symbolon.oauth.api.ResourceUri;
import io.symbolon.oauth.api.Scope;
import io.symbolon.oauth.api.Scopes;
import io.symbolon.oauth.api.assertion.TrustedIssuer;
import io.symbolon.oauth.api.client.Client;
import io.symbolon.oauth.api.resource.RegisteredScope;
import io.symbolon.oauth.api.resource.Resource;
import io.symbolon.oauth.api.store.ClientStore;
import io.symbolon.oauth.core.internal.token.GrantOrigins;
import java.util.List;

/** The scopes, resources and clients that a server is built with; each must fit what the server has. */
record Registrations(
        List<RegisteredScope> scopes,
        List<Resource> resources,
        List<Client> clients,
        List<TrustedIssuer> trustedIssuers) {

    void addTo(OAuthServer server) {
        scopes.forEach(server.scopes()::put);
        for (Resource resource : resources) {
            requireKnown(server, resource.scopes(), "resource '" + resource.uri() + "'");
            server.resources().put(resource);
        }
        trustedIssuers.forEach(issuer -> requireKnown(server, issuer.scopes(), "the trusted issuer '" + issuer + "'"));
        for (Client client : clients) {
            requireFitting(server, client);
            if (server.clients().add(client) == ClientStore.Change.EXISTS) {
                server.clients().replace(client);
            }
        }
    }

    private static void requireFitting(OAuthServer server, Client client) {
        String who = "client '" + client.clientId() + "'";
        requireKnown(server, client.scopes(), who);
        for (ResourceUri uri : client.serves()) {
            if (server.resources().find(uri).isEmpty()) {
                throw new IllegalArgumentException(
                        who + " serves the resource '" + uri + "', which is not registered: register it first");
            }
        }
        for (GrantType grantType : client.grantTypes()) {
            if (server.part(GrantOrigins.class).find(grantType).isEmpty()) {
                throw new IllegalArgumentException(who + " may use the grant type '" + grantType
                        + "', but no handler for it is installed: install its module, or take it from the client");
            }
        }
    }

    private static void requireKnown(OAuthServer server, Scopes named, String who) {
        for (Scope scope : named) {
            if (server.scopes().find(scope).isEmpty()) {
                throw new IllegalArgumentException(
                        who + " names the scope '" + scope + "', which is not registered: register it first");
            }
        }
    }
}
