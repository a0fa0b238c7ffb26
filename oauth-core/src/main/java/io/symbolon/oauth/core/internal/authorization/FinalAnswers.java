// SPDX-License-Identifier: Apache-2.0
package io.symbolon.oauth.core.internal.authorization;

import io.symbolon.oauth.api.ErrorCode;
import io.symbolon.oauth.api.OAuthException;
import io.symbolon.oauth.api.Request;
import io.symbolon.oauth.api.Response;
import io.symbolon.oauth.api.authorization.Approval;
import io.symbolon.oauth.api.authorization.Interaction;
import io.symbolon.oauth.api.authorization.WaitingRequest;
import io.symbolon.oauth.api.event.OAuthEvent;
import io.symbolon.oauth.core.internal.authorization.ParkedRequests.Resumable;
import io.symbolon.oauth.core.internal.event.EventDispatcher;
import jakarta.inject.Inject;

/** Ends an interaction, so that its answer is given once, and only then has it answered. */
final class FinalAnswers {

    private final ParkedRequests parked;
    private final EventDispatcher events;

    @Inject
    FinalAnswers(ParkedRequests parked, EventDispatcher events) {
        this.parked = parked;
        this.events = events;
    }

    /** The answer to an approval. */
    Response approved(Resumable resumable, Approval approval, Request browser) {
        end(resumable.interaction());
        return approved(resumable.waiting(), approval, browser);
    }

    /** The same for a request that was never parked. */
    Response approved(WaitingRequest request, Approval approval, Request browser) {
        events.publish(new OAuthEvent.AuthorizationApproved(
                browser.receivedAt(), request.toApprove().client().clientId(), approval.subject(), approval.scopes()));
        return request.approved(approval, browser);
    }

    /** The answer to what the interaction was denied with. */
    Response denied(Resumable resumable, Request browser) {
        ErrorCode reason = resumable.interaction().refusal().orElse(ErrorCode.ACCESS_DENIED);
        return refused(resumable, refusal(reason), browser);
    }

    /** The answer to a refusal. */
    Response refused(Resumable resumable, OAuthException refusal, Request browser) {
        end(resumable.interaction());
        return resumable.waiting().refused(refusal, browser);
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
