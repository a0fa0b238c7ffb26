// SPDX-License-Identifier: Apache-2.0
package io.symbolon.oauth.core.internal.endpoint;

import io.symbolon.oauth.api.Body;
import io.symbolon.oauth.api.Claims;
import io.symbolon.oauth.api.Issuer;
import io.symbolon.oauth.api.Response;
import io.symbolon.oauth.api.endpoint.Endpoint;
import io.symbolon.oauth.api.endpoint.EndpointRequest;
import io.symbolon.oauth.core.internal.key.KeyRing;
import jakarta.inject.Inject;
import java.util.Map;
import java.util.Set;

/** The public keys that tokens are verified with (RFC 7517 §5). */
final class JwksEndpoint implements Endpoint {

    private final KeyRing keys;

    @Inject
    JwksEndpoint(KeyRing keys) {
        this.keys = keys;
    }

    @Override
    public String path() {
        return "/jwks";
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
    public Claims metadata(Issuer issuer) {
        return Claims.of(Map.of("jwks_uri", issuer.uri() + path()));
    }

    @Override
    public Response handle(EndpointRequest request) {
        return Response.status(200)
                .body("application/jwk-set+json", Body.utf8(keys.jwks(request.receivedAt())))
                .header("Cache-Control", "public, max-age=300")
                .build();
    }
}
