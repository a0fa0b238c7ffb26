// SPDX-License-Identifier: Apache-2.0
package io.symbolon.oauth.samples.quickstart;

import io.symbolon.oauth.core.OAuthServer;
import java.io.IOException;
import java.net.BindException;
import java.time.InstantSource;
import org.eclipse.jetty.ee10.servlet.ErrorPageErrorHandler;
import org.eclipse.jetty.ee10.servlet.ServletContextHandler;
import org.eclipse.jetty.ee10.servlet.SessionHandler;
import org.eclipse.jetty.server.HttpConfiguration;
import org.eclipse.jetty.server.HttpConnectionFactory;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.server.handler.GracefulHandler;
import org.eclipse.jetty.util.thread.QueuedThreadPool;

/** The album on an embedded Jetty. Closing it finishes the requests in flight, and leaves nothing behind. */
final class RunningAlbum implements AutoCloseable {

    private static final long STOP_MILLIS = 3_000;

    private final Server jetty;
    private final OAuthServer server;
    private final Storage.Open storage;
    private final QuickstartConfiguration configuration;
    private final int port;

    private RunningAlbum(
            Server jetty, OAuthServer server, Storage.Open storage, QuickstartConfiguration configuration, int port) {
        this.jetty = jetty;
        this.server = server;
        this.storage = storage;
        this.configuration = configuration;
        this.port = port;
    }

    /**
     * Starts the album; on failure nothing is left running.
     *
     * @throws StartException if it cannot; says why
     */
    static RunningAlbum start(Arguments arguments, InstantSource clock) {
        int wanted = arguments.portFor(arguments.configuration().issuer());
        Server jetty = new Server(new QueuedThreadPool(64));
        ServerConnector connector = listen(jetty, wanted);
        try {
            QuickstartConfiguration configuration =
                    wanted == 0 ? arguments.configuration(connector.getLocalPort()) : arguments.configuration();
            Storage.Open storage = arguments.storage().open();
            OAuthServer server = configuration.newServer(clock, storage);
            return start(
                    jetty, new RunningAlbum(jetty, server, storage, configuration, connector.getLocalPort()), clock);
        } finally {
            if (!jetty.isStarted()) {
                connector.close();
            }
        }
    }

    QuickstartConfiguration configuration() {
        return configuration;
    }

    /** Where it listens. */
    int port() {
        return port;
    }

    @Override
    public void close() {
        try {
            jetty.stop();
        } catch (Exception e) {
            throw new IllegalStateException("could not stop the web server", e);
        } finally {
            server.close();
            storage.close();
        }
    }

    private static RunningAlbum start(Server jetty, RunningAlbum album, InstantSource clock) {
        ServletContextHandler context = new ServletContextHandler("/", ServletContextHandler.SESSIONS);
        context.addServletContainerInitializer(new AlbumApplication(album.configuration, album.server, clock));
        SessionHandler sessions = context.getSessionHandler();
        sessions.setMaxInactiveInterval(1800);
        ErrorPageErrorHandler errors = new ErrorPageErrorHandler();
        errors.addErrorPage(400, 599, ErrorServlet.PATH);
        context.setErrorHandler(errors);
        jetty.setHandler(new GracefulHandler(context));
        jetty.setStopTimeout(STOP_MILLIS);
        try {
            jetty.start();
            return album;
        } catch (Exception e) {
            album.close();
            throw new IllegalStateException("the web server did not start", e);
        }
    }

    /** Takes the port before anything else is done. */
    private static ServerConnector listen(Server jetty, int port) {
        HttpConfiguration http = new HttpConfiguration();
        http.setSendServerVersion(false);
        ServerConnector connector = new ServerConnector(jetty, 1, 1, new HttpConnectionFactory(http));
        connector.setHost("127.0.0.1");
        connector.setPort(port);
        jetty.addConnector(connector);
        try {
            connector.open();
            return connector;
        } catch (IOException e) {
            boolean taken = e instanceof BindException || e.getCause() instanceof BindException;
            throw new StartException(
                    taken
                            ? "port " + port + " of 127.0.0.1 cannot be taken ("
                                    + (e.getCause() == null ? e : e.getCause()).getMessage()
                                    + "); choose another with --port"
                            : "cannot listen on port " + port + ": " + e.getMessage());
        }
    }
}
