// SPDX-License-Identifier: Apache-2.0
package io.symbolon.oauth.testkit.extending;

import io.symbolon.oauth.api.Claims;
import io.symbolon.oauth.api.Issuer;
import io.symbolon.oauth.api.Response;
import io.symbolon.oauth.api.endpoint.Endpoint;
import io.symbolon.oauth.api.endpoint.EndpointRequest;
import io.symbolon.oauth.api.token.Revocations;
import jakarta.inject.Inject;
import java.util.Map;
import java.util.Set;

/** Where a client that was broken into ends all tokens that it has. */
final class EmergencyEndpoint implements Endpoint {

    private final Revocations revocations;

    @Inject
    EmergencyEndpoint(Revocations revocations) {
        this.revocations = revocations;
    }

    @Override
    public String path() {
        return "/emergency";
    }

    @Override
    public Set<String> methods() {
        return Set.of("POST");
    }

    @Override
    public ClientAuthentication clientAuthentication() {
        return ClientAuthentication.CONFIDENTIAL_CLIENT;
    }

    @Override
    public Claims metadata(Issuer issuer) {
        return Claims.of(Map.of("emergency_endpoint", issuer.uri() + path()));
    }

    @Override
    public Response handle(EndpointRequest request) {
        revocations.revokeAllOf(request.requireClient().clientId());
        return Response.status(204).build();
    }
}
