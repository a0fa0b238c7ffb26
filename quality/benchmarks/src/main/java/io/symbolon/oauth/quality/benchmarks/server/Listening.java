// SPDX-License-Identifier: Apache-2.0
package io.symbolon.oauth.quality.benchmarks.server;

import io.symbolon.oauth.quality.benchmarks.load.RequestThreads;
import jakarta.servlet.http.HttpServlet;
import java.io.IOException;
import java.time.Duration;
import org.eclipse.jetty.ee10.servlet.ServletContextHandler;
import org.eclipse.jetty.ee10.servlet.ServletHolder;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.util.VirtualThreads;
import org.eclipse.jetty.util.thread.QueuedThreadPool;

/** Jetty as it comes, with one servlet for all paths, on a free port of the loopback address. */
final class Listening {

    /** What a program prints, followed by its port, when it is ready. */
    static final String READY = "listening ";

    private Listening() {}

    /** Serves until whoever started this process closes its standard input, or ends. */
    static void serve(HttpServlet servlet) throws Exception {
        QueuedThreadPool threads = new QueuedThreadPool();
        if (RequestThreads.ofThisProcess() == RequestThreads.VIRTUAL) {
            threads.setVirtualThreadsExecutor(VirtualThreads.getDefaultVirtualThreadsExecutor());
        }
        Server server = new Server(threads);
        ServerConnector connector = new ServerConnector(server);
        connector.setHost("127.0.0.1");
        // while others have their turn, nothing comes
        connector.setIdleTimeout(Duration.ofMinutes(5).toMillis());
        server.addConnector(connector);
        ServletContextHandler context = new ServletContextHandler("/");
        context.addServlet(new ServletHolder(servlet), "/*");
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
