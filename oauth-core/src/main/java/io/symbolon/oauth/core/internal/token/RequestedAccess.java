// SPDX-License-Identifier: Apache-2.0
package io.symbolon.oauth.core.internal.token;

import io.symbolon.oauth.api.OAuthException;
import io.symbolon.oauth.api.ResourceUri;
import io.symbolon.oauth.api.Scope;
import io.symbolon.oauth.api.Scopes;
import io.symbolon.oauth.api.client.Client;
import io.symbolon.oauth.api.resource.ResourceReads;
import io.symbolon.oauth.api.resource.ScopeReads;
import jakarta.inject.Inject;
import java.util.Collection;
import java.util.Optional;
import java.util.Set;

/** The scopes and resources of a request that somebody has yet to approve: registered, and within what the client may have. */
public final class RequestedAccess {

    private final ScopeReads scopes;
    private final ResourceReads resources;

    @Inject
    RequestedAccess(ScopeReads scopes, ResourceReads resources) {
        this.scopes = scopes;
        this.resources = resources;
    }

    /** The scopes that are named, or, where none is, all that the client may have (RFC 6749 §3.3). */
    public Scopes scopes(Optional<Scopes> requested, Client client) {
        return requested.map(named -> verified(named, client)).orElseGet(() -> registered(client.scopes()));
    }

    /** The resources, all of them known (RFC 8707 §2). */
    public Set<ResourceUri> resources(Collection<ResourceUri> requested) {
        for (ResourceUri uri : requested) {
            if (resources.find(uri).isEmpty()) {
                throw OAuthException.invalidTarget("a requested resource is unknown")
                        .refusedBy("unknown-resource");
            }
        }
        return Set.copyOf(requested);
    }

    private Scopes verified(Scopes requested, Client client) {
        for (Scope scope : requested) {
            if (!client.scopes().contains(scope) || scopes.find(scope).isEmpty()) {
                throw OAuthException.invalidScope("a requested scope is unknown or not this client's")
                        .refusedBy("scope-not-of-client");
            }
        }
        return requested;
    }

    /** Less what was taken out of the server since. */
    private Scopes registered(Scopes ofClient) {
        return Scopes.of(ofClient.asList().stream()
                .filter(scope -> scopes.find(scope).isPresent())
                .toList());
    }
}
