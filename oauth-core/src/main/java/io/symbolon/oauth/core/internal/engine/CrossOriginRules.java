// SPDX-License-Identifier: Apache-2.0
package io.symbolon.oauth.core.internal.engine;

import io.symbolon.oauth.api.OAuthException;
import io.symbolon.oauth.api.Request;
import io.symbolon.oauth.api.Response;
import io.symbolon.oauth.api.client.AuthenticatedClient;
import io.symbolon.oauth.api.client.ClientReads;
import io.symbolon.oauth.api.endpoint.Endpoint;
import jakarta.inject.Inject;
import java.util.Optional;

/** Which pages of other origins may read an answer in a browser; always without credentials (Fetch standard, CORS). */
final class CrossOriginRules {

    private static final String EXPOSED = "WWW-Authenticate, Symbolon-Reference, Retry-After";

    private final ClientReads clients;

    @Inject
    CrossOriginRules(ClientReads clients) {
        this.clients = clients;
    }

    /** Answers the browser's question before the real request. */
    Response preflight(Endpoint endpoint, Request request) {
        Optional<String> origin = request.header("Origin");
        if (endpoint.crossOrigin() == Endpoint.CrossOrigin.NONE || origin.isEmpty()) {
            throw OAuthException.methodNotAllowed("use " + String.join(" or ", endpoint.methods()))
                    .refusedBy("method");
        }
        Response.Builder response = Response.status(204).header("Vary", "Origin");
        if (isKnown(endpoint, origin.get())) {
            response.header("Access-Control-Allow-Origin", allowed(endpoint, origin.get()))
                    .header("Access-Control-Allow-Methods", String.join(", ", endpoint.methods()))
                    .header("Access-Control-Allow-Headers", "Authorization, Content-Type, DPoP")
                    .header("Access-Control-Max-Age", "600");
        }
        return response.build();
    }

    /** Lets the page read the answer, if the client that was authenticated registered its origin. */
    Response applied(
            Response response, Endpoint endpoint, Request request, Optional<AuthenticatedClient> authenticated) {
        Optional<String> origin = request.header("Origin");
        if (endpoint.crossOrigin() == Endpoint.CrossOrigin.NONE || origin.isEmpty()) {
            return response;
        }
        boolean own = authenticated.isEmpty()
                || authenticated.get().client().corsOrigins().contains(origin.get());
        return own ? withOrigin(response, endpoint, origin.get()) : response.with("Vary", "Origin");
    }

    /** Lets a page of a registered origin read why it was refused. */
    Response appliedToError(Response response, Endpoint endpoint, Request request) {
        Optional<String> origin = request.header("Origin");
        return endpoint.crossOrigin() == Endpoint.CrossOrigin.NONE || origin.isEmpty()
                ? response
                : withOrigin(response, endpoint, origin.get());
    }

    private Response withOrigin(Response response, Endpoint endpoint, String origin) {
        Response varied = response.with("Vary", "Origin");
        return isKnown(endpoint, origin)
                ? varied.with("Access-Control-Allow-Origin", allowed(endpoint, origin))
                        .with("Access-Control-Expose-Headers", EXPOSED)
                : varied;
    }

    private boolean isKnown(Endpoint endpoint, String origin) {
        return endpoint.crossOrigin() == Endpoint.CrossOrigin.ANY || clients.isCorsOriginRegistered(origin);
    }

    private static String allowed(Endpoint endpoint, String origin) {
        return endpoint.crossOrigin() == Endpoint.CrossOrigin.ANY ? "*" : origin;
    }
}
