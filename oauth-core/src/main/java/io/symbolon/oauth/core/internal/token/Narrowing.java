// SPDX-License-Identifier: Apache-2.0
package io.symbolon.oauth.core.internal.token;

import io.symbolon.oauth.api.OAuthException;
import io.symbolon.oauth.api.ResourceUri;
import io.symbolon.oauth.api.Scope;
import io.symbolon.oauth.api.Scopes;
import io.symbolon.oauth.api.client.Client;
import io.symbolon.oauth.api.resource.Resource;
import io.symbolon.oauth.api.resource.ResourceReads;
import io.symbolon.oauth.api.resource.ScopeReads;
import io.symbolon.oauth.api.token.Grant;
import io.symbolon.oauth.core.settings.Settings;
import jakarta.inject.Inject;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * What is granted in the end: never more than decision, grant, client, server and request all allow (RFC 6749 §3.3), and
 * for a resource only what means something to it (RFC 8707 §2.2).
 */
final class Narrowing {

    /**
     * The outcome.
     *
     * @param scopes what the token holds
     * @param audience the resources that it is for
     * @param format the shape that it gets
     */
    record Narrowed(Scopes scopes, Set<ResourceUri> audience, String format) {}

    private final ScopeReads scopes;
    private final ResourceReads resources;
    private final String defaultFormat;

    @Inject
    Narrowing(ScopeReads scopes, ResourceReads resources, Settings settings) {
        this.scopes = scopes;
        this.resources = resources;
        this.defaultFormat = settings.defaultAccessTokenFormat();
    }

    Narrowed narrow(Issuance issuance, Optional<Grant> existing) {
        Scopes granted = granted(issuance, existing);
        List<Resource> chosen = chosenResources(issuance, existing);
        if (!chosen.isEmpty()) {
            Scopes meaningful = chosen.stream().map(Resource::scopes).reduce(Scopes.none(), Scopes::union);
            Scopes narrowed = granted.intersect(meaningful);
            if (narrowed.isEmpty() && !granted.isEmpty()) {
                throw OAuthException.invalidTarget("none of the granted scopes belongs to the requested resource")
                        .refusedBy("no-scope-of-resource");
            }
            granted = narrowed;
        } else {
            chosen = ownersOf(granted);
        }
        return new Narrowed(granted, audience(chosen), format(chosen, issuance.client()));
    }

    private static Set<ResourceUri> audience(List<Resource> chosen) {
        return switch (chosen.size()) {
            case 0 -> Set.of();
            case 1 -> Set.of(chosen.get(0).uri());
            default -> chosen.stream().map(Resource::uri).collect(Collectors.toUnmodifiableSet());
        };
    }

    private Scopes granted(Issuance issuance, Optional<Grant> existing) {
        Scopes ceiling =
                issuance.decision().scopes().intersect(issuance.client().scopes());
        if (existing.isPresent()) {
            ceiling = ceiling.intersect(existing.get().scopes());
        }
        Optional<Scopes> requested = issuance.requestedScopes();
        if (requested.isEmpty()) {
            return registered(ceiling);
        }
        if (!ceiling.containsAll(requested.get()) || !isRegistered(requested.get())) {
            throw OAuthException.invalidScope("a requested scope is unknown or was not granted to this client")
                    .refusedBy("scope-beyond-grant");
        }
        return requested.get();
    }

    private Scopes registered(Scopes wanted) {
        return isRegistered(wanted)
                ? wanted
                : Scopes.of(wanted.asList().stream()
                        .filter(scope -> scopes.find(scope).isPresent())
                        .toList());
    }

    private boolean isRegistered(Scopes wanted) {
        for (Scope scope : wanted) {
            if (scopes.find(scope).isEmpty()) {
                return false;
            }
        }
        return true;
    }

    private List<Resource> chosenResources(Issuance issuance, Optional<Grant> existing) {
        Set<ResourceUri> allowed =
                existing.map(Grant::resources).orElse(issuance.decision().resources());
        Set<ResourceUri> requested = issuance.requestedResources();
        if (!requested.isEmpty() && !allowed.isEmpty() && !allowed.containsAll(requested)) {
            throw OAuthException.invalidTarget("a requested resource was not granted")
                    .refusedBy("resource-beyond-grant");
        }
        Set<ResourceUri> wanted = requested.isEmpty() ? allowed : requested;
        if (wanted.isEmpty()) {
            return List.of();
        }
        List<Resource> chosen = new ArrayList<>(wanted.size());
        for (ResourceUri uri : wanted) {
            chosen.add(resources
                    .find(uri)
                    .orElseThrow(() -> OAuthException.invalidTarget("a requested resource is unknown")
                            .refusedBy("unknown-resource")));
        }
        return chosen;
    }

    /** Without a resource in the request, a token is for those resources to which its scopes mean something. */
    private List<Resource> ownersOf(Scopes granted) {
        List<Resource> owners = new ArrayList<>(1);
        for (Resource resource : resources.all()) {
            if (resource.scopes().intersects(granted)) {
                owners.add(resource);
            }
        }
        return owners;
    }

    private String format(List<Resource> chosen, Client client) {
        Optional<String> wanted = Optional.empty();
        for (Resource resource : chosen) {
            Optional<String> next = resource.accessTokenFormat();
            if (wanted.isPresent() && next.isPresent() && !wanted.equals(next)) {
                throw OAuthException.invalidTarget("the resources want different token formats; ask for one at a time")
                        .refusedBy("token-formats-differ");
            }
            wanted = wanted.isPresent() ? wanted : next;
        }
        return wanted.or(client::accessTokenFormat).orElse(defaultFormat);
    }
}
