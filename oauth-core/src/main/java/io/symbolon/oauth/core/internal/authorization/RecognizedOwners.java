// SPDX-License-Identifier: Apache-2.0
package io.symbolon.oauth.core.internal.authorization;

import io.symbolon.oauth.api.Request;
import io.symbolon.oauth.api.ResourceOwner;
import io.symbolon.oauth.api.Response;
import io.symbolon.oauth.api.Scopes;
import io.symbolon.oauth.api.authorization.Approval;
import io.symbolon.oauth.api.authorization.AuthorizationRequest;
import jakarta.inject.Inject;
import java.util.Optional;

/**
 * Answers those whom the application recognizes without the way round by its login page: at once where nobody has to be
 * asked, otherwise on the consent page. Whoever must log in anew, or choose an account, goes to the login page all the same.
 */
final class RecognizedOwners {

    private final ConsentRules consent;
    private final ConfusableSubjects confusable;
    private final ParkedRequests parked;
    private final AuthorizationResponses responses;

    @Inject
    RecognizedOwners(
            ConsentRules consent,
            ConfusableSubjects confusable,
            ParkedRequests parked,
            AuthorizationResponses responses) {
        this.consent = consent;
        this.confusable = confusable;
        this.parked = parked;
        this.responses = responses;
    }

    /** The answer; empty if the login page has to find out who is there. */
    Optional<Response> answer(AuthorizationRequest request, Request browser) {
        if (request.concernsAccount()) {
            return Optional.empty();
        }
        return browser.resourceOwner()
                .filter(owner -> request.acceptsLoginOf(owner.authentication().authenticatedAt()))
                .map(owner -> answer(request, owner, browser));
    }

    private Response answer(AuthorizationRequest request, ResourceOwner owner, Request browser) {
        confusable.refuse(owner.subject());
        Approval loggedIn = new Approval(owner.subject(), owner.authentication(), Scopes.none(), owner.claims());
        if (consent.toAsk(request, owner.subject()).isEmpty()) {
            return responses.approved(request, loggedIn.withScopes(request.scopes()), browser);
        }
        return request.isSilent()
                ? responses.refused(request, AuthorizationResponses.consentRequired(), browser)
                : parked.parkAuthenticated(request, loggedIn, browser);
    }
}
