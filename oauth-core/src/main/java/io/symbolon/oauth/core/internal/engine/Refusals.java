// SPDX-License-Identifier: Apache-2.0
package io.symbolon.oauth.core.internal.engine;

import io.symbolon.oauth.api.ClientId;
import io.symbolon.oauth.api.ErrorCode;
import io.symbolon.oauth.api.Issuer;
import io.symbolon.oauth.api.OAuthException;
import io.symbolon.oauth.api.Request;
import io.symbolon.oauth.api.Response;
import io.symbolon.oauth.api.ResponseMode;
import io.symbolon.oauth.api.VerifiedRedirectUri;
import io.symbolon.oauth.api.event.OAuthEvent;
import io.symbolon.oauth.api.store.StoreFullException;
import io.symbolon.oauth.api.store.StoreUnavailableException;
import io.symbolon.oauth.core.internal.event.EventDispatcher;
import io.symbolon.oauth.core.internal.http.Html;
import io.symbolon.oauth.core.internal.http.JsonObject;
import io.symbolon.oauth.core.internal.token.TokenGenerator;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * Turns refusals into responses, and tells the operator under which reference the peer was refused: one line in the log and
 * one event, with the exact rule. What broke, rather than was refused, becomes {@code server_error}.
 */
@Singleton
public final class Refusals {

    private static final System.Logger LOG = System.getLogger("io.symbolon.oauth");
    private static final String REFERENCE = "Symbolon-Reference";

    private final Issuer issuer;
    private final TokenGenerator generator;
    private final EventDispatcher events;

    @Inject
    Refusals(Issuer issuer, TokenGenerator generator, EventDispatcher events) {
        this.issuer = issuer;
        this.generator = generator;
        this.events = events;
    }

    /** A JSON error (RFC 6749 §5.2), with the challenge that the status demands. */
    Response document(OAuthException refusal, Request request, String path, Optional<ClientId> client) {
        Response.Builder response = Response.status(refusal.status())
                .json(new JsonObject()
                        .put("error", refusal.code().value())
                        .put("error_description", refusal.description())
                        .toBody())
                .header(REFERENCE, report(refusal, request, path, client));
        if (refusal.status() == 401 || refusal.code().equals(ErrorCode.INSUFFICIENT_SCOPE)) {
            response.header("WWW-Authenticate", challenge(refusal));
        }
        refusal.retryAfter().ifPresent(delay -> response.header("Retry-After", seconds(delay)));
        return response.build();
    }

    /** A page in plain words, which repeats nothing of the request. */
    Response page(OAuthException refusal, Request request, String path, Optional<ClientId> client) {
        String reference = report(refusal, request, path, client);
        Response page = Html.page(
                refusal.status(),
                "This did not work",
                "<h1>This did not work</h1><p>" + Html.escape(refusal.description())
                        + ".</p><p>Please go back to the application that sent you here and try again.</p><p><small>Error "
                        + Html.escape(refusal.code().value()) + ", reference <code>" + reference
                        + "</code></small></p>",
                "'none'");
        page = page.with(REFERENCE, reference);
        return refusal.retryAfter().isPresent()
                ? page.with("Retry-After", seconds(refusal.retryAfter().get()))
                : page;
    }

    /** An error for the client, sent through the browser to a URI that is the client's (RFC 6749 §4.1.2.1). */
    public Response redirect(
            VerifiedRedirectUri target,
            ResponseMode mode,
            String state,
            OAuthException refusal,
            Request request,
            String path,
            ClientId client) {
        Map<String, String> parameters = new LinkedHashMap<>();
        parameters.put("error", refusal.code().value());
        parameters.put("error_description", refusal.description());
        if (!state.isEmpty()) {
            parameters.put("state", state);
        }
        parameters.put("iss", issuer.uri()); // RFC 9207 §2
        return Response.redirect(target, mode, parameters)
                .header(REFERENCE, report(refusal, request, path, Optional.of(client)))
                .build();
    }

    /** What the peer is told when a store is full. */
    OAuthException full(StoreFullException full, Request request) {
        events.publish(new OAuthEvent.StoreFull(request.receivedAt(), full.store(), full.capacity()));
        return OAuthException.temporarilyUnavailable(
                        "the server has no room for now; try again later", Duration.ofSeconds(5))
                .refusedBy("store-full:" + full.store());
    }

    /** What the peer is told when a store is out of reach or overrun; the log has the reason and what caused it. */
    OAuthException unavailable(StoreUnavailableException unavailable, Request request) {
        LOG.log(
                Level.WARNING,
                () -> unavailable.reason()
                        + (unavailable.getCause() == null ? "" : ", because of " + unavailable.getCause()));
        events.publish(new OAuthEvent.StoreUnavailable(request.receivedAt(), unavailable.reason()));
        return OAuthException.temporarilyUnavailable(
                        "the server has too much to do for now; try again later", unavailable.retryAfter())
                .refusedBy("store-unavailable");
    }

    /** What the peer is told when something broke; the log has the stack trace, under the reference. */
    Response broken(Throwable failure, Request request, String path, boolean asPage) {
        String reference = generator.newReference();
        LOG.log(Level.ERROR, "failed [" + reference + "] " + request.method() + " " + path, failure);
        events.publish(new OAuthEvent.ServerFailed(
                request.receivedAt(), reference, path, failure.getClass().getName()));
        String description = "something broke here; the operator finds it under the reference";
        Response response = asPage
                ? Html.page(
                        500,
                        "Something broke",
                        "<h1>Something broke here</h1><p>Please try again later.</p><p><small>Reference <code>"
                                + reference + "</code></small></p>",
                        "'none'")
                : Response.status(500)
                        .json(new JsonObject()
                                .put("error", ErrorCode.SERVER_ERROR.value())
                                .put("error_description", description)
                                .toBody())
                        .build();
        return response.with(REFERENCE, reference);
    }

    private String report(OAuthException refusal, Request request, String path, Optional<ClientId> client) {
        String reference = generator.newReference();
        LOG.log(
                Level.INFO,
                () -> "refused [" + reference + "] " + path + " " + refusal.code() + " by " + refusal.rule()
                        + client.map(id -> " for " + id).orElse(""));
        events.publish(new OAuthEvent.RequestRefused(
                request.receivedAt(),
                reference,
                path,
                refusal.code(),
                refusal.rule(),
                client,
                request.remoteAddress()));
        return reference;
    }

    private String challenge(OAuthException refusal) {
        if (refusal.code().equals(ErrorCode.INVALID_CLIENT)) {
            return "Basic realm=\"" + issuer.uri() + "\", charset=\"UTF-8\"";
        }
        return "Bearer realm=\"" + issuer.uri() + "\", error=\"" + refusal.code() + "\", error_description=\""
                + refusal.description() + "\"";
    }

    private static String seconds(Duration delay) {
        return Long.toString(Math.max(1, delay.plusMillis(999).toSeconds()));
    }
}
