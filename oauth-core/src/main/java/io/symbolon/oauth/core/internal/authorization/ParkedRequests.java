// SPDX-License-Identifier: Apache-2.0
package io.symbolon.oauth.core.internal.authorization;

import io.symbolon.oauth.api.ApplicationUri;
import io.symbolon.oauth.api.Digest;
import io.symbolon.oauth.api.Issuer;
import io.symbolon.oauth.api.OAuthException;
import io.symbolon.oauth.api.Request;
import io.symbolon.oauth.api.Response;
import io.symbolon.oauth.api.Secret;
import io.symbolon.oauth.api.authorization.Approval;
import io.symbolon.oauth.api.authorization.ApprovalRequest;
import io.symbolon.oauth.api.authorization.Approvals;
import io.symbolon.oauth.api.authorization.AuthorizationRequest;
import io.symbolon.oauth.api.authorization.Interaction;
import io.symbolon.oauth.api.authorization.WaitingRequest;
import io.symbolon.oauth.api.authorization.WaitingRequestReader;
import io.symbolon.oauth.api.event.OAuthEvent;
import io.symbolon.oauth.api.store.InteractionStore;
import io.symbolon.oauth.core.internal.event.EventDispatcher;
import io.symbolon.oauth.core.internal.http.SourceQuota;
import io.symbolon.oauth.core.internal.token.TokenGenerator;
import io.symbolon.oauth.core.settings.Settings;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Parks what resource owners are asked while they are at the application's pages, each for the browser that brought it. */
@Singleton
final class ParkedRequests implements Approvals {

    static final String HANDLE = "interaction";

    /** What no name has, and no browser can put before the text. */
    private static final char NAME_END = '\n';

    private static final Duration MARGIN = Duration.ofMinutes(1);

    /** A parked request that this browser may go on with. */
    record Resumable(Interaction interaction, WaitingRequest waiting) {

        /** What the resource owner is asked. */
        ApprovalRequest request() {
            return waiting.toApprove();
        }
    }

    private final InteractionStore store;
    private final Map<String, WaitingRequestReader> readers = new HashMap<>();
    private final BrowserCookie cookie;
    private final TokenGenerator generator;
    private final EventDispatcher events;
    private final Settings settings;
    private final Issuer issuer;
    private final SourceQuota started;

    @Inject
    ParkedRequests(
            InteractionStore store,
            ParkedAuthorizations authorizations,
            Set<WaitingRequestReader> plugIns,
            BrowserCookie cookie,
            TokenGenerator generator,
            EventDispatcher events,
            Settings settings,
            Issuer issuer) {
        this.store = store;
        readers.put(authorizations.name(), authorizations);
        for (WaitingRequestReader plugIn : plugIns) {
            WaitingRequestReader other = readers.put(plugIn.name(), plugIn);
            if (other != null) {
                throw new IllegalArgumentException("two readers of waiting requests have the name " + plugIn.name()
                        + ": " + other.getClass().getName() + " and "
                        + plugIn.getClass().getName());
            }
        }
        this.cookie = cookie;
        this.generator = generator;
        this.events = events;
        this.settings = settings;
        this.issuer = issuer;
        this.started = new SourceQuota(
                settings.inMemory().interactions() / 10,
                settings.interactionLifetime(),
                settings.throttle().trackedSources());
    }

    @Override
    public Response ask(String reader, String text, Request browser) {
        WaitingRequestReader installed = Optional.ofNullable(readers.get(reader))
                .orElseThrow(() -> new IllegalArgumentException(
                        "no reader of waiting requests is installed under the name '" + reader + "'"));
        return park(reader, text, installed.read(text, browser.receivedAt()).toApprove(), browser);
    }

    /** Parks a request, and sends the browser to the application's login page. */
    Response park(AuthorizationRequest request, Request browser) {
        return park(ParkedAuthorizations.NAME, text(browser), request.toApprove(), browser);
    }

    /** Parks the request of a resource owner who is logged in, and sends the browser to where consent is asked for. */
    Response parkAuthenticated(AuthorizationRequest request, Approval loggedIn, Request browser) {
        return park(
                ParkedAuthorizations.NAME + NAME_END + text(browser),
                request.toApprove(),
                browser,
                Interaction.Stage.AUTHENTICATED,
                Optional.of(loggedIn),
                resumption());
    }

    private Response park(String reader, String text, ApprovalRequest request, Request browser) {
        return park(
                reader + NAME_END + text, request, browser, Interaction.Stage.STARTED, Optional.empty(), loginPage());
    }

    private static String text(Request browser) {
        return browser.method().equals("POST") ? browser.body().asUtf8() : browser.query();
    }

    private Response park(
            String parked,
            ApprovalRequest request,
            Request browser,
            Interaction.Stage stage,
            Optional<Approval> approval,
            ApplicationUri next) {
        refuseFlood(browser);
        Secret handle = generator.newSecret();
        Optional<Secret> known = cookie.find(browser);
        Secret secret = known.orElseGet(generator::newSecret);
        Instant now = browser.receivedAt();
        Instant expiresAt = now.plus(settings.interactionLifetime());
        store.insert(new Interaction(
                Digest.of(handle),
                Digest.of(secret),
                request.client().clientId(),
                parked,
                stage,
                approval,
                Optional.empty(),
                now,
                expiresAt,
                expiresAt.plus(MARGIN)));
        events.publish(new OAuthEvent.InteractionStarted(now, request.client().clientId(), request.scopes()));
        Response.Builder response = Response.redirect(next, Map.of(HANDLE, handle.reveal()));
        return known.isPresent()
                ? response.build()
                : response.header("Set-Cookie", cookie.planting(secret)).build();
    }

    /** Sends the browser to the login page once more, with the same handle. */
    Response loginAgain(String handle) {
        return Response.redirect(loginPage(), Map.of(HANDLE, handle)).build();
    }

    /** Sends the browser on to where the server takes over again. */
    Response resume(String handle) {
        return Response.redirect(resumption(), Map.of(HANDLE, handle)).build();
    }

    /** The parked request; empty if the handle is unknown, has expired or is another browser's. */
    Optional<Resumable> find(String handle, Request browser) {
        if (handle.length() > 100) {
            return Optional.empty();
        }
        return store.find(Digest.of(Secret.of(handle)))
                .filter(interaction -> browser.receivedAt().isBefore(interaction.expiresAt()))
                .filter(interaction -> cookie.isFrom(interaction.browser(), browser))
                .map(interaction -> new Resumable(interaction, read(interaction, browser.receivedAt())));
    }

    /**
     * The parked request.
     *
     * @throws OAuthException for the person, if there is none for this handle and browser
     */
    Resumable require(String handle, Request browser) {
        return find(handle, browser).orElseThrow(ParkedRequests::unusable);
    }

    /**
     * Takes the interaction to a later stage.
     *
     * @throws OAuthException for the person, if it has moved meanwhile: a handle works once
     */
    void advance(Interaction from, Interaction to) {
        if (store.advance(from.stage(), to) != InteractionStore.Advance.ADVANCED) {
            throw unusable();
        }
    }

    static OAuthException unusable() {
        return OAuthException.invalidRequest("this page has expired, was used before, or was opened in another browser")
                .refusedBy("interaction-unusable");
    }

    /** What was parked is verified anew: the client may have changed since. */
    private WaitingRequest read(Interaction interaction, Instant at) {
        String parked = interaction.parameters();
        int end = parked.indexOf(NAME_END);
        return Optional.ofNullable(readers.get(parked.substring(0, Math.max(end, 0))))
                .orElseThrow(ParkedRequests::unusable)
                .read(parked.substring(end + 1), at);
    }

    private ApplicationUri resumption() {
        return new ApplicationUri(issuer.path() + ResumeEndpoint.PATH);
    }

    private ApplicationUri loginPage() {
        return settings.loginPage()
                .orElseThrow(() -> new IllegalStateException("no login page is set, so nobody can be asked"));
    }

    private void refuseFlood(Request browser) {
        if (!started.takes(browser.remoteAddress())) {
            throw OAuthException.temporarilyUnavailable(
                            "too many logins were started from your address; try again in some minutes",
                            settings.interactionLifetime())
                    .refusedBy("too-many-started-logins");
        }
    }
}
