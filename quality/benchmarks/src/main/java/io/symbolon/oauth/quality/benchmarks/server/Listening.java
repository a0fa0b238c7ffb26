// SPDX-License-Identifier: Apache-2.0
package io.symbolon.oauth.quality.benchmarks.server;

import jakarta.servlet.http.HttpServlet;
import java.io.IOException;
import java.util.Map;
import org.eclipse.jetty.ee10.servlet.ServletContextHandler;
import org.eclipse.jetty.ee10.servlet.ServletHolder;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;

/** Jetty as it comes, with one servlet for all paths, on a free port of the loopback address. */
final class Listening {

    /** What a program prints, followed by its port, when it is ready. */
    static final String READY = "listening ";

    private Listening() {}

    /** Serves until whoever started this process closes its standard input, or ends. */
    static void serve(HttpServlet servlet) throws Exception {
        serve(servlet, Map.of());
    }

    /** The same, with other servlets for some paths. */
    static void serve(HttpServlet servlet, Map<String, HttpServlet> others) throws Exception {
        Server server = new Server();
        ServerConnector connector = new ServerConnector(server);
        connector.setHost("127.0.0.1");
        server.addConnector(connector);
        ServletContextHandler context = new ServletContextHandler("/");
        context.addServlet(new ServletHolder(servlet), "/*");
        others.forEach((path, other) -> context.addServlet(new ServletHolder(other), path));
        server.setHandler(context);
        server.start();
        System.out.println(READY + connector.getLocalPort());
        awaitEndOfInput();
        server.stop();
    }

    private static void awaitEndOfInput() throws IOException {
        while (System.in.read() >= 0) {
            // whatever is said is ignored
        }
    }
}
