// SPDX-License-Identifier: Apache-2.0
package io.symbolon.oauth.samples.quickstart;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/** The frame around every page of the album, and the headers that keep others' scripts and frames out of it. */
final class Page {

    private final HttpServletRequest request;
    private final HttpServletResponse response;
    private String formTargets = "'self'";

    Page(HttpServletRequest request, HttpServletResponse response) {
        this.request = request;
        this.response = response;
    }

    /** Where else a form of the page may lead in the end; browsers hold redirects against this too. */
    Page formsMayLeadTo(String sources) {
        formTargets = "'self' " + sources;
        return this;
    }

    /** Sends the page. */
    void write(int status, String title, Html content) throws IOException {
        response.setStatus(status);
        response.setContentType("text/html;charset=utf-8");
        response.setHeader("Cache-Control", "no-store");
        response.setHeader(
                "Content-Security-Policy",
                "default-src 'none'; style-src 'self'; img-src 'self'; form-action " + formTargets
                        + "; frame-ancestors 'none'; base-uri 'none'");
        response.setHeader("X-Frame-Options", "DENY");
        response.setHeader("X-Content-Type-Options", "nosniff");
        response.setHeader("Referrer-Policy", "no-referrer");
        Html page = Html.of("""
                <!DOCTYPE html>
                <html lang="en">
                <head>
                <meta charset="utf-8">
                <title>%s</title>
                <meta name="viewport" content="width=device-width,initial-scale=1">
                <link rel="stylesheet" href="/album.css">
                <link rel="icon" href="/icon.svg">
                </head>
                <body>
                <header><a href="/" class="brand">Photo album</a>%s</header>
                <main>
                %s
                </main>
                </body>
                </html>
                """, title, visitor(), content);
        response.getOutputStream().write(page.markup().getBytes(StandardCharsets.UTF_8));
    }

    /** Sends a page that says only this. */
    void say(int status, String title, String sentence) throws IOException {
        write(status, title, Html.of("<h1>%s</h1>\n<p>%s</p>\n<p><a href=\"/\">To the album</a></p>", title, sentence));
    }

    /** Sends the browser on, always by GET (RFC 9110 §15.4.4). */
    static void goTo(HttpServletResponse response, String uri) {
        response.setStatus(HttpServletResponse.SC_SEE_OTHER);
        response.setHeader("Location", uri);
        response.setHeader("Cache-Control", "no-store");
        response.setHeader("Referrer-Policy", "no-referrer");
    }

    private Html visitor() {
        Optional<Visit> visit = Visit.find(request);
        return visit.flatMap(Visit::signIn)
                .map(signIn -> Html.of(
                        "<form method=\"post\" action=\"/logout\">%s<span>%s</span><button>Sign out</button></form>",
                        visit.get().csrfField(), signIn.username()))
                .orElse(Html.of("<a href=\"/login\" class=\"button\">Sign in</a>"));
    }
}
