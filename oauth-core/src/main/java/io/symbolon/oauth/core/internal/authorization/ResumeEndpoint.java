// SPDX-License-Identifier: Apache-2.0
package io.symbolon.oauth.core.internal.authorization;

import io.symbolon.oauth.api.Parameter;
import io.symbolon.oauth.api.Request;
import io.symbolon.oauth.api.Response;
import io.symbolon.oauth.api.Scopes;
import io.symbolon.oauth.api.authorization.Approval;
import io.symbolon.oauth.api.authorization.ApprovalRequest;
import io.symbolon.oauth.api.authorization.Interaction;
import io.symbolon.oauth.api.endpoint.Endpoint;
import io.symbolon.oauth.api.endpoint.EndpointRequest;
import io.symbolon.oauth.core.internal.authorization.ParkedRequests.Resumable;
import jakarta.inject.Inject;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Where the browser comes back after the application's pages: asks for consent where it is needed, then answers the client. */
final class ResumeEndpoint implements Endpoint {

    static final String PATH = "/authorize/resume";

    private static final Parameter<String> HANDLE = Parameter.required(ParkedRequests.HANDLE, String::valueOf);

    private final ParkedRequests parked;
    private final ConsentRules consent;
    private final ConsentPage page;
    private final FinalAnswers answers;

    @Inject
    ResumeEndpoint(ParkedRequests parked, ConsentRules consent, ConsentPage page, FinalAnswers answers) {
        this.parked = parked;
        this.consent = consent;
        this.page = page;
        this.answers = answers;
    }

    @Override
    public String path() {
        return PATH;
    }

    @Override
    public Set<String> methods() {
        return Set.of("GET");
    }

    @Override
    public List<Parameter<?>> parameters() {
        return List.of(HANDLE);
    }

    @Override
    public ErrorReader errorReader() {
        return ErrorReader.PERSON;
    }

    @Override
    public Response handle(EndpointRequest request) {
        Request browser = request.request();
        String handle = request.get(HANDLE);
        Resumable resumable = parked.require(handle, browser);
        Interaction interaction = resumable.interaction();
        return switch (interaction.stage()) {
            case AUTHENTICATED -> authenticated(resumable, handle, browser);
            case APPROVED -> answers.approved(resumable, interaction.approval().orElseThrow(), browser);
            case DENIED -> answers.denied(resumable, browser);
            case STARTED, ENDED -> throw ParkedRequests.unusable();
        };
    }

    private Response authenticated(Resumable resumable, String handle, Request browser) {
        Approval loggedIn = resumable.interaction().approval().orElseThrow();
        ApprovalRequest asked = resumable.request();
        Optional<Scopes> toAsk = consent.toAsk(asked, loggedIn.subject());
        if (toAsk.isEmpty()) {
            return answers.approved(resumable, loggedIn.withScopes(asked.scopes()), browser);
        }
        if (asked.isSilent()) {
            return answers.refused(resumable, FinalAnswers.consentRequired(), browser);
        }
        return page.ask(resumable, handle, loggedIn.subject(), toAsk.get(), browser);
    }
}
