// SPDX-License-Identifier: Apache-2.0
package io.symbolon.oauth.core.internal.authorization;

import static io.symbolon.oauth.core.internal.http.Html.escape;

import io.symbolon.oauth.api.Issuer;
import io.symbolon.oauth.api.RedirectUri;
import io.symbolon.oauth.api.Request;
import io.symbolon.oauth.api.Response;
import io.symbolon.oauth.api.Scope;
import io.symbolon.oauth.api.Scopes;
import io.symbolon.oauth.api.Subject;
import io.symbolon.oauth.api.VerifiedRedirectUri;
import io.symbolon.oauth.api.resource.RegisteredScope;
import io.symbolon.oauth.api.resource.ScopeReads;
import io.symbolon.oauth.core.internal.authorization.ParkedRequests.Resumable;
import io.symbolon.oauth.core.internal.http.Html;
import jakarta.inject.Inject;
import java.util.Optional;

/** The server's own consent page: what the client wants, and two buttons. Applications that have their own never see it. */
final class ConsentPage {

    private final Issuer issuer;
    private final ScopeReads scopes;
    private final BrowserPages pages;

    @Inject
    ConsentPage(Issuer issuer, ScopeReads scopes, BrowserPages pages) {
        this.issuer = issuer;
        this.scopes = scopes;
        this.pages = pages;
    }

    Response ask(Resumable resumable, String handle, Subject subject, Scopes fresh, Request browser) {
        Scopes wanted = resumable.request().scopes();
        Optional<RedirectUri> redirectUri = resumable.request().redirectUri().map(VerifiedRedirectUri::uri);
        String client = escape(resumable.request().client().name());
        String content = "<h1>" + client + " asks for access</h1>"
                + "<p>You are signed in as <strong>" + escape(subject.value()) + "</strong>. "
                + client + " wants to:</p>"
                + list(fresh.isEmpty() ? wanted : fresh)
                + (fresh.isEmpty() || fresh.equals(wanted)
                        ? ""
                        : "<p>You allowed before, and it keeps:</p>" + list(wanted.without(fresh)))
                + "<form method=\"post\" action=\"" + escape(issuer.path() + ConsentEndpoint.PATH) + "\">"
                + hidden(ParkedRequests.HANDLE, handle)
                + pages.csrfField(browser, purpose(handle))
                + "<button class=\"primary\" name=\"decision\" value=\"approve\">Allow</button>"
                + "<button name=\"decision\" value=\"deny\">Do not allow</button></form>"
                + redirectUri
                        .map(uri -> "<p><small>Your browser goes back to <code>" + escape(uri.origin())
                                + "</code></small></p>")
                        .orElse("");
        String formAction = redirectUri.map(ConsentPage::formAction).orElse("'self'");
        return Html.page(200, client + " asks for access", content, formAction);
    }

    /** What the form is for: one decision about one interaction. */
    static String purpose(String handle) {
        return "consent\n" + handle;
    }

    /** Browsers hold the redirect that answers a form against this directive too. */
    private static String formAction(RedirectUri redirectUri) {
        if (redirectUri.isHttps()) {
            return "'self' https:";
        }
        // the sources of a content security policy know no IPv6 addresses
        return redirectUri.origin().contains("[") ? "'self' http:" : "'self' " + redirectUri.origin();
    }

    private String list(Scopes listed) {
        StringBuilder items = new StringBuilder("<ul>");
        for (Scope scope : listed) {
            String description =
                    scopes.find(scope).map(RegisteredScope::description).orElse(scope.value());
            items.append("<li>").append(escape(description)).append("</li>");
        }
        return items.append("</ul>").toString();
    }

    private static String hidden(String name, String value) {
        return "<input type=\"hidden\" name=\"" + name + "\" value=\"" + escape(value) + "\">";
    }
}
