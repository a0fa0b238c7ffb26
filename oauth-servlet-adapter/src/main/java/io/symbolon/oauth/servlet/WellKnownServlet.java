// SPDX-License-Identifier: Apache-2.0
package io.symbolon.oauth.servlet;

import io.symbolon.oauth.api.AuthorizationServer;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;

/**
 * Answers at the host's root for an issuer that has a path: RFC 8414 §3.1 puts its metadata at {@code
 * /.well-known/oauth-authorization-server} followed by that path, outside the application's own context. Register it in
 * the root context, or let a proxy send that one path to the application. It reads no body.
 */
public final class WellKnownServlet extends HttpServlet {

    /** The URL pattern to map it to, in the root context. */
    public static final String MAPPING = "/.well-known/oauth-authorization-server/*";

    private static final long serialVersionUID = 1L;

    private final transient AuthorizationServer server;
    private final transient Wire wire;

    /** Asks the server with {@link ServletSettings#defaults()}; does not close it. */
    public WellKnownServlet(AuthorizationServer server) {
        this(server, ServletSettings.defaults());
    }

    /** Asks the server with these settings; does not close it. */
    public WellKnownServlet(AuthorizationServer server, ServletSettings settings) {
        this.server = server;
        this.wire = new Wire(settings);
    }

    @Override
    protected void service(HttpServletRequest request, HttpServletResponse response) throws IOException {
        wire.answer(server, wire.readHead(request), request, response);
    }
}
