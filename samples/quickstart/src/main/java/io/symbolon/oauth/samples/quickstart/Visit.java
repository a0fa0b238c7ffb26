// SPDX-License-Identifier: Apache-2.0
package io.symbolon.oauth.samples.quickstart;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpSession;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.time.Instant;
import java.util.Optional;

/** What the album remembers of one browser, in its session: who is signed in, and the token that its forms carry. */
final class Visit {

    /** The parameter that a form proves its origin with. */
    static final String CSRF_TOKEN = "csrf_token";

    private static final String USERNAME = "username";
    private static final String SIGNED_IN_AT = "signedInAt";

    private final HttpSession session;

    private Visit(HttpSession session) {
        this.session = session;
    }

    /** The visit of this browser, which begins now if there is none. */
    static Visit of(HttpServletRequest request) {
        HttpSession session = request.getSession();
        if (session.getAttribute(CSRF_TOKEN) == null) {
            session.setAttribute(CSRF_TOKEN, Randomness.token());
        }
        return new Visit(session);
    }

    /** The visit of this browser, if it has begun. */
    static Optional<Visit> find(HttpServletRequest request) {
        return Optional.ofNullable(request.getSession(false))
                .filter(session -> session.getAttribute(CSRF_TOKEN) != null)
                .map(Visit::new);
    }

    /** Who is signed in. */
    Optional<SignIn> signIn() {
        return session.getAttribute(USERNAME) instanceof String username
                        && session.getAttribute(SIGNED_IN_AT) instanceof Instant at
                ? Optional.of(new SignIn(username, at))
                : Optional.empty();
    }

    /** Signs in; the session gets another identifier, so that nobody who knew the old one comes along. */
    SignIn begin(HttpServletRequest request, String username, Instant at) {
        request.changeSessionId();
        session.setAttribute(CSRF_TOKEN, Randomness.token());
        session.setAttribute(USERNAME, username);
        session.setAttribute(SIGNED_IN_AT, at);
        return new SignIn(username, at);
    }

    /** Signs out, and forgets all else. */
    void end() {
        session.invalidate();
    }

    /** The hidden field that every form carries. */
    Html csrfField() {
        return Html.of("<input type=\"hidden\" name=\"%s\" value=\"%s\">", CSRF_TOKEN, csrfToken());
    }

    /** Whether a form came from a page of this visit. */
    boolean isCsrfToken(String presented) {
        return MessageDigest.isEqual(
                csrfToken().getBytes(StandardCharsets.UTF_8), presented.getBytes(StandardCharsets.UTF_8));
    }

    private String csrfToken() {
        return (String) session.getAttribute(CSRF_TOKEN);
    }
}
