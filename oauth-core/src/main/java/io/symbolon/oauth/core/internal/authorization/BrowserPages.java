// SPDX-License-Identifier: Apache-2.0
package io.symbolon.oauth.core.internal.authorization;

import io.symbolon.oauth.api.Claims;
import io.symbolon.oauth.api.Digest;
import io.symbolon.oauth.api.Issuer;
import io.symbolon.oauth.api.OAuthException;
import io.symbolon.oauth.api.Request;
import io.symbolon.oauth.api.Response;
import io.symbolon.oauth.api.Secret;
import io.symbolon.oauth.api.endpoint.EndpointRequest;
import io.symbolon.oauth.api.endpoint.Pages;
import io.symbolon.oauth.core.internal.http.Html;
import io.symbolon.oauth.core.internal.http.JsonObject;
import io.symbolon.oauth.core.internal.token.TokenGenerator;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;

/** The server's own pages; a form is tied to the browser by the secret in its cookie. */
@Singleton
final class BrowserPages implements Pages {

    private final BrowserCookie cookie;
    private final TokenGenerator generator;
    private final Issuer issuer;

    @Inject
    BrowserPages(BrowserCookie cookie, TokenGenerator generator, Issuer issuer) {
        this.cookie = cookie;
        this.generator = generator;
        this.issuer = issuer;
    }

    @Override
    public Response json(int status, Claims members) {
        return Response.status(status)
                .json(new JsonObject().putAll(members).toBody())
                .build();
    }

    @Override
    public Response page(int status, String title, String content) {
        return Html.page(status, escape(title), content, "'none'");
    }

    @Override
    public Response form(int status, Request browser, String purpose, String title, UnaryOperator<String> content) {
        Optional<Secret> known = cookie.find(browser);
        Secret secret = known.orElseGet(generator::newSecret);
        Response page = Html.page(status, escape(title), content.apply(csrfField(secret, purpose)), "'self'");
        return known.isPresent() ? page : page.with("Set-Cookie", cookie.planting(secret));
    }

    @Override
    public void requireOwn(EndpointRequest form, String purpose) {
        Request browser = form.request();
        Optional<Secret> known = cookie.find(browser);
        boolean own = known.isPresent()
                && csrfToken(known.get(), purpose)
                        .equals(form.read(List.of(CSRF_TOKEN)).get(CSRF_TOKEN))
                && !isFromElsewhere(browser);
        if (!own) {
            throw OAuthException.invalidRequest("this form did not come from this server's own page")
                    .refusedBy("csrf-token");
        }
    }

    @Override
    public String escape(String text) {
        return Html.escape(text);
    }

    /** The hidden field of a form that is shown to a browser that has its secret. */
    String csrfField(Request browser, String purpose) {
        return cookie.find(browser).map(own -> csrfField(own, purpose)).orElse("");
    }

    private static String csrfField(Secret ofBrowser, String purpose) {
        return "<input type=\"hidden\" name=\"" + CSRF_TOKEN.name() + "\" value=\""
                + csrfToken(ofBrowser, purpose).reveal() + "\">";
    }

    /** Proof that the form came from this page in this browser: a digest over the browser's own secret and the purpose. */
    private static Secret csrfToken(Secret ofBrowser, String purpose) {
        return Secret.of(
                Digest.of(Secret.of(purpose + "\n" + ofBrowser.reveal())).encoded());
    }

    private boolean isFromElsewhere(Request browser) {
        Optional<String> origin = browser.header("Origin");
        return origin.isPresent()
                && !origin.get().equals(issuer.origin())
                && !origin.get().equals("null");
    }
}
