// SPDX-License-Identifier: Apache-2.0
package io.symbolon.oauth.samples.quickstart;

import io.symbolon.oauth.api.Issuer;
import io.symbolon.oauth.api.Secret;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.IntStream;

/** The pages of the demo client, with which a person tries the authorization code grant in a browser. */
final class DemoServlet extends HttpServlet {

    static final String PATH = "/demo";

    private static final long serialVersionUID = 1L;
    private static final String CONNECTION = "demo";

    private final transient Issuer issuer;
    private final transient Supplier<DemoClient> clients;
    private transient Optional<DemoClient> started = Optional.empty();

    DemoServlet(Issuer issuer, String clientId, Secret clientSecret) {
        this.issuer = issuer;
        this.clients = () -> new DemoClient(issuer, clientId, clientSecret);
    }

    @Override
    public void init() {
        started = Optional.of(clients.get());
    }

    @Override
    protected void service(HttpServletRequest request, HttpServletResponse response)
            throws ServletException, IOException {
        try {
            super.service(request, response);
        } catch (UnreachableException e) {
            new Page(request, response).say(502, "The demo client got no answer", e.getMessage() + ".");
        }
    }

    @Override
    protected void doGet(HttpServletRequest request, HttpServletResponse response) throws IOException {
        if (path(request).equals("/callback")) {
            receive(request, response);
        } else if (path(request).isEmpty()) {
            show(request, response);
        } else {
            response.sendError(HttpServletResponse.SC_NOT_FOUND);
        }
    }

    @Override
    protected void doPost(HttpServletRequest request, HttpServletResponse response) throws IOException {
        switch (path(request)) {
            case "/connect" -> connect(request, response);
            case "/refresh" -> step(request, response, client().refresh(connection(request)), true);
            case "/read" -> step(request, response, connection(request), true);
            case "/revoke" -> step(request, response, client().revoke(connection(request)), true);
            case "/forget" -> {
                request.getSession().removeAttribute(CONNECTION);
                Page.goTo(response, PATH);
            }
            default -> response.sendError(HttpServletResponse.SC_NOT_FOUND);
        }
    }

    private void connect(HttpServletRequest request, HttpServletResponse response) throws IOException {
        DemoConnection begun = DemoConnection.begin();
        String uri = client().authorizationUri(begun);
        Exchange sent = new Exchange(
                "Send the browser to the authorization endpoint",
                "GET " + uri.replace("&", "\n  &").replace("?", "\n  ?"),
                "The server found out who you are, asked for your consent, and sent the browser back.");
        request.getSession().setAttribute(CONNECTION, begun.after(sent));
        Page.goTo(response, uri);
    }

    /** Takes the answer of the authorization endpoint (RFC 6749 §4.1.2, RFC 9207 §2.4). */
    private void receive(HttpServletRequest request, HttpServletResponse response) throws IOException {
        DemoConnection connection = connection(request);
        boolean awaited = !connection.state().isEmpty()
                && connection.state().equals(parameter(request, "state"))
                && issuer.uri().equals(parameter(request, "iss"));
        if (!awaited) {
            new Page(request, response)
                    .say(400, "Not awaited", "This answer belongs to no question that the demo client has asked.");
            return;
        }
        Exchange answer = new Exchange(
                "Receive the answer",
                "GET " + DemoClient.redirectUri(issuer),
                shown(request, "code") + shown(request, "error") + shown(request, "error_description")
                        + "state = as sent\niss = " + issuer);
        String code = parameter(request, "code");
        DemoConnection answered = connection.after(answer);
        if (code.isEmpty()) {
            step(request, response, answered.answered(), false);
        } else {
            step(request, response, client().redeem(code, answered), true);
        }
    }

    private void step(
            HttpServletRequest request, HttpServletResponse response, DemoConnection connection, boolean reading)
            throws IOException {
        boolean readable = reading && connection.accessToken().isPresent();
        DemoConnection after = readable ? client().readPhotos(connection) : connection;
        request.getSession().setAttribute(CONNECTION, after);
        Page.goTo(response, PATH + "#step-" + after.exchanges().size());
    }

    private void show(HttpServletRequest request, HttpServletResponse response) throws IOException {
        DemoConnection connection = connection(request);
        boolean connected = connection.accessToken().isPresent();
        new Page(request, response)
                .write(
                        200,
                        "Demo client",
                        Html.of(
                                """
                <h1>An application that wants to see your photos</h1>
                <p>This page belongs to a client. It has no password of yours and no way into the album but
                OAuth: the authorization code grant with PKCE, over HTTP. Each step is shown as it happens.</p>
                <form method="post" class="buttons">%s%s</form>
                <h2>%s</h2>
                <ol class="steps">
                %s
                </ol>
                """,
                                Visit.of(request).csrfField(),
                                connected
                                        ? Html.of(
                                                "%s%s%s%s",
                                                button("read", "Read the photos again", true),
                                                button("refresh", "Refresh the tokens", false),
                                                button("revoke", "Give the tokens back", false),
                                                button("forget", "Start over", false))
                                        : button("connect", "Try it", true),
                                connection.exchanges().isEmpty() ? Html.NONE : "What has happened",
                                Html.join(IntStream.range(
                                                0, connection.exchanges().size())
                                        .mapToObj(i -> step(
                                                i + 1, connection.exchanges().get(i))))));
    }

    private static Html button(String action, String text, boolean primary) {
        return Html.of(
                "<button formaction=\"%s/%s\"%s>%s</button>\n",
                PATH, action, primary ? new Html(" class=\"primary\"") : Html.NONE, text);
    }

    private static Html step(int number, Exchange exchange) {
        return Html.of(
                "<li id=\"step-%s\"><strong>%s. %s</strong><pre>%s</pre><pre>%s</pre></li>",
                number, number, exchange.purpose(), exchange.request(), exchange.response());
    }

    private static DemoConnection connection(HttpServletRequest request) {
        return request.getSession().getAttribute(CONNECTION) instanceof DemoConnection connection
                ? connection
                : DemoConnection.none();
    }

    private DemoClient client() {
        return started.orElseThrow();
    }

    private static String path(HttpServletRequest request) {
        return Optional.ofNullable(request.getPathInfo()).orElse("");
    }

    private static String shown(HttpServletRequest request, String name) {
        String value = parameter(request, name);
        if (value.isEmpty()) {
            return "";
        }
        return name + " = " + (name.equals("code") ? Exchange.shortened(value) : value) + "\n";
    }

    private static String parameter(HttpServletRequest request, String name) {
        return Optional.ofNullable(request.getParameter(name)).orElse("");
    }
}
