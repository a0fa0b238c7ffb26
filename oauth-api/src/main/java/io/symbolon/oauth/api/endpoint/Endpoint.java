// SPDX-License-Identifier: Apache-2.0
package io.symbolon.oauth.api.endpoint;

import io.symbolon.oauth.api.Claims;
import io.symbolon.oauth.api.Issuer;
import io.symbolon.oauth.api.Parameter;
import io.symbolon.oauth.api.Response;
import java.util.List;
import java.util.Set;

/**
 * What answers at a path: a plug-in. The engine reads the parameters, refuses malformed and oversized requests, and
 * authenticates the client, before {@link #handle} is called; it turns what is thrown into an error response after.
 * Stateless and called from many threads.
 */
public interface Endpoint {

    /** Who may call. */
    enum ClientAuthentication {
        /** Anybody; the engine looks for no credentials. */
        NOT_ASKED,
        /** Confidential clients that prove themselves, and public clients that name themselves. */
        ANY_CLIENT,
        /** Confidential clients that prove themselves. */
        CONFIDENTIAL_CLIENT
    }

    /** Which pages of other origins may call from a browser; never with credentials. */
    enum CrossOrigin {
        /** None. */
        NONE,
        /** Those of origins that a client registered. */
        REGISTERED,
        /** All: what it answers is public. */
        ANY
    }

    /** Who reads its errors. */
    enum ErrorReader {
        /** A client's code: a JSON document. */
        CLIENT,
        /** A person: a page in plain words. */
        PERSON
    }

    /** The path below the issuer's, such as {@code /token}. */
    String path();

    /** All paths from the host's root at which it answers. */
    default List<String> paths(Issuer issuer) {
        return List.of(issuer.path() + path());
    }

    /** {@code GET}, {@code POST}, or both; HEAD comes with GET. Parameters are read from the query or the body accordingly. */
    Set<String> methods();

    /** The parameters that the engine reads before it calls {@link #handle}. */
    default List<Parameter<?>> parameters() {
        return List.of();
    }

    /** The parameters that the endpoint reads itself, with {@link EndpointRequest#read}, once it knows more. */
    default List<Parameter<?>> furtherParameters() {
        return List.of();
    }

    /** Whether it refuses repeated parameters itself, because it answers them in its own way; if not, the engine does. */
    default boolean refusesRepeats() {
        return false;
    }

    default ErrorReader errorReader() {
        return ErrorReader.CLIENT;
    }

    default ClientAuthentication clientAuthentication() {
        return ClientAuthentication.NOT_ASKED;
    }

    default CrossOrigin crossOrigin() {
        return CrossOrigin.NONE;
    }

    /** What it adds to the authorization server metadata (RFC 8414 §2); always the same, since the answer is kept. */
    default Claims metadata(Issuer issuer) {
        return Claims.none();
    }

    /**
     * Answers.
     *
     * @throws io.symbolon.oauth.api.OAuthException if it refuses; the engine makes the error response
     */
    Response handle(EndpointRequest request);
}
