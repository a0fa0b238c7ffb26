// SPDX-License-Identifier: Apache-2.0
package io.symbolon.oauth.samples.quickstart;

import io.symbolon.oauth.api.Secret;
import io.symbolon.oauth.api.authorization.PendingInteraction;
import io.symbolon.oauth.api.authorization.Prompt;
import io.symbolon.oauth.servlet.ServletInteractions;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;

/**
 * The album's own login. When the authorization server has sent the browser here, the request names an interaction, and
 * this servlet ends it: at once for who is signed in already, else once the password was right.
 */
final class LoginServlet extends HttpServlet {

    private static final long serialVersionUID = 1L;

    private final transient Accounts accounts;
    private final transient LoginThrottle throttle;
    private final transient ServletInteractions interactions;
    private final transient InstantSource clock;
    private final transient Html hint;

    LoginServlet(
            Accounts accounts,
            LoginThrottle throttle,
            ServletInteractions interactions,
            InstantSource clock,
            Html hint) {
        this.accounts = accounts;
        this.throttle = throttle;
        this.interactions = interactions;
        this.clock = clock;
        this.hint = hint;
    }

    @Override
    protected void doGet(HttpServletRequest request, HttpServletResponse response) throws IOException {
        Visit visit = Visit.of(request);
        Optional<PendingInteraction> pending = interactions.find(request);
        if (pending.isPresent()) {
            answer(pending.get(), visit, request, response);
        } else if (isForAnInteraction(request)) {
            expired(request, response);
        } else {
            page(request, response, visit, pending).ask(200, "", "");
        }
    }

    @Override
    protected void doPost(HttpServletRequest request, HttpServletResponse response) throws IOException {
        Visit visit = Visit.of(request);
        Optional<PendingInteraction> pending = interactions.find(request);
        if (isForAnInteraction(request) && pending.isEmpty()) {
            expired(request, response);
            return;
        }
        switch (parameter(request, "action")) {
            case LoginPage.CANCEL -> cancel(pending, request, response);
            case LoginPage.CONTINUE -> goOn(visit, pending, request, response);
            default -> signIn(visit, pending, request, response);
        }
    }

    /** Answers the client without a page where one is not needed or not wanted. */
    private void answer(
            PendingInteraction pending, Visit visit, HttpServletRequest request, HttpServletResponse response)
            throws IOException {
        Optional<SignIn> usable = visit.signIn().filter(signIn -> pending.acceptsLoginOf(signIn.at()));
        boolean choosing = pending.request().prompts().contains(Prompt.SELECT_ACCOUNT);
        LoginPage page = page(request, response, visit, Optional.of(pending));
        if (usable.isPresent() && !choosing) {
            authenticated(usable.get(), request, response);
        } else if (pending.request().isSilent()) {
            interactions.loginRequired(request, response);
        } else if (usable.isPresent()) {
            page.offer(usable.get());
        } else {
            String expected = visit.signIn().map(SignIn::username).orElse("");
            page.ask(200, pending.request().loginHint().orElse(expected), "");
        }
    }

    private void cancel(Optional<PendingInteraction> pending, HttpServletRequest request, HttpServletResponse response)
            throws IOException {
        if (pending.isPresent()) {
            interactions.denied(request, response);
        } else {
            Page.goTo(response, "/");
        }
    }

    private void goOn(
            Visit visit, Optional<PendingInteraction> pending, HttpServletRequest request, HttpServletResponse response)
            throws IOException {
        Optional<SignIn> usable = visit.signIn()
                .filter(signIn -> pending.isEmpty() || pending.get().acceptsLoginOf(signIn.at()));
        if (usable.isPresent()) {
            signedIn(usable.get(), pending, request, response);
        } else {
            page(request, response, visit, pending).ask(200, "", "");
        }
    }

    private void signIn(
            Visit visit, Optional<PendingInteraction> pending, HttpServletRequest request, HttpServletResponse response)
            throws IOException {
        LoginPage page = page(request, response, visit, pending);
        String username = parameter(request, "username");
        String password = parameter(request, "password");
        if (username.isEmpty() || password.isEmpty()) {
            page.ask(200, username, "");
            return;
        }
        Instant now = clock.instant();
        Optional<Duration> wait = throttle.attempt(username, request.getRemoteAddr(), now);
        if (wait.isPresent()) {
            long seconds = wait.get().toSeconds() + 1;
            response.setHeader("Retry-After", Long.toString(seconds));
            page.ask(429, username, "Too many attempts. Try again in " + seconds + " seconds.");
            return;
        }
        Optional<Account> account = accounts.authenticate(username, Secret.of(password));
        if (account.isEmpty()) {
            page.ask(403, username, "Name and password do not belong together.");
            return;
        }
        throttle.succeeded(username, request.getRemoteAddr());
        signedIn(visit.begin(request, username, now), pending, request, response);
    }

    private void signedIn(
            SignIn signIn,
            Optional<PendingInteraction> pending,
            HttpServletRequest request,
            HttpServletResponse response)
            throws IOException {
        if (pending.isPresent()) {
            authenticated(signIn, request, response);
        } else {
            Page.goTo(response, "/");
        }
    }

    /** The one call that the authorization server waits for. */
    private void authenticated(SignIn signIn, HttpServletRequest request, HttpServletResponse response)
            throws IOException {
        interactions.authenticated(
                request, response, signIn.subject(), signIn.authentication(), accounts.claims(signIn.username()));
    }

    private LoginPage page(
            HttpServletRequest request,
            HttpServletResponse response,
            Visit visit,
            Optional<PendingInteraction> pending) {
        return new LoginPage(request, response, visit, pending, hint);
    }

    private static void expired(HttpServletRequest request, HttpServletResponse response) throws IOException {
        new Page(request, response)
                .say(
                        400,
                        "This sign-in has expired",
                        "It was used before, took too long, or began in another browser. Go back to the application and"
                                + " start again.");
    }

    private static boolean isForAnInteraction(HttpServletRequest request) {
        return !parameter(request, ServletInteractions.PARAMETER).isEmpty();
    }

    private static String parameter(HttpServletRequest request, String name) {
        return Optional.ofNullable(request.getParameter(name)).orElse("");
    }
}
