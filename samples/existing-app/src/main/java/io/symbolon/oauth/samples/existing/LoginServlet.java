// SPDX-License-Identifier: Apache-2.0
package io.symbolon.oauth.samples.existing;

import io.symbolon.oauth.api.AuthenticationContext;
import io.symbolon.oauth.api.Subject;
import io.symbolon.oauth.api.authorization.PendingInteraction;
import io.symbolon.oauth.servlet.ServletInteractions;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.servlet.http.HttpSession;
import java.io.IOException;
import java.time.Instant;
import java.util.Optional;

/** The shop's own login, with a session; it was here before. */
final class LoginServlet extends HttpServlet {

    static final String USER = "user";
    private static final String SINCE = "since";
    private static final long serialVersionUID = 1L;

    private final transient Users users;

    LoginServlet(Users users) {
        this.users = users;
    }

    @Override
    protected void doGet(HttpServletRequest request, HttpServletResponse response) throws IOException {
        HttpSession session = request.getSession();
        Optional<PendingInteraction> pending = interactions().find(request); // OAuth
        if (pending.isPresent() && mayGoOn(pending.get(), session)) { // OAuth
            goOn(request, response); // OAuth
        } else if (pending.isPresent() && pending.get().request().isSilent()) { // OAuth
            interactions().loginRequired(request, response); // OAuth
        } else {
            show(request, response, "");
        }
    }

    @Override
    protected void doPost(HttpServletRequest request, HttpServletResponse response) throws IOException {
        String name = String.valueOf(request.getParameter("name"));
        if (!users.isPasswordOf(name, String.valueOf(request.getParameter("password")))) {
            response.setStatus(403);
            show(request, response, "<p>Name or password is wrong.</p>");
            return;
        }
        HttpSession session = request.getSession();
        request.changeSessionId();
        session.setAttribute(USER, name);
        session.setAttribute(SINCE, Instant.now());
        if (request.getParameter(ServletInteractions.PARAMETER) != null) { // OAuth
            goOn(request, response); // OAuth
        } else {
            response.sendRedirect(request.getContextPath() + "/orders");
        }
    }

    private static boolean mayGoOn(PendingInteraction pending, HttpSession session) {
        return session.getAttribute(USER) != null && !pending.isFreshLoginDemanded();
    }

    /** Hands the browser back to the authorization server, with who is there and since when. */
    private void goOn(HttpServletRequest request, HttpServletResponse response) throws IOException {
        HttpSession session = request.getSession();
        interactions()
                .authenticated(
                        request,
                        response,
                        Subject.ofAccount((String) session.getAttribute(USER)),
                        AuthenticationContext.at((Instant) session.getAttribute(SINCE)));
    }

    private ServletInteractions interactions() {
        return (ServletInteractions) getServletContext().getAttribute(Embedding.INTERACTIONS);
    }

    private static void show(HttpServletRequest request, HttpServletResponse response, String message)
            throws IOException {
        response.setContentType("text/html;charset=utf-8");
        response.setHeader(
                "Content-Security-Policy", "default-src 'none'; form-action 'self' https:; frame-ancestors 'none'");
        response.setHeader("Cache-Control", "no-store");
        Optional<String> handle = Optional.ofNullable(request.getParameter(ServletInteractions.PARAMETER));
        response.getWriter()
                .print("<!DOCTYPE html><html lang=\"en\"><title>Log in</title><h1>Log in</h1>" + message
                        + "<form method=\"post\"><label>Name <input name=\"name\"></label> "
                        + "<label>Password <input name=\"password\" type=\"password\"></label> "
                        + handle.map(LoginServlet::hidden).orElse("") + "<button>Log in</button></form></html>");
    }

    private static String hidden(String handle) {
        String harmless =
                handle.chars().allMatch(c -> Character.isLetterOrDigit(c) || c == '-' || c == '_') ? handle : "";
        return "<input type=\"hidden\" name=\"" + ServletInteractions.PARAMETER + "\" value=\"" + harmless + "\">";
    }
}
