// SPDX-License-Identifier: Apache-2.0
package io.symbolon.oauth.core.internal.endpoint;

import io.symbolon.oauth.api.AccessDemand;
import io.symbolon.oauth.api.OAuthException;
import io.symbolon.oauth.api.Parameter;
import io.symbolon.oauth.api.ResourceUri;
import io.symbolon.oauth.api.Response;
import io.symbolon.oauth.api.Scopes;
import io.symbolon.oauth.api.Secret;
import io.symbolon.oauth.api.VerifiedAccess;
import io.symbolon.oauth.api.client.Client;
import io.symbolon.oauth.api.endpoint.Endpoint;
import io.symbolon.oauth.api.endpoint.EndpointRequest;
import io.symbolon.oauth.api.token.TokenReads;
import io.symbolon.oauth.core.internal.http.JsonObject;
import io.symbolon.oauth.core.internal.token.AccessVerification;
import jakarta.inject.Inject;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Verifies an access token for an authenticated resource server, against what it demands: scopes and the URI that the call
 * came from. It answers in one step what introspection leaves to the resource server.
 */
final class AuthenticateEndpoint implements Endpoint {

    private static final Parameter<Secret> ACCESS_TOKEN = Parameter.requiredSecret("access_token");
    private static final Parameter<Optional<Scopes>> SCOPE =
            Parameter.optional("scope", Scopes::parse).refusedAs(OAuthException::invalidScope);
    private static final Parameter<Optional<String>> INVOKER_URI = Parameter.optional("invoker_uri", String::valueOf);
    private static final Parameter<Optional<ResourceUri>> RESOURCE =
            Parameter.optional("resource", ResourceUri::new).refusedAs(OAuthException::invalidTarget);

    private final AccessVerification verification;
    private final TokenReads tokens;
    private final IntrospectionRights rights;

    @Inject
    AuthenticateEndpoint(AccessVerification verification, TokenReads tokens, IntrospectionRights rights) {
        this.verification = verification;
        this.tokens = tokens;
        this.rights = rights;
    }

    @Override
    public String path() {
        return "/authenticate";
    }

    @Override
    public Set<String> methods() {
        return Set.of("POST");
    }

    @Override
    public List<Parameter<?>> parameters() {
        return List.of(ACCESS_TOKEN, SCOPE, INVOKER_URI, RESOURCE);
    }

    @Override
    public ClientAuthentication clientAuthentication() {
        return ClientAuthentication.CONFIDENTIAL_CLIENT;
    }

    @Override
    public Response handle(EndpointRequest request) {
        Client asking = request.requireClient().client();
        if (!asking.isIntrospectingEveryToken() && asking.serves().isEmpty()) {
            throw OAuthException.unauthorizedClient("this client is not registered as a resource server");
        }
        Secret token = request.get(ACCESS_TOKEN);
        boolean business = tokens.findAccessToken(token, request.receivedAt())
                .filter(found -> rights.isServerOf(asking, found))
                .isPresent();
        if (!business) {
            throw OAuthException.invalidToken("the access token is expired, revoked, or not for this resource")
                    .refusedBy("token-not-for-this-resource-server");
        }
        AccessDemand demand = new AccessDemand(
                request.get(SCOPE).orElse(Scopes.none()), request.get(RESOURCE), request.get(INVOKER_URI));
        VerifiedAccess access = verification.verify(token, demand, request.receivedAt());
        JsonObject answer = new JsonObject()
                .put("sub", access.subject().value())
                .put("client_id", access.client().value())
                .put("scope", access.scopes().toString())
                .put("exp", access.expiresAt().getEpochSecond());
        return Response.status(200).json(answer.toBody()).build();
    }
}
