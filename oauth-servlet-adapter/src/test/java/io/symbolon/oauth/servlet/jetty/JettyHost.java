// SPDX-License-Identifier: Apache-2.0
package io.symbolon.oauth.servlet.jetty;

import io.symbolon.oauth.servlet.host.HostApplication;
import io.symbolon.oauth.servlet.host.ServletHost;
import io.symbolon.oauth.testkit.HostHabit;
import io.symbolon.oauth.testkit.MountedServer;
import jakarta.servlet.ServletContext;
import java.util.Set;
import java.util.function.Consumer;
import org.eclipse.jetty.ee10.servlet.ErrorPageErrorHandler;
import org.eclipse.jetty.ee10.servlet.ServletContextHandler;
import org.eclipse.jetty.http.UriCompliance;
import org.eclipse.jetty.server.HttpConfiguration;
import org.eclipse.jetty.server.HttpConnectionFactory;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;

/** Jetty 12 with one Jakarta EE 10 context. */
public final class JettyHost implements ServletHost {

    @Override
    public MountedServer start(String contextPath, Set<HostHabit> habits, Consumer<ServletContext> application) {
        ServletContextHandler context = new ServletContextHandler();
        context.setContextPath(contextPath.isEmpty() ? "/" : contextPath);
        context.addServletContainerInitializer(new HostApplication(habits, application));
        HttpConfiguration http = new HttpConfiguration();
        habits.forEach(habit -> accustom(habit, context, http));

        Server server = new Server();
        ServerConnector connector = new ServerConnector(server, new HttpConnectionFactory(http));
        connector.setHost("127.0.0.1");
        server.addConnector(connector);
        server.setHandler(context);
        start(server);
        return new Running(server, connector.getLocalPort());
    }

    private static void accustom(HostHabit habit, ServletContextHandler context, HttpConfiguration http) {
        switch (habit) {
            case LIMITS_FORM_BYTES -> context.setMaxFormContentSize(HostHabit.FORM_BYTES);
            case LIMITS_FORM_FIELDS -> context.setMaxFormKeys(HostHabit.FORM_FIELDS);
            case SHOWS_ERROR_PAGES -> {
                ErrorPageErrorHandler pages = new ErrorPageErrorHandler();
                pages.addErrorPage(400, 599, HostApplication.ERROR_PATH);
                context.setErrorHandler(pages);
            }
            case ACCEPTS_ODD_PATHS -> {
                http.setUriCompliance(UriCompliance.UNSAFE);
                context.getServletHandler().setDecodeAmbiguousURIs(true);
            }
            case READS_PARAMETERS, READS_PARAMETERS_IN_UTF_8, WRAPS_REQUESTS, SETS_HEADERS -> {}
        }
    }

    private static void start(Server server) {
        try {
            server.start();
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }

    private record Running(Server server, int port) implements MountedServer {

        @Override
        public void close() {
            try {
                server.stop();
            } catch (Exception e) {
                throw new IllegalStateException(e);
            }
        }
    }
}
