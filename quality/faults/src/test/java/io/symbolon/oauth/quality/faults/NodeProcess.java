// SPDX-License-Identifier: Apache-2.0
package io.symbolon.oauth.quality.faults;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import io.symbolon.oauth.jdbc.JdbcStorage;
import io.symbolon.oauth.jdbc.JdbcStorage.Migration;
import io.symbolon.oauth.quality.databases.Database;
import io.symbolon.oauth.servlet.OAuthServlet;
import java.io.BufferedReader;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.eclipse.jetty.ee10.servlet.ServletContextHandler;
import org.eclipse.jetty.ee10.servlet.ServletHolder;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;

/** A node in a JVM of its own, on Jetty. It halts when it is told to, and when its input ends. */
final class NodeProcess implements AutoCloseable {

    private static final Logger REFUSALS = Logger.getLogger("io.symbolon.oauth");

    private final Process process;
    private final BufferedWriter input;
    private final BufferedReader output;
    private final int port;

    private NodeProcess(Process process, BufferedWriter input, BufferedReader output, int port) {
        this.process = process;
        this.input = input;
        this.output = output;
        this.port = port;
    }

    /** Starts on tables that are there. */
    static NodeProcess start(Database database, Duration refreshWindow) {
        return start(database, refreshWindow, Migration.CHECK_ONLY);
    }

    static NodeProcess start(Database database, Duration refreshWindow, Migration migration) {
        ProcessBuilder command = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Xmx512m",
                        "-XX:+UseSerialGC",
                        "-XX:TieredStopAtLevel=1",
                        "-cp",
                        System.getProperty("java.class.path"),
                        NodeProcess.class.getName(),
                        database.url(),
                        database.user(),
                        database.password(),
                        refreshWindow.toString(),
                        migration.name())
                .redirectError(ProcessBuilder.Redirect.INHERIT);
        try {
            Process process = command.start();
            BufferedReader output = process.inputReader(StandardCharsets.UTF_8);
            String port = output.readLine();
            if (port == null) {
                throw new AssertionError("the node did not start");
            }
            return new NodeProcess(
                    process, process.outputWriter(StandardCharsets.UTF_8), output, Integer.parseInt(port));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    int port() {
        return port;
    }

    /** Lets the node halt at this step of the requests that follow; the first is 1. */
    void haltAtStep(int step) {
        try {
            input.write(step + "\n");
            input.flush();
            output.readLine();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Waits until it has halted, and says where. */
    String haltedAt() {
        try {
            String step = output.readLine();
            process.waitFor();
            return step == null ? "an unknown step" : step;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError(e);
        }
    }

    /** {@code kill -9}. */
    void kill() {
        process.destroyForcibly();
        process.onExit().join();
    }

    @Override
    public void close() {
        kill();
    }

    /** URL, user, password, refresh window and migration; prints its port, and then one line for each that it reads. */
    public static void main(String[] arguments) throws Exception {
        // Most racers are to be refused; a line for each would cost more than the race.
        REFUSALS.setLevel(Level.WARNING);
        HikariConfig pool = new HikariConfig();
        pool.setJdbcUrl(arguments[0]);
        pool.setUsername(arguments[1]);
        pool.setPassword(arguments[2]);
        pool.setTransactionIsolation("TRANSACTION_READ_COMMITTED");
        Steps steps = new Steps();
        Node node = Node.on(
                JdbcStorage.on(new SteppedDataSource(new HikariDataSource(pool), steps))
                        .migration(Migration.valueOf(arguments[4])),
                Duration.parse(arguments[3]));
        Server jetty = new Server();
        ServerConnector connector = new ServerConnector(jetty);
        connector.setHost("127.0.0.1");
        jetty.addConnector(connector);
        ServletContextHandler context = new ServletContextHandler();
        OAuthServlet oauth = new OAuthServlet(node.server());
        ServletHolder mounted = new ServletHolder(oauth);
        for (String mapping : oauth.mappings("")) {
            context.addServlet(mounted, mapping);
        }
        jetty.setHandler(context);
        jetty.start();
        System.out.println(connector.getLocalPort());
        BufferedReader commands = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
        for (String step = commands.readLine(); step != null; step = commands.readLine()) {
            steps.haltAt(Integer.parseInt(step));
            System.out.println("armed");
        }
        Runtime.getRuntime().halt(0);
    }
}
