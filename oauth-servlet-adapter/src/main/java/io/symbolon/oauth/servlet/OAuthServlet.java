// SPDX-License-Identifier: Apache-2.0
package io.symbolon.oauth.servlet;

import io.symbolon.oauth.api.AuthorizationServer;
import io.symbolon.oauth.api.ResourceOwner;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Optional;
import java.util.function.Function;

/**
 * Mounts the whole authorization server, under any context path and any mapping: {@code /oauth/*}, {@code /}, or the
 * exact paths of {@link #mappings}. The server compares the raw path from the host's root, so the mapping decides only
 * what reaches it, never which endpoint answers. Answers every method itself and never calls the host's error page.
 *
 * <p>Filters in front may wrap the request and may read its parameters; the form is then put together again. They must not
 * hide that the container failed to read them: Tomcat 11 remembers no failure, and what it left out is lost unnoticed.
 *
 * <p>Whoever built the server closes it: usually the application's {@code ServletContextListener}, which the container
 * calls once all servlets and filters are out of service. Where there is no such listener, register {@link
 * #closingServer()}.
 */
public final class OAuthServlet extends HttpServlet {

    private static final long serialVersionUID = 1L;

    private final transient AuthorizationServer server;
    private final transient Wire wire;
    private final transient Function<HttpServletRequest, Optional<ResourceOwner>> resourceOwners;
    private final transient boolean closesServer;

    /** Mounts the server with {@link ServletSettings#defaults()}. */
    public OAuthServlet(AuthorizationServer server) {
        this(server, ServletSettings.defaults());
    }

    /** Mounts the server with these settings. */
    public OAuthServlet(AuthorizationServer server, ServletSettings settings) {
        this(server, new Wire(settings), host -> Optional.empty(), false);
    }

    private OAuthServlet(
            AuthorizationServer server,
            Wire wire,
            Function<HttpServletRequest, Optional<ResourceOwner>> resourceOwners,
            boolean closesServer) {
        this.server = server;
        this.wire = wire;
        this.resourceOwners = resourceOwners;
        this.closesServer = closesServer;
    }

    /** The same servlet, which also closes the server when the container takes the servlet out of service. */
    public OAuthServlet closingServer() {
        return new OAuthServlet(server, wire, resourceOwners, true);
    }

    /**
     * The same servlet, which spares those who are logged in the way round by the login page.
     *
     * @param source who is logged in, by the application's own session; asked only by the authorization endpoint, and many
     *     threads at once; empty if nobody is
     */
    public OAuthServlet recognizing(Function<HttpServletRequest, Optional<ResourceOwner>> source) {
        return new OAuthServlet(server, wire, source, closesServer);
    }

    /**
     * The exact URL patterns under which the server's endpoints lie in a context, so that it takes no other path from
     * the application. The well-known path of an issuer with a path lies outside: see {@link WellKnownServlet}.
     *
     * @param contextPath the context's path from the host's root; empty for the root context
     * @throws IllegalArgumentException if no endpoint lies in this context
     */
    public String[] mappings(String contextPath) {
        String[] patterns = server.mounts().stream()
                .filter(path -> path.startsWith(contextPath + "/"))
                .map(path -> path.substring(contextPath.length()))
                .toArray(String[]::new);
        if (patterns.length == 0) {
            throw new IllegalArgumentException("the context '" + contextPath + "' holds none of the server's paths "
                    + server.mounts() + ": let the issuer's path begin with the context path");
        }
        return patterns;
    }

    @Override
    protected void service(HttpServletRequest request, HttpServletResponse response) throws IOException {
        wire.answer(server, wire.read(request).recognizing(() -> resourceOwners.apply(request)), request, response);
    }

    @Override
    public void destroy() {
        if (closesServer) {
            server.close();
        }
    }
}
