// SPDX-License-Identifier: Apache-2.0
package io.symbolon.oauth.core.internal.endpoint;

import io.symbolon.oauth.api.Claims;
import io.symbolon.oauth.api.Issuer;
import io.symbolon.oauth.api.Parameter;
import io.symbolon.oauth.api.Response;
import io.symbolon.oauth.api.Secret;
import io.symbolon.oauth.api.client.Client;
import io.symbolon.oauth.api.endpoint.Endpoint;
import io.symbolon.oauth.api.endpoint.EndpointRequest;
import io.symbolon.oauth.api.token.AccessToken;
import io.symbolon.oauth.api.token.Grant;
import io.symbolon.oauth.api.token.PresentedRefreshToken;
import io.symbolon.oauth.api.token.PresentedRefreshToken.Standing;
import io.symbolon.oauth.api.token.TokenReads;
import io.symbolon.oauth.core.internal.http.JsonObject;
import jakarta.inject.Inject;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Tells a resource server, or a token's own client, what a token says and whether it is valid (RFC 7662). */
final class IntrospectionEndpoint implements Endpoint {

    private static final Parameter<Secret> TOKEN = Parameter.requiredSecret("token");
    private static final Parameter<Optional<String>> TOKEN_TYPE_HINT =
            Parameter.optional("token_type_hint", String::valueOf);

    /** What the server itself says; a token's further claims never replace it. */
    private static final Set<String> OWN_MEMBERS = Set.of(
            "active",
            "iss",
            "sub",
            "client_id",
            "token_type",
            "exp",
            "iat",
            "nbf",
            "jti",
            "scope",
            "aud",
            "cnf",
            "username");

    private final TokenReads tokens;
    private final IntrospectionRights rights;
    private final Issuer issuer;
    private final AuthenticationMethodNames methods;

    @Inject
    IntrospectionEndpoint(
            TokenReads tokens, IntrospectionRights rights, Issuer issuer, AuthenticationMethodNames methods) {
        this.tokens = tokens;
        this.rights = rights;
        this.issuer = issuer;
        this.methods = methods;
    }

    @Override
    public String path() {
        return "/introspect";
    }

    @Override
    public Set<String> methods() {
        return Set.of("POST");
    }

    @Override
    public List<Parameter<?>> parameters() {
        return List.of(TOKEN, TOKEN_TYPE_HINT);
    }

    // RFC 7662 §4: a public client could try tokens out
    @Override
    public ClientAuthentication clientAuthentication() {
        return ClientAuthentication.CONFIDENTIAL_CLIENT;
    }

    @Override
    public Claims metadata(Issuer server) {
        Map<String, Object> metadata = new LinkedHashMap<>();
        metadata.put("introspection_endpoint", server.uri() + path());
        methods.describe("introspection_endpoint", methods.proving(), metadata::put);
        return Claims.of(metadata);
    }

    @Override
    public Response handle(EndpointRequest request) {
        Client asking = request.requireClient().client();
        Secret presented = request.get(TOKEN);
        Optional<AccessToken> accessToken = tokens.findAccessToken(presented, request.receivedAt());
        JsonObject answer = new JsonObject();
        if (accessToken.isPresent()) {
            if (rights.mayAsk(asking, accessToken.get())) {
                describe(accessToken.get(), answer);
                return answered(answer);
            }
        } else {
            Optional<PresentedRefreshToken> refreshToken = usableRefreshToken(presented, asking, request);
            if (refreshToken.isPresent()) {
                describe(refreshToken.get().grant(), answer);
                return answered(answer);
            }
        }
        // RFC 7662 §2.2: the same for unknown, expired, revoked, and none of the asking client's business
        return answered(answer.put("active", false));
    }

    /** A refresh token is its client's own business. */
    private Optional<PresentedRefreshToken> usableRefreshToken(
            Secret presented, Client asking, EndpointRequest request) {
        return tokens.findRefreshToken(presented, request.receivedAt())
                .filter(found -> found.standing() == Standing.CURRENT)
                .filter(found -> found.grant().client().equals(asking.clientId()))
                .filter(found -> !found.grant().isRevoked())
                .filter(found -> request.receivedAt()
                        .isBefore(found.grant().refreshToken().orElseThrow().expiresAt()));
    }

    private void describe(AccessToken token, JsonObject answer) {
        answer.put("active", true)
                .put("iss", issuer.uri())
                .put("sub", token.subject().value())
                .put("client_id", token.client().value())
                .put("token_type", "Bearer")
                .put("exp", token.expiresAt().getEpochSecond())
                .put("iat", token.issuedAt().getEpochSecond());
        if (!token.scopes().isEmpty()) {
            answer.put("scope", token.scopes().toString());
        }
        if (!token.audience().isEmpty()) {
            answer.put("aud", token.audience());
        }
        Map<String, Object> besides = new LinkedHashMap<>(token.claims().asMap());
        besides.keySet().removeAll(OWN_MEMBERS);
        token.senderKey().ifPresent(key -> besides.put("cnf", Map.of(key.confirmation(), key.thumbprint())));
        answer.putAll(Claims.of(besides));
    }

    private void describe(Grant grant, JsonObject answer) {
        answer.put("active", true)
                .put("iss", issuer.uri())
                .put("sub", grant.subject().value())
                .put("client_id", grant.client().value())
                .put("exp", grant.refreshToken().orElseThrow().expiresAt().getEpochSecond())
                .put("iat", grant.refreshToken().orElseThrow().issuedAt().getEpochSecond())
                .put("scope", grant.scopes().toString());
    }

    private static Response answered(JsonObject answer) {
        return Response.status(200).json(answer.toBody()).build();
    }
}
