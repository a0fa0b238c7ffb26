// SPDX-License-Identifier: Apache-2.0
package io.symbolon.oauth.core.internal.authorization;

import io.symbolon.oauth.api.ErrorCode;
import io.symbolon.oauth.api.Issuer;
import io.symbolon.oauth.api.OAuthException;
import io.symbolon.oauth.api.Request;
import io.symbolon.oauth.api.Response;
import io.symbolon.oauth.api.authorization.Approval;
import io.symbolon.oauth.api.authorization.AuthorizationRequest;
import io.symbolon.oauth.api.authorization.Interaction;
import io.symbolon.oauth.api.event.OAuthEvent;
import io.symbolon.oauth.api.grant.ResponseTypeHandler;
import io.symbolon.oauth.core.internal.authorization.ParkedRequests.Resumable;
import io.symbolon.oauth.core.internal.engine.Refusals;
import io.symbolon.oauth.core.internal.event.EventDispatcher;
import io.symbolon.oauth.core.internal.token.Issuance;
import io.symbolon.oauth.core.internal.token.Issued;
import io.symbolon.oauth.core.internal.token.TokenIssuer;
import jakarta.inject.Inject;
import java.util.LinkedHashMap;
import java.util.Map;

/** The authorization response: ends the interaction first, if there is one, so that it is given once, then sends the browser to
 * the client. */
final class AuthorizationResponses {

    private final ParkedRequests parked;
    private final ResponseTypeHandlers handlers;
    private final TokenIssuer tokenIssuer;
    private final Refusals refusals;
    private final EventDispatcher events;
    private final Issuer issuer;

    @Inject
    AuthorizationResponses(
            ParkedRequests parked,
            ResponseTypeHandlers handlers,
            TokenIssuer tokenIssuer,
            Refusals refusals,
            EventDispatcher events,
            Issuer issuer) {
        this.parked = parked;
        this.handlers = handlers;
        this.tokenIssuer = tokenIssuer;
        this.refusals = refusals;
        this.events = events;
        this.issuer = issuer;
    }

    /** The code (RFC 6749 §4.1.2), or the error that issuing it came to. */
    Response approved(Resumable resumable, Approval approval, Request browser) {
        end(resumable.interaction());
        return approved(resumable.request(), approval, browser);
    }

    /** The same for a request that was never parked. */
    Response approved(AuthorizationRequest request, Approval approval, Request browser) {
        events.publish(new OAuthEvent.AuthorizationApproved(
                browser.receivedAt(), request.client().clientId(), approval.subject(), approval.scopes()));
        try {
            ResponseTypeHandler handler = handlers.find(request.responseType()).orElseThrow();
            Issued issued = tokenIssuer
                    .issue(new Issuance.ToRedirectUri(request, handler.grantType(), handler.decide(request, approval)))
                    .orElseThrow();
            Map<String, String> parameters = new LinkedHashMap<>();
            parameters.put("code", issued.code().orElseThrow().reveal());
            request.state().ifPresent(state -> parameters.put("state", state));
            parameters.put("iss", issuer.uri()); // RFC 9207 §2
            return Response.redirect(request.redirectUri(), parameters).build();
        } catch (OAuthException e) {
            return refused(request, e, browser);
        }
    }

    /** The error that the interaction was denied with. */
    Response denied(Resumable resumable, Request browser) {
        ErrorCode reason = resumable.interaction().refusal().orElse(ErrorCode.ACCESS_DENIED);
        return refused(resumable, refusal(reason), browser);
    }

    /** An error (RFC 6749 §4.1.2.1). */
    Response refused(Resumable resumable, OAuthException refusal, Request browser) {
        end(resumable.interaction());
        return refused(resumable.request(), refusal, browser);
    }

    /** The same for a request that was never parked. */
    Response refused(AuthorizationRequest request, OAuthException refusal, Request browser) {
        return refusals.redirect(
                request.redirectUri(),
                request.state().orElse(""),
                refusal,
                browser,
                AuthorizationEndpoint.PATH,
                request.client().clientId());
    }

    static OAuthException consentRequired() {
        return OAuthException.consentRequired("the resource owner must consent, and prompt=none forbids to ask");
    }

    static OAuthException refusal(ErrorCode reason) {
        return reason.equals(ErrorCode.LOGIN_REQUIRED)
                ? OAuthException.loginRequired("the resource owner is not logged in, or not freshly enough")
                : OAuthException.accessDenied("the resource owner did not allow it");
    }

    private void end(Interaction interaction) {
        parked.advance(interaction, interaction.at(Interaction.Stage.ENDED));
    }
}
