// SPDX-License-Identifier: Apache-2.0
package io.symbolon.oauth.core.internal.authorization;

import io.symbolon.oauth.api.Issuer;
import io.symbolon.oauth.api.OAuthException;
import io.symbolon.oauth.api.Request;
import io.symbolon.oauth.api.Response;
import io.symbolon.oauth.api.authorization.Approval;
import io.symbolon.oauth.api.authorization.AuthorizationRequest;
import io.symbolon.oauth.api.grant.ResponseTypeHandler;
import io.symbolon.oauth.core.internal.engine.Refusals;
import io.symbolon.oauth.core.internal.token.Issuance;
import io.symbolon.oauth.core.internal.token.Issued;
import io.symbolon.oauth.core.internal.token.TokenIssuer;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The authorization response: sends the browser to the client, with what was issued or with an error. */
@Singleton
final class AuthorizationResponses {

    private final ResponseTypeHandlers handlers;
    private final TokenIssuer tokenIssuer;
    private final Refusals refusals;
    private final Issuer issuer;

    @Inject
    AuthorizationResponses(ResponseTypeHandlers handlers, TokenIssuer tokenIssuer, Refusals refusals, Issuer issuer) {
        this.handlers = handlers;
        this.tokenIssuer = tokenIssuer;
        this.refusals = refusals;
        this.issuer = issuer;
    }

    /** The code or token (RFC 6749 §4.1.2, §4.2.2), or the error that issuing it came to. */
    Response approved(AuthorizationRequest request, Approval approval, Request browser) {
        try {
            ResponseTypeHandler handler = handlers.find(request.responseType()).orElseThrow();
            Issued issued = tokenIssuer
                    .issue(new Issuance.ToRedirectUri(request, handler.grantType(), handler.decide(request, approval)))
                    .orElseThrow();
            return Response.redirect(
                            request.redirectUri(), ResponseTypeHandlers.modeOf(handler), parameters(request, issued))
                    .build();
        } catch (OAuthException e) {
            return refused(request, e, browser);
        }
    }

    /** An error (RFC 6749 §4.1.2.1, §4.2.2.1). */
    Response refused(AuthorizationRequest request, OAuthException refusal, Request browser) {
        return refusals.redirect(
                request.redirectUri(),
                handlers.modeOf(List.of(request.responseType().value())),
                request.state().orElse(""),
                refusal,
                browser,
                AuthorizationEndpoint.PATH,
                request.client().clientId());
    }

    private Map<String, String> parameters(AuthorizationRequest request, Issued issued) {
        Map<String, String> parameters = new LinkedHashMap<>();
        issued.code().ifPresent(code -> parameters.put("code", code.reveal()));
        issued.accessToken().ifPresent(token -> {
            parameters.put("access_token", token.reveal());
            parameters.put("token_type", "Bearer");
            parameters.put("expires_in", Long.toString(issued.lifetime().toSeconds()));
            if (!issued.scopes().isEmpty()) {
                parameters.put("scope", issued.scopes().toString());
            }
        });
        request.state().ifPresent(state -> parameters.put("state", state));
        parameters.put("iss", issuer.uri()); // RFC 9207 §2
        return parameters;
    }
}
