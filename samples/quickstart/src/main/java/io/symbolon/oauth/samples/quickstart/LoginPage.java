// SPDX-License-Identifier: Apache-2.0
package io.symbolon.oauth.samples.quickstart;

import io.symbolon.oauth.api.RedirectUri;
import io.symbolon.oauth.api.VerifiedRedirectUri;
import io.symbolon.oauth.api.authorization.PendingInteraction;
import io.symbolon.oauth.servlet.ServletInteractions;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Optional;

/** What {@link LoginServlet} shows: a form for name and password, or the question whether to go on as who is signed in. */
final class LoginPage {

    static final String CONTINUE = "continue";
    static final String CANCEL = "cancel";

    private final Page page;
    private final Visit visit;
    private final Optional<PendingInteraction> pending;
    private final Html hint;

    LoginPage(
            HttpServletRequest request,
            HttpServletResponse response,
            Visit visit,
            Optional<PendingInteraction> pending,
            Html hint) {
        this.page = new Page(request, response);
        this.visit = visit;
        this.pending = pending;
        this.hint = hint;
        pending.flatMap(waiting -> waiting.request().redirectUri())
                .map(VerifiedRedirectUri::uri)
                .ifPresent(redirectUri -> page.formsMayLeadTo(source(redirectUri)));
    }

    /** Asks for name and password. */
    void ask(int status, String username, String complaint) throws IOException {
        page.write(
                status,
                "Sign in",
                Html.of(
                        """
                <section class="narrow">
                <h1>Sign in</h1>
                %s%s
                <form method="post" action="/login">%s
                <label for="username">Name</label>
                <input id="username" name="username" value="%s" required maxlength="255" autocomplete="username"%s>
                <label for="password">Password</label>
                <input id="password" name="password" type="password" required maxlength="255"
                 autocomplete="current-password"%s>
                <p class="buttons"><button class="primary">Sign in</button>%s</p>
                </form>
                %s
                </section>
                """,
                        purpose(),
                        complaint.isEmpty()
                                ? Html.NONE
                                : Html.of("<p class=\"complaint\" role=\"alert\">%s</p>", complaint),
                        hiddenFields(),
                        username,
                        username.isEmpty() ? new Html(" autofocus") : Html.NONE,
                        username.isEmpty() ? Html.NONE : new Html(" autofocus"),
                        cancelButton(),
                        hint));
    }

    /** Asks whether to go on as who is signed in ({@code prompt=select_account}). */
    void offer(SignIn signIn) throws IOException {
        page.write(
                200,
                "Choose an account",
                Html.of("""
                <section class="narrow">
                <h1>Choose an account</h1>
                %s
                <form method="post" action="/login">%s
                <p class="buttons"><button class="primary" name="action" value="%s">Continue as %s</button>
                <button name="action" value="">Someone else</button>%s</p>
                </form>
                </section>
                """, purpose(), hiddenFields(), CONTINUE, signIn.username(), cancelButton()));
    }

    private Html purpose() {
        return pending.map(waiting -> Html.of(
                        "<p><strong>%s</strong> wants to know who you are.</p>\n",
                        waiting.request().client().name()))
                .orElse(Html.NONE);
    }

    private Html hiddenFields() {
        Html handle = pending.map(waiting -> Html.of(
                        "<input type=\"hidden\" name=\"%s\" value=\"%s\">",
                        ServletInteractions.PARAMETER, waiting.handle()))
                .orElse(Html.NONE);
        return Html.of("%s%s", visit.csrfField(), handle);
    }

    private Html cancelButton() {
        return pending.isEmpty()
                ? Html.NONE
                : Html.of("\n<button name=\"action\" value=\"%s\" formnovalidate>Cancel</button>", CANCEL);
    }

    /** Where the browser will be sent, as a source of a content security policy, which knows no IPv6 addresses. */
    private static String source(RedirectUri redirectUri) {
        if (redirectUri.isHttps()) {
            return "https:";
        }
        return redirectUri.origin().contains("[") ? "http:" : redirectUri.origin();
    }
}
