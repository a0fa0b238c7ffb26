// SPDX-License-Identifier: Apache-2.0
package io.symbolon.oauth.api.authorization;

import io.symbolon.oauth.api.AuthenticationContext;
import io.symbolon.oauth.api.Claims;
import io.symbolon.oauth.api.Request;
import io.symbolon.oauth.api.Response;
import io.symbolon.oauth.api.Subject;
import java.util.Optional;

/**
 * Where the application ends what the authorization endpoint began. The authorization endpoint sends the browser to the
 * application's login page with the parameter {@code interaction}, the handle. The application finds out who is there and
 * calls one of these methods with the browser's own request, which carries the cookie that ties the handle to the
 * browser; then it sends the response, which takes the browser on. A handle works once, for ten minutes, and only in the
 * browser that started it. Safe for use by many threads.
 */
public interface Interactions {

    /**
     * The waiting request; empty if the handle is unknown, used, expired or another browser's, or if the client may not
     * ask for this any more.
     */
    Optional<PendingInteraction> find(Request browser, String handle);

    /**
     * The resource owner has logged in. The server asks for consent where it is needed.
     *
     * <p>A login that is older than the client allows does not count: the response then sends the browser to the login
     * page once more, or tells the client {@code login_required} if it wanted no page.
     *
     * @param claims what the tokens shall say besides; usually none
     */
    Response authenticated(
            Request browser, String handle, Subject subject, AuthenticationContext authentication, Claims claims);

    /** The resource owner has logged in; no further claims. */
    default Response authenticated(
            Request browser, String handle, Subject subject, AuthenticationContext authentication) {
        return authenticated(browser, handle, subject, authentication, Claims.none());
    }

    /** The resource owner has logged in, and has approved these scopes on a page of the application's own. */
    Response approved(Request browser, String handle, Approval approval);

    /** The resource owner refused, or nobody may log in: the client is told {@code access_denied}. */
    Response denied(Request browser, String handle);

    /** Nobody is logged in, and the client wanted no page ({@code prompt=none}): it is told {@code login_required}. */
    Response loginRequired(Request browser, String handle);
}
