// SPDX-License-Identifier: Apache-2.0
package io.symbolon.oauth.quality.databases;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/** A database server in processes of its own. */
final class Server implements RunningDatabase {

    private static final int STARTS = 20;
    private static final int LOOKS = 600;
    private static final int LOOK_MILLIS = 100;

    private final Product product;
    private final TemporaryFolder folder;
    private final int port;
    private final AtomicInteger databases = new AtomicInteger();
    private Process process;

    private Server(Product product, TemporaryFolder folder) {
        this.product = product;
        this.folder = folder;
        this.port = freePort();
        this.process = running();
    }

    static RunningDatabase start(Product product) {
        TemporaryFolder folder = TemporaryFolder.create(product.name());
        product.install(folder.path());
        return new Server(product, folder);
    }

    @Override
    public Database database() {
        return product.database(port, product.firstDatabase());
    }

    @Override
    public Database freshDatabase() {
        String name = "test" + databases.incrementAndGet();
        product.creation(name).ifPresent(this::execute);
        return product.database(port, name);
    }

    private void execute(String creation) {
        try (Connection connection = dataSource().getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute(creation);
        } catch (SQLException e) {
            throw new DatabaseException("no new database could be made", e);
        }
    }

    // The main process first, or it would start to clean up after the others.
    @Override
    public void kill() {
        List<ProcessHandle> others = process.descendants().toList();
        process.destroyForcibly();
        process.onExit().join();
        others.forEach(ProcessHandle::destroyForcibly);
        others.forEach(other -> other.onExit().join());
    }

    @Override
    public void restart() {
        process = running();
    }

    @Override
    public void close() {
        kill();
        folder.delete();
    }

    /** The main process. */
    long pid() {
        return process.pid();
    }

    /** The folder that holds the data. */
    Path folder() {
        return folder.path();
    }

    // What is left of a killed server may hold the port or the shared memory a little longer.
    private Process running() {
        for (int start = 1; start <= STARTS; start++) {
            Process started = launched();
            folder.guard(started);
            if (answers(started)) {
                return started;
            }
            pauseFor(started);
        }
        throw new DatabaseException(product.name() + " does not start:\n" + log());
    }

    private Process launched() {
        File log = log(folder.path()).toFile();
        ProcessBuilder builder = new ProcessBuilder(product.command(folder.path(), port))
                .directory(folder.path().toFile())
                .redirectInput(new File("/dev/null"))
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(log));
        builder.environment().putAll(product.environment());
        try {
            return builder.start();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private boolean answers(Process started) {
        for (int look = 1; look <= LOOKS; look++) {
            try (Connection connection = dataSource().getConnection()) {
                return connection.isValid(LOOK_MILLIS);
            } catch (SQLException e) {
                if (pauseFor(started)) {
                    return false;
                }
            }
        }
        throw new DatabaseException(product.name() + " does not answer:\n" + log());
    }

    // Waits a little, or until the process has ended; answers whether it has.
    private static boolean pauseFor(Process started) {
        try {
            return started.waitFor(LOOK_MILLIS, TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new DatabaseException("interrupted while a database started", e);
        }
    }

    private String log() {
        try {
            return Files.readString(log(folder.path()));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Path log(Path folder) {
        return folder.resolve("log");
    }

    private static int freePort() {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
