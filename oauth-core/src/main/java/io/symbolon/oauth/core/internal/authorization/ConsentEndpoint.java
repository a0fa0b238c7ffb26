// SPDX-License-Identifier: Apache-2.0
package io.symbolon.oauth.core.internal.authorization;

import io.symbolon.oauth.api.ErrorCode;
import io.symbolon.oauth.api.Parameter;
import io.symbolon.oauth.api.Request;
import io.symbolon.oauth.api.Response;
import io.symbolon.oauth.api.authorization.Approval;
import io.symbolon.oauth.api.authorization.Interaction;
import io.symbolon.oauth.api.endpoint.Endpoint;
import io.symbolon.oauth.api.endpoint.EndpointRequest;
import io.symbolon.oauth.api.endpoint.Pages;
import io.symbolon.oauth.api.event.OAuthEvent;
import io.symbolon.oauth.api.store.ConsentStore;
import io.symbolon.oauth.core.internal.authorization.ParkedRequests.Resumable;
import io.symbolon.oauth.core.internal.event.EventDispatcher;
import jakarta.inject.Inject;
import java.util.List;
import java.util.Set;

/** Takes the form of the consent page. It carries a decision and nothing else: what was asked stays on the server. */
final class ConsentEndpoint implements Endpoint {

    static final String PATH = "/authorize/consent";

    private static final Parameter<String> HANDLE = Parameter.required(ParkedRequests.HANDLE, String::valueOf);
    private static final Parameter<Boolean> APPROVED = Parameter.required("decision", ConsentEndpoint::isApproval);

    private final ParkedRequests parked;
    private final Pages pages;
    private final ConsentStore consents;
    private final FinalAnswers answers;
    private final EventDispatcher events;

    @Inject
    ConsentEndpoint(
            ParkedRequests parked, Pages pages, ConsentStore consents, FinalAnswers answers, EventDispatcher events) {
        this.parked = parked;
        this.pages = pages;
        this.consents = consents;
        this.answers = answers;
        this.events = events;
    }

    @Override
    public String path() {
        return PATH;
    }

    @Override
    public Set<String> methods() {
        return Set.of("POST");
    }

    @Override
    public List<Parameter<?>> parameters() {
        return List.of(HANDLE, Pages.CSRF_TOKEN, APPROVED);
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
        pages.requireOwn(request, ConsentPage.purpose(handle));
        if (resumable.interaction().stage() != Interaction.Stage.AUTHENTICATED) {
            throw ParkedRequests.unusable();
        }
        return request.get(APPROVED) ? approved(resumable, browser) : denied(resumable, browser);
    }

    private Response approved(Resumable resumable, Request browser) {
        Approval loggedIn = resumable.interaction().approval().orElseThrow();
        Approval approval = loggedIn.withScopes(resumable.request().scopes());
        Response response = answers.approved(resumable, approval, browser);
        consents.remember(
                approval.subject(), resumable.interaction().client(), approval.scopes(), browser.receivedAt());
        events.publish(new OAuthEvent.ConsentRemembered(
                browser.receivedAt(), resumable.interaction().client(), approval.subject(), approval.scopes()));
        return response;
    }

    private Response denied(Resumable resumable, Request browser) {
        events.publish(new OAuthEvent.AuthorizationDenied(
                browser.receivedAt(), resumable.interaction().client()));
        return answers.refused(resumable, FinalAnswers.refusal(ErrorCode.ACCESS_DENIED), browser);
    }

    private static Boolean isApproval(String text) {
        if (text.equals("approve") || text.equals("deny")) {
            return text.equals("approve");
        }
        throw new IllegalArgumentException("use one of the page's two buttons");
    }
}
