// SPDX-License-Identifier: Apache-2.0
package io.symbolon.oauth.core.internal.authorization;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.symbolon.oauth.api.ApplicationUri;
import io.symbolon.oauth.api.Digest;
import io.symbolon.oauth.api.Issuer;
import io.symbolon.oauth.api.OAuthException;
import io.symbolon.oauth.api.Request;
import io.symbolon.oauth.api.Response;
import io.symbolon.oauth.api.Secret;
import io.symbolon.oauth.api.authorization.Approval;
import io.symbolon.oauth.api.authorization.AuthorizationRequest;
import io.symbolon.oauth.api.authorization.Interaction;
import io.symbolon.oauth.api.event.OAuthEvent;
import io.symbolon.oauth.api.store.InteractionStore;
import io.symbolon.oauth.core.internal.event.EventDispatcher;
import io.symbolon.oauth.core.internal.http.Form;
import io.symbolon.oauth.core.internal.token.TokenGenerator;
import io.symbolon.oauth.core.settings.Settings;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;

/** Parks authorization requests while the resource owner is asked, each for the browser that brought it. */
@Singleton
final class ParkedRequests {

    static final String HANDLE = "interaction";

    private static final Duration MARGIN = Duration.ofMinutes(1);

    /** A parked request that this browser may go on with. */
    record Resumable(Interaction interaction, AuthorizationRequest request) {}

    private final InteractionStore store;
    private final AuthorizationRequests requests;
    private final BrowserCookie cookie;
    private final TokenGenerator generator;
    private final EventDispatcher events;
    private final Settings settings;
    private final Issuer issuer;
    /** How many one address has started of late; nobody may fill the store alone. */
    private final Cache<String, Integer> started;

    @Inject
    ParkedRequests(
            InteractionStore store,
            AuthorizationRequests requests,
            BrowserCookie cookie,
            TokenGenerator generator,
            EventDispatcher events,
            Settings settings,
            Issuer issuer) {
        this.store = store;
        this.requests = requests;
        this.cookie = cookie;
        this.generator = generator;
        this.events = events;
        this.settings = settings;
        this.issuer = issuer;
        this.started = Caffeine.newBuilder()
                .maximumSize(settings.throttle().trackedSources())
                .expireAfterWrite(settings.interactionLifetime())
                .executor(Runnable::run)
                .build();
    }

    /** Parks a request, and sends the browser to the application's login page. */
    Response park(AuthorizationRequest request, Request browser) {
        return park(request, browser, Interaction.Stage.STARTED, Optional.empty(), loginPage());
    }

    /** Parks the request of a resource owner who is logged in, and sends the browser to where consent is asked for. */
    Response parkAuthenticated(AuthorizationRequest request, Approval loggedIn, Request browser) {
        return park(request, browser, Interaction.Stage.AUTHENTICATED, Optional.of(loggedIn), resumption());
    }

    private Response park(
            AuthorizationRequest request,
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
                browser.method().equals("POST") ? browser.body().asUtf8() : browser.query(),
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
    private AuthorizationRequest read(Interaction interaction, Instant at) {
        Form form = Form.ofText(interaction.parameters());
        return requests.read(requests.addressee(form), form, at);
    }

    private ApplicationUri resumption() {
        return new ApplicationUri(issuer.path() + ResumeEndpoint.PATH);
    }

    private ApplicationUri loginPage() {
        return settings.loginPage()
                .orElseThrow(() -> new IllegalStateException("no login page is set, so nobody can be asked"));
    }

    private void refuseFlood(Request browser) {
        long atMost = Math.max(1, settings.inMemory().interactions() / 10);
        int count = started.asMap().merge(browser.remoteAddress(), 1, Integer::sum);
        if (count > atMost) {
            throw OAuthException.temporarilyUnavailable(
                            "too many logins were started from your address; try again in some minutes",
                            settings.interactionLifetime())
                    .refusedBy("too-many-started-logins");
        }
    }
}
