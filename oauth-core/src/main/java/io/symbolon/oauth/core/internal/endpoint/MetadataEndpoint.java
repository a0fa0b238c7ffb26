// SPDX-License-Identifier: Apache-2.0
package io.symbolon.oauth.core.internal.endpoint;

import io.symbolon.oauth.api.Body;
import io.symbolon.oauth.api.Issuer;
import io.symbolon.oauth.api.Response;
import io.symbolon.oauth.api.endpoint.Endpoint;
import io.symbolon.oauth.api.endpoint.EndpointRequest;
import io.symbolon.oauth.api.resource.RegisteredScope;
import io.symbolon.oauth.api.resource.ScopeReads;
import io.symbolon.oauth.core.internal.http.JsonObject;
import jakarta.inject.Inject;
import jakarta.inject.Provider;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The authorization server metadata (RFC 8414): what the installed endpoints say of themselves, and nothing more. */
final class MetadataEndpoint implements Endpoint {

    private static final String WELL_KNOWN = "/.well-known/oauth-authorization-server";

    private final Issuer issuer;
    private final Provider<Set<Endpoint>> endpoints;
    private final ScopeReads scopes;
    private final AuthenticationMethodNames methods;
    private volatile @Nullable Written lastWritten;

    private record Written(List<RegisteredScope> scopes, Body document) {}

    @Inject
    MetadataEndpoint(
            Issuer issuer, Provider<Set<Endpoint>> endpoints, ScopeReads scopes, AuthenticationMethodNames methods) {
        this.issuer = issuer;
        this.endpoints = endpoints;
        this.scopes = scopes;
        this.methods = methods;
    }

    @Override
    public String path() {
        return WELL_KNOWN;
    }

    /** RFC 8414 §3.1 inserts the well-known part before the issuer's path; many clients append it. */
    @Override
    public List<String> paths(Issuer server) {
        return List.copyOf(new LinkedHashSet<>(List.of(WELL_KNOWN + server.path(), server.path() + WELL_KNOWN)));
    }

    @Override
    public Set<String> methods() {
        return Set.of("GET");
    }

    @Override
    public CrossOrigin crossOrigin() {
        return CrossOrigin.ANY;
    }

    @Override
    public Response handle(EndpointRequest request) {
        return Response.status(200)
                .json(document(scopes.all()))
                .header("Cache-Control", "public, max-age=300")
                .build();
    }

    /** Written anew only where the scopes have changed, which is all that ever does. */
    private Body document(List<RegisteredScope> registered) {
        Written last = lastWritten;
        if (last == null || !last.scopes().equals(registered)) {
            last = new Written(List.copyOf(registered), write(registered));
            lastWritten = last;
        }
        return last.document();
    }

    private Body write(List<RegisteredScope> registered) {
        JsonObject document = new JsonObject().put("issuer", issuer.uri());
        endpoints.get().stream()
                .sorted(Comparator.comparing(Endpoint::path))
                .forEach(endpoint -> document.putAll(endpoint.metadata(issuer)));
        methods.describe("token_endpoint", methods.all(), document::put);
        List<String> names = registered.stream()
                .map(RegisteredScope::scope)
                .map(Object::toString)
                .sorted()
                .toList();
        if (!names.isEmpty()) {
            document.put("scopes_supported", names);
        }
        return document.toBody();
    }
}
