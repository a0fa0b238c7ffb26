// SPDX-License-Identifier: Apache-2.0
package io.symbolon.oauth.core.internal.authorization;

import io.symbolon.oauth.api.Request;
import io.symbolon.oauth.api.ResourceOwner;
import io.symbolon.oauth.api.Response;
import io.symbolon.oauth.api.Scopes;
import io.symbolon.oauth.api.authorization.Approval;
import io.symbolon.oauth.api.authorization.ApprovalRequest;
import io.symbolon.oauth.api.authorization.AuthorizationRequest;
import io.symbolon.oauth.api.authorization.WaitingRequest;
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
    private final ParkedAuthorizations authorizations;
    private final FinalAnswers answers;

    @Inject
    RecognizedOwners(
            ConsentRules consent,
            ConfusableSubjects confusable,
            ParkedRequests parked,
            ParkedAuthorizations authorizations,
            FinalAnswers answers) {
        this.consent = consent;
        this.confusable = confusable;
        this.parked = parked;
        this.authorizations = authorizations;
        this.answers = answers;
    }

    /** The answer; empty if the login page has to find out who is there. */
    Optional<Response> answer(AuthorizationRequest request, Request browser) {
        ApprovalRequest asked = request.toApprove();
        if (asked.concernsAccount()) {
            return Optional.empty();
        }
        return browser.resourceOwner()
                .filter(owner -> asked.acceptsLoginOf(owner.authentication().authenticatedAt()))
                .map(owner -> answer(request, owner, browser));
    }

    private Response answer(AuthorizationRequest request, ResourceOwner owner, Request browser) {
        confusable.refuse(owner.subject());
        Approval loggedIn = new Approval(owner.subject(), owner.authentication(), Scopes.none(), owner.claims());
        WaitingRequest waiting = authorizations.waiting(request);
        if (consent.toAsk(request.toApprove(), owner.subject()).isEmpty()) {
            return answers.approved(waiting, loggedIn.withScopes(request.scopes()), browser);
        }
        return request.toApprove().isSilent()
                ? waiting.refused(FinalAnswers.consentRequired(), browser)
                : parked.parkAuthenticated(request, loggedIn, browser);
    }
}
