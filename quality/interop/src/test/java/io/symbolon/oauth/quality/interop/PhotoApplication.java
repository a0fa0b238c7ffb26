// SPDX-License-Identifier: Apache-2.0
package io.symbolon.oauth.quality.interop;

import io.symbolon.oauth.api.AccessDemand;
import io.symbolon.oauth.api.AuthenticationContext;
import io.symbolon.oauth.api.ClientAuthenticationMethod;
import io.symbolon.oauth.api.ClientId;
import io.symbolon.oauth.api.ResourceUri;
import io.symbolon.oauth.api.Scope;
import io.symbolon.oauth.api.Scopes;
import io.symbolon.oauth.api.Secret;
import io.symbolon.oauth.api.Subject;
import io.symbolon.oauth.api.VerifiedAccess;
import io.symbolon.oauth.api.authorization.Approval;
import io.symbolon.oauth.api.client.Client;
import io.symbolon.oauth.api.client.HashedSecret;
import io.symbolon.oauth.api.resource.Resource;
import io.symbolon.oauth.core.OAuthServer;
import io.symbolon.oauth.core.settings.Settings;
import io.symbolon.oauth.servlet.BearerTokenFilter;
import io.symbolon.oauth.servlet.OAuthServlet;
import io.symbolon.oauth.servlet.ServletInteractions;
import io.symbolon.oauth.testkit.CodeFlow;
import jakarta.servlet.DispatcherType;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.time.Instant;
import java.util.EnumSet;
import java.util.Objects;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.eclipse.jetty.ee10.servlet.FilterHolder;
import org.eclipse.jetty.ee10.servlet.ServletContextHandler;
import org.eclipse.jetty.ee10.servlet.ServletHolder;
import org.eclipse.jetty.server.HttpConfiguration;
import org.eclipse.jetty.server.HttpConnectionFactory;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;

/**
 * A web application that embeds the authorization server: its own login page at {@code /login}, the server under {@code
 * /oauth}, and an API at {@code /api/photos} that wants the scope {@code photos.read}. On Jetty, at a free port of the
 * loopback address, with everything in memory.
 */
final class PhotoApplication implements AutoCloseable {

    static final Secret SECRET = Secret.of("a secret that every confidential client here shares");
    static final String REDIRECT_URI = "https://web.example.com/callback";
    static final ResourceUri PHOTOS = new ResourceUri("https://photos.example.com");
    static final ResourceUri ALBUMS = new ResourceUri("https://albums.example.com");

    /** Confidential, {@code client_secret_basic}: code, refresh, client credentials. */
    static final String WEB = "web";
    /** Confidential, {@code client_secret_post}: code, refresh, client credentials. */
    static final String WEB_POST = "web-post";
    /** Public: code and refresh. */
    static final String APP = "app";
    /** The API, which may introspect every token. */
    static final String PHOTO_API = "photo-api";

    private final Server jetty;
    private final OAuthServer server;
    private final int port;

    private PhotoApplication(Server jetty, OAuthServer server, int port) {
        this.jetty = jetty;
        this.server = server;
        this.port = port;
    }

    /** Starts with defaults, but for keys that are made fast. */
    static PhotoApplication start() {
        return start(settings -> settings.signingAlgorithms("ES256"), UnaryOperator.identity());
    }

    /** Starts with these settings and additions. */
    static PhotoApplication start(
            UnaryOperator<Settings.Builder> settings, UnaryOperator<OAuthServer.Builder> additions) {
        Server jetty = new Server();
        HttpConfiguration http = new HttpConfiguration();
        http.setSendServerVersion(false);
        ServerConnector connector = new ServerConnector(jetty, new HttpConnectionFactory(http));
        connector.setHost("127.0.0.1");
        jetty.addConnector(connector);
        try {
            connector.open();
            int port = connector.getLocalPort();
            String issuer = "http://127.0.0.1:" + port + "/oauth";
            OAuthServer server = additions
                    .apply(registered(OAuthServer.builder(
                            settings.apply(Settings.forIssuer(issuer)).build())))
                    .build();
            jetty.setHandler(context(server));
            jetty.start();
            return new PhotoApplication(jetty, server, port);
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }

    OAuthServer server() {
        return server;
    }

    int port() {
        return port;
    }

    String origin() {
        return "http://127.0.0.1:" + port;
    }

    String issuer() {
        return origin() + "/oauth";
    }

    /** The code flow of a client, in-process; what it obtains can be redeemed over HTTP. */
    CodeFlow codeFlow(String clientId) {
        return CodeFlow.of(server, new ClientId(clientId), SECRET);
    }

    @Override
    public void close() {
        try {
            jetty.stop();
        } catch (Exception e) {
            throw new IllegalStateException(e);
        } finally {
            server.close();
        }
    }

    private static OAuthServer.Builder registered(OAuthServer.Builder server) {
        return server.loginPage("/login")
                .scope("photos.read", "See your photos")
                .scope("photos.write", "Change your photos")
                .scope("albums.read", "See your albums")
                .resource(new Resource(
                        PHOTOS, Scopes.of(new Scope("photos.read"), new Scope("photos.write")), Optional.empty()))
                .resource(new Resource(ALBUMS, Scopes.of(new Scope("albums.read")), Optional.of("at+jwt")))
                .client(Client.confidential(WEB, SECRET)
                        .name("Print shop")
                        .authorizationCode(REDIRECT_URI)
                        .clientCredentials()
                        .scopes("photos.read", "photos.write", "albums.read")
                        .build())
                .client(Client.confidential(WEB_POST, ClientAuthenticationMethod.CLIENT_SECRET_POST)
                        .secret(HashedSecret.sha256(SECRET))
                        .authorizationCode(REDIRECT_URI)
                        .clientCredentials()
                        .scopes("photos.read", "photos.write", "albums.read")
                        .build())
                .client(Client.publicClient(APP)
                        .authorizationCode("http://127.0.0.1/callback")
                        .scopes("photos.read", "photos.write")
                        .build())
                .client(Client.confidential(PHOTO_API, SECRET)
                        .introspectsEveryToken()
                        .build());
    }

    private static ServletContextHandler context(OAuthServer server) {
        ServletContextHandler context = new ServletContextHandler();
        OAuthServlet oauth = new OAuthServlet(server);
        ServletHolder mounted = new ServletHolder(oauth);
        for (String mapping : oauth.mappings("")) {
            context.addServlet(mounted, mapping);
        }
        context.addServlet(new ServletHolder(new Login(new ServletInteractions(server.interactions()))), "/login");
        context.addServlet(new ServletHolder(new Photos()), "/api/photos");
        context.addFilter(
                new FilterHolder(new BearerTokenFilter(server, AccessDemand.of(new Scope("photos.read")))),
                "/api/*",
                EnumSet.of(DispatcherType.REQUEST));
        return context;
    }

    /** Believes whoever names themselves; who says at once what they allow is not asked again by the server's page. */
    private static final class Login extends HttpServlet {

        private static final long serialVersionUID = 1L;

        private final transient ServletInteractions interactions;

        Login(ServletInteractions interactions) {
            this.interactions = interactions;
        }

        @Override
        protected void doGet(HttpServletRequest request, HttpServletResponse response) throws IOException {
            boolean waiting = interactions.find(request).isPresent();
            response.setContentType("text/plain");
            response.getOutputStream().print(waiting ? "who are you?" : "nobody waits");
        }

        @Override
        protected void doPost(HttpServletRequest request, HttpServletResponse response) throws IOException {
            Subject account = Subject.ofAccount(Objects.requireNonNullElse(request.getParameter("account"), "nobody"));
            AuthenticationContext now = AuthenticationContext.at(Instant.now());
            String allowed = request.getParameter("allowed");
            if (allowed == null) {
                interactions.authenticated(request, response, account, now);
            } else {
                interactions.approved(request, response, Approval.of(account, now, Scopes.parse(allowed)));
            }
        }
    }

    /** The API. */
    private static final class Photos extends HttpServlet {

        private static final long serialVersionUID = 1L;

        @Override
        protected void doGet(HttpServletRequest request, HttpServletResponse response) throws IOException {
            String owner = BearerTokenFilter.findAccess(request)
                    .map(VerifiedAccess::subject)
                    .map(Subject::value)
                    .orElse("nobody");
            response.setContentType("text/plain");
            response.getOutputStream().print("the photos of " + owner);
        }
    }
}
