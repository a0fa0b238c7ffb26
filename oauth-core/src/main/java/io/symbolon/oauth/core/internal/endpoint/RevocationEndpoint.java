// SPDX-License-Identifier: Apache-2.0
package io.symbolon.oauth.core.internal.endpoint;

import io.symbolon.oauth.api.Claims;
import io.symbolon.oauth.api.ClientId;
import io.symbolon.oauth.api.Issuer;
import io.symbolon.oauth.api.OAuthException;
import io.symbolon.oauth.api.Parameter;
import io.symbolon.oauth.api.Response;
import io.symbolon.oauth.api.Secret;
import io.symbolon.oauth.api.endpoint.Endpoint;
import io.symbolon.oauth.api.endpoint.EndpointRequest;
import io.symbolon.oauth.api.event.OAuthEvent;
import io.symbolon.oauth.api.store.RevokeOutcome;
import io.symbolon.oauth.api.store.StoredAccessToken;
import io.symbolon.oauth.api.store.TokenStore;
import io.symbolon.oauth.api.token.AccessToken;
import io.symbolon.oauth.api.token.PresentedRefreshToken;
import io.symbolon.oauth.api.token.TokenReads;
import io.symbolon.oauth.core.internal.event.EventDispatcher;
import io.symbolon.oauth.core.internal.token.AccessTokens;
import io.symbolon.oauth.core.internal.token.Families;
import jakarta.inject.Inject;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Ends a token for the client that holds it (RFC 7009): a refresh token with the whole grant and all its tokens, an access
 * token alone. Ending what is unknown, or has ended, succeeds.
 */
final class RevocationEndpoint implements Endpoint {

    private static final Parameter<Secret> TOKEN = Parameter.requiredSecret("token");
    // RFC 7009 §2.1: a hint, and nothing depends on it
    private static final Parameter<Optional<String>> TOKEN_TYPE_HINT =
            Parameter.optional("token_type_hint", String::valueOf);

    private final TokenReads tokens;
    private final AccessTokens accessTokens;
    private final TokenStore store;
    private final Families families;
    private final EventDispatcher events;
    private final AuthenticationMethodNames methods;

    @Inject
    RevocationEndpoint(
            TokenReads tokens,
            AccessTokens accessTokens,
            TokenStore store,
            Families families,
            EventDispatcher events,
            AuthenticationMethodNames methods) {
        this.tokens = tokens;
        this.accessTokens = accessTokens;
        this.store = store;
        this.families = families;
        this.events = events;
        this.methods = methods;
    }

    @Override
    public String path() {
        return "/revoke";
    }

    @Override
    public Set<String> methods() {
        return Set.of("POST");
    }

    @Override
    public List<Parameter<?>> parameters() {
        return List.of(TOKEN, TOKEN_TYPE_HINT);
    }

    @Override
    public ClientAuthentication clientAuthentication() {
        return ClientAuthentication.ANY_CLIENT;
    }

    @Override
    public CrossOrigin crossOrigin() {
        return CrossOrigin.REGISTERED;
    }

    @Override
    public Claims metadata(Issuer issuer) {
        Map<String, Object> metadata = new LinkedHashMap<>();
        metadata.put("revocation_endpoint", issuer.uri() + path());
        methods.describe("revocation_endpoint", methods.all(), metadata::put);
        return Claims.of(metadata);
    }

    @Override
    public Response handle(EndpointRequest request) {
        Secret presented = request.get(TOKEN);
        ClientId client = request.requireClient().clientId();
        Instant at = request.receivedAt();
        Optional<PresentedRefreshToken> refreshToken = tokens.findRefreshToken(presented, at);
        if (refreshToken.isPresent()) {
            refuseStranger(client, refreshToken.get().grant().client());
            families.revoke(refreshToken.get().grant().id(), "client", at);
        } else {
            accessTokens.find(presented, at).map(StoredAccessToken::token).ifPresent(token -> end(token, client, at));
        }
        return Response.status(200).build();
    }

    private void end(AccessToken token, ClientId client, Instant at) {
        refuseStranger(client, token.client());
        if (store.revoke(token, at) == RevokeOutcome.REVOKED) {
            events.publish(new OAuthEvent.AccessTokenRevoked(at, client, token.subject()));
        }
    }

    // RFC 7009 §2.1: the request is refused, and the client is told
    private static void refuseStranger(ClientId asking, ClientId owner) {
        if (!asking.equals(owner)) {
            throw OAuthException.unauthorizedClient("the token was issued to another client")
                    .refusedBy("token-of-another-client");
        }
    }
}
