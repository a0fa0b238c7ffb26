// SPDX-License-Identifier: Apache-2.0
package io.symbolon.oauth.core.internal.endpoint;

import io.symbolon.oauth.api.Body;
import io.symbolon.oauth.api.Claims;
import io.symbolon.oauth.api.ErrorCode;
import io.symbolon.oauth.api.GrantType;
import io.symbolon.oauth.api.Issuer;
import io.symbolon.oauth.api.OAuthException;
import io.symbolon.oauth.api.Parameter;
import io.symbolon.oauth.api.Parameters;
import io.symbolon.oauth.api.Request;
import io.symbolon.oauth.api.ResourceUri;
import io.symbolon.oauth.api.Response;
import io.symbolon.oauth.api.Scopes;
import io.symbolon.oauth.api.client.AuthenticatedClient;
import io.symbolon.oauth.api.endpoint.Endpoint;
import io.symbolon.oauth.api.endpoint.EndpointRequest;
import io.symbolon.oauth.api.grant.GrantDecision;
import io.symbolon.oauth.api.grant.GrantHandler;
import io.symbolon.oauth.api.grant.TokenRequest;
import io.symbolon.oauth.api.store.PollOutcome;
import io.symbolon.oauth.api.store.TokenStore;
import io.symbolon.oauth.core.internal.engine.Throttle;
import io.symbolon.oauth.core.internal.http.JsonObject;
import io.symbolon.oauth.core.internal.token.Families;
import io.symbolon.oauth.core.internal.token.GrantHandlers;
import io.symbolon.oauth.core.internal.token.GrantOrigins;
import io.symbolon.oauth.core.internal.token.Issuance;
import io.symbolon.oauth.core.internal.token.Issued;
import io.symbolon.oauth.core.internal.token.TokenIssuer;
import io.symbolon.oauth.core.settings.Settings;
import jakarta.inject.Inject;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Issues and renews tokens (RFC 6749 §3.2): asks the grant handler what is granted, and has it carried out. */
final class TokenEndpoint implements Endpoint {

    private static final Parameter<GrantType> GRANT_TYPE = Parameter.required("grant_type", GrantType::new);
    private static final Parameter<Optional<Scopes>> SCOPE =
            Parameter.optional("scope", Scopes::parse).refusedAs(OAuthException::invalidScope);
    private static final Parameter<List<ResourceUri>> RESOURCE =
            Parameter.repeatable("resource", ResourceUri::new).refusedAs(OAuthException::invalidTarget);
    private static final List<Parameter<?>> NARROWING = List.of(SCOPE, RESOURCE);
    private static final Set<String> RESERVED =
            Set.of("access_token", "token_type", "expires_in", "refresh_token", "scope", "error", "error_description");

    private final GrantHandlers handlers;
    private final TokenIssuer issuer;
    private final TokenStore store;
    private final Families families;
    private final GrantOrigins origins;
    private final Throttle throttle;
    private final int attempts;

    @Inject
    TokenEndpoint(
            GrantHandlers handlers,
            TokenIssuer issuer,
            TokenStore store,
            Families families,
            GrantOrigins origins,
            Throttle throttle,
            Settings settings) {
        this.handlers = handlers;
        this.issuer = issuer;
        this.store = store;
        this.families = families;
        this.origins = origins;
        this.throttle = throttle;
        // each lost race means that another request was handed the successor, which is capped
        this.attempts = settings.refreshRepeats() + 8;
    }

    @Override
    public String path() {
        return "/token";
    }

    @Override
    public Set<String> methods() {
        return Set.of("POST");
    }

    @Override
    public List<Parameter<?>> parameters() {
        return List.of(GRANT_TYPE);
    }

    @Override
    public List<Parameter<?>> furtherParameters() {
        List<Parameter<?>> all = new ArrayList<>(NARROWING);
        handlers.all().forEach(handler -> all.addAll(handler.parameters()));
        return all;
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
    public Claims metadata(Issuer server) {
        Map<String, Object> metadata = new LinkedHashMap<>();
        metadata.put("token_endpoint", server.uri() + path());
        metadata.put("grant_types_supported", origins.names());
        return Claims.of(metadata);
    }

    @Override
    public Response handle(EndpointRequest request) {
        AuthenticatedClient client = request.requireClient();
        GrantType grantType = request.get(GRANT_TYPE);
        GrantHandler handler = handlers.find(grantType)
                .orElseThrow(() -> OAuthException.unsupportedGrantType("this server does not support this grant_type"));
        if (!client.client().grantTypes().contains(grantType)
                || !handler.clientTypes().contains(client.client().type())) {
            throw OAuthException.unauthorizedClient("this client is not registered for this grant_type");
        }
        Parameters narrowing = request.read(NARROWING);
        List<ResourceUri> resources = narrowing.get(RESOURCE);
        TokenRequest tokenRequest = new TokenRequest(
                client,
                grantType,
                request.read(handler.parameters()),
                narrowing.get(SCOPE),
                resources.isEmpty() ? Set.of() : Set.copyOf(resources),
                Optional.empty(),
                request.receivedAt());
        Optional<String> guessed = handler.guessedName(tokenRequest.parameters());
        return answer(
                guessed.isPresent()
                        ? guarded(handler, tokenRequest, guessed.get(), request.request())
                        : decideAndIssue(handler, tokenRequest));
    }

    /** Lets nobody guess without end whose secret this is. */
    private Issued guarded(GrantHandler handler, TokenRequest request, String guessed, Request http) {
        String name = handler.grantType() + "\n" + guessed;
        throttle.attempt(name, http);
        boolean wrong = false;
        try {
            return decideAndIssue(handler, request);
        } catch (OAuthException e) {
            wrong = e.code().equals(ErrorCode.INVALID_GRANT);
            throw e;
        } finally {
            if (!wrong) {
                throttle.right(name, http);
            }
        }
    }

    /** Lets the handler decide, and decide again where another request was faster in between. */
    private Issued decideAndIssue(GrantHandler handler, TokenRequest request) {
        for (int i = 0; i < attempts; i++) {
            Optional<Issued> issued = handler.grant(request)
                    .fold(
                            issue -> issuer.issue(new Issuance.ToClient(request, issue)),
                            pending -> awaiting(pending, request),
                            replayed -> {
                                families.replayed(
                                        replayed.grant(), request.clientId(), replayed.rule(), request.receivedAt());
                                throw OAuthException.invalidGrant(
                                                "this was used before; all tokens that came of it are revoked")
                                        .refusedBy(replayed.rule());
                            });
            if (issued.isPresent()) {
                return issued.get();
            }
        }
        throw OAuthException.invalidGrant("too many requests with this token at once")
                .refusedBy("lost-every-race");
    }

    /** RFC 8628 §3.5. */
    private Optional<Issued> awaiting(GrantDecision.Pending pending, TokenRequest request) {
        PollOutcome outcome = store.poll(pending.redeemable().id(), request.receivedAt());
        if (outcome instanceof PollOutcome.Decided) {
            return Optional.empty();
        }
        if (outcome instanceof PollOutcome.SlowDown slowDown) {
            throw OAuthException.slowDown("poll every " + slowDown.interval().toSeconds() + " seconds at most");
        }
        if (outcome instanceof PollOutcome.Gone) {
            throw OAuthException.expiredToken("this has expired; start again");
        }
        throw OAuthException.authorizationPending("nobody has approved yet");
    }

    /** RFC 6749 §5.1. */
    private static Response answer(Issued issued) {
        JsonObject json = new JsonObject();
        issued.accessToken()
                .ifPresent(token -> json.put("access_token", token.reveal())
                        .put("token_type", "Bearer")
                        .put("expires_in", issued.lifetime().toSeconds()));
        issued.refreshToken().ifPresent(token -> json.put("refresh_token", token.reveal()));
        if (!issued.scopes().isEmpty()) {
            json.put("scope", issued.scopes().toString());
        }
        Body body = json.putAll(unreserved(issued.members())).toBody();
        return Response.status(200).json(body).build();
    }

    private static Claims unreserved(Claims members) {
        if (members.isEmpty()) {
            return members;
        }
        Map<String, Object> kept = new LinkedHashMap<>(members.asMap());
        kept.keySet().removeAll(RESERVED);
        return Claims.of(kept);
    }
}
