// SPDX-License-Identifier: Apache-2.0
package io.symbolon.oauth.core.internal.authorization;

import io.symbolon.oauth.api.Scopes;
import io.symbolon.oauth.api.Subject;
import io.symbolon.oauth.api.authorization.ApprovalRequest;
import io.symbolon.oauth.api.authorization.Consent;
import io.symbolon.oauth.api.authorization.Prompt;
import io.symbolon.oauth.api.store.ConsentStore;
import jakarta.inject.Inject;
import java.util.Optional;

/** When the resource owner must be asked (RFC 6749 §10.2, RFC 8252 §8.6). */
final class ConsentRules {

    private final ConsentStore consents;

    @Inject
    ConsentRules(ConsentStore consents) {
        this.consents = consents;
    }

    /** The scopes that are new to the resource owner's consent; empty if nobody needs to be asked. */
    Optional<Scopes> toAsk(ApprovalRequest request, Subject subject) {
        boolean demanded = request.prompts().contains(Prompt.CONSENT);
        if (!request.client().isConsentRequired() && !demanded) {
            return Optional.empty();
        }
        Scopes remembered = consents.find(subject, request.client().clientId())
                .map(Consent::scopes)
                .orElse(Scopes.none());
        Scopes fresh = request.scopes().without(remembered);
        // a public client proves nothing, so anybody may pretend to be one that was consented to
        boolean silent = !demanded
                && fresh.isEmpty()
                && !remembered.isEmpty()
                && !request.client().isPublic();
        return silent ? Optional.empty() : Optional.of(fresh);
    }
}
