// SPDX-License-Identifier: Apache-2.0
package io.symbolon.oauth.core.internal.authorization;

import io.symbolon.oauth.api.AuthenticationContext;
import io.symbolon.oauth.api.Claims;
import io.symbolon.oauth.api.ErrorCode;
import io.symbolon.oauth.api.OAuthException;
import io.symbolon.oauth.api.Request;
import io.symbolon.oauth.api.Response;
import io.symbolon.oauth.api.Scopes;
import io.symbolon.oauth.api.Subject;
import io.symbolon.oauth.api.authorization.Approval;
import io.symbolon.oauth.api.authorization.ApprovalRequest;
import io.symbolon.oauth.api.authorization.Interaction;
import io.symbolon.oauth.api.authorization.Interactions;
import io.symbolon.oauth.api.authorization.PendingInteraction;
import io.symbolon.oauth.api.authorization.Prompt;
import io.symbolon.oauth.api.event.OAuthEvent;
import io.symbolon.oauth.core.internal.authorization.ParkedRequests.Resumable;
import io.symbolon.oauth.core.internal.engine.PersonErrors;
import io.symbolon.oauth.core.internal.event.EventDispatcher;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;

/** The application's side of an interaction: each call takes it one stage on, and the browser back to the server. */
@Singleton
public final class BrowserInteractions implements Interactions {

    private static final Duration TOLERANCE = Duration.ofSeconds(5);

    private final ParkedRequests parked;
    private final ConfusableSubjects confusable;
    private final EventDispatcher events;
    private final PersonErrors errors;

    @Inject
    BrowserInteractions(
            ParkedRequests parked, ConfusableSubjects confusable, EventDispatcher events, PersonErrors errors) {
        this.parked = parked;
        this.confusable = confusable;
        this.events = events;
        this.errors = errors;
    }

    @Override
    public Optional<PendingInteraction> find(Request browser, String handle) {
        try {
            return parked.find(handle, browser)
                    .filter(found -> found.interaction().stage() == Interaction.Stage.STARTED)
                    .map(found -> new PendingInteraction(handle, found.request()));
        } catch (OAuthException e) {
            // the client has changed, and may not ask for this any more
            return Optional.empty();
        }
    }

    @Override
    public Response authenticated(
            Request browser, String handle, Subject subject, AuthenticationContext authentication, Claims claims) {
        confusable.refuse(subject);
        Approval loggedIn = new Approval(subject, authentication, Scopes.none(), claims);
        return step(
                browser,
                handle,
                started -> ifFresh(
                        started,
                        handle,
                        authentication,
                        () -> started.interaction().at(Interaction.Stage.AUTHENTICATED, loggedIn)));
    }

    @Override
    public Response approved(Request browser, String handle, Approval approval) {
        confusable.refuse(approval.subject());
        return step(
                browser,
                handle,
                started -> ifFresh(started, handle, approval.authentication(), () -> {
                    Scopes approved = started.request().scopes().intersect(approval.scopes());
                    return approved.isEmpty() && !started.request().scopes().isEmpty()
                            ? started.interaction().denied(ErrorCode.ACCESS_DENIED)
                            : started.interaction().at(Interaction.Stage.APPROVED, approval.withScopes(approved));
                }));
    }

    @Override
    public Response denied(Request browser, String handle) {
        return step(browser, handle, started -> {
            events.publish(new OAuthEvent.AuthorizationDenied(
                    browser.receivedAt(), started.interaction().client()));
            return goOn(started, handle, started.interaction().denied(ErrorCode.ACCESS_DENIED));
        });
    }

    @Override
    public Response loginRequired(Request browser, String handle) {
        return step(
                browser,
                handle,
                started -> goOn(started, handle, started.interaction().denied(ErrorCode.LOGIN_REQUIRED)));
    }

    private Response step(Request browser, String handle, Function<Resumable, Response> step) {
        return errors.guard(browser, "interaction", () -> {
            Resumable found = parked.require(handle, browser);
            if (found.interaction().stage() != Interaction.Stage.STARTED) {
                throw ParkedRequests.unusable();
            }
            return step.apply(found);
        });
    }

    /** OpenID Connect Core §3.1.2.1, prompt and max_age: an old login does not count. */
    private Response ifFresh(
            Resumable started, String handle, AuthenticationContext authentication, Supplier<Interaction> next) {
        if (isFresh(started, authentication.authenticatedAt())) {
            return goOn(started, handle, next.get());
        }
        return started.request().isSilent()
                ? goOn(started, handle, started.interaction().denied(ErrorCode.LOGIN_REQUIRED))
                : parked.loginAgain(handle);
    }

    private static boolean isFresh(Resumable started, Instant authenticatedAt) {
        ApprovalRequest request = started.request();
        boolean newLogin = !request.prompts().contains(Prompt.LOGIN)
                || !authenticatedAt
                        .plus(TOLERANCE)
                        .isBefore(started.interaction().startedAt());
        boolean youngEnough = request.maxAge().isEmpty()
                || !authenticatedAt.plus(request.maxAge().get()).plus(TOLERANCE).isBefore(request.receivedAt());
        return newLogin && youngEnough;
    }

    private Response goOn(Resumable started, String handle, Interaction next) {
        parked.advance(started.interaction(), next);
        return parked.resume(handle);
    }
}
