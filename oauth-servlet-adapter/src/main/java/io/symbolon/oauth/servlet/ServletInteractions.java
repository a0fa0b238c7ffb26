// SPDX-License-Identifier: Apache-2.0
package io.symbolon.oauth.servlet;

import io.symbolon.oauth.api.AuthenticationContext;
import io.symbolon.oauth.api.Claims;
import io.symbolon.oauth.api.Request;
import io.symbolon.oauth.api.Response;
import io.symbolon.oauth.api.Subject;
import io.symbolon.oauth.api.authorization.Approval;
import io.symbolon.oauth.api.authorization.Interactions;
import io.symbolon.oauth.api.authorization.PendingInteraction;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Arrays;
import java.util.Optional;

/**
 * {@link Interactions} for an application's login servlet. The handle is the request's parameter {@value #PARAMETER}, in
 * the query or the form; besides it only the browser's headers count. Each method but {@link #find} writes the whole
 * answer, which takes the browser on; nothing may be written after it. Safe for use by many threads.
 */
public final class ServletInteractions {

    /** The parameter that holds the handle. */
    public static final String PARAMETER = "interaction";

    private final Interactions interactions;
    private final Wire wire;

    /** Ends interactions with {@link ServletSettings#defaults()}. */
    public ServletInteractions(Interactions interactions) {
        this(interactions, ServletSettings.defaults());
    }

    /** Ends interactions with these settings. */
    public ServletInteractions(Interactions interactions, ServletSettings settings) {
        this.interactions = interactions;
        this.wire = new Wire(settings);
    }

    /** The waiting request; empty if there is no handle, or it is unknown, used, expired or another browser's. */
    public Optional<PendingInteraction> find(HttpServletRequest request) {
        String handle = handle(request);
        return handle.isEmpty() ? Optional.empty() : interactions.find(wire.readHead(request), handle);
    }

    /** The resource owner has logged in; see {@link Interactions#authenticated}. */
    public void authenticated(
            HttpServletRequest request,
            HttpServletResponse response,
            Subject subject,
            AuthenticationContext authentication)
            throws IOException {
        authenticated(request, response, subject, authentication, Claims.none());
    }

    /** The resource owner has logged in, and the tokens shall say these claims besides. */
    public void authenticated(
            HttpServletRequest request,
            HttpServletResponse response,
            Subject subject,
            AuthenticationContext authentication,
            Claims claims)
            throws IOException {
        end(
                request,
                response,
                (browser, handle) -> interactions.authenticated(browser, handle, subject, authentication, claims));
    }

    /** The resource owner has logged in, and has approved on a page of the application's own. */
    public void approved(HttpServletRequest request, HttpServletResponse response, Approval approval)
            throws IOException {
        end(request, response, (browser, handle) -> interactions.approved(browser, handle, approval));
    }

    /** The resource owner refused, or nobody may log in: the client is told {@code access_denied}. */
    public void denied(HttpServletRequest request, HttpServletResponse response) throws IOException {
        end(request, response, interactions::denied);
    }

    /** Nobody is logged in, and the client wanted no page: it is told {@code login_required}. */
    public void loginRequired(HttpServletRequest request, HttpServletResponse response) throws IOException {
        end(request, response, interactions::loginRequired);
    }

    private void end(HttpServletRequest request, HttpServletResponse response, Ending ending) throws IOException {
        wire.write(ending.end(wire.readHead(request), handle(request)), request, response);
    }

    /** The one handle; empty if there is none, or the query names another than the form. */
    private static String handle(HttpServletRequest request) {
        String[] values = request.getParameterValues(PARAMETER);
        return values != null && Arrays.stream(values).distinct().count() == 1 ? values[0] : "";
    }

    /** One way to end an interaction. */
    private interface Ending {
        Response end(Request browser, String handle);
    }
}
