// SPDX-License-Identifier: Apache-2.0
package io.symbolon.oauth.quality.faults;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;

/** Stands in front of a database and cuts one connection, at a message of the test's choice. */
final class CuttingProxy implements AutoCloseable {

    private static final int NEVER = 0;

    /** On which side of the database's work a connection is cut. */
    enum Side {
        /** The message never arrives. */
        BEFORE,
        /** The message arrives and is acted on, and the answer is lost. */
        AFTER
    }

    private final ServerSocket entrance;
    private final int port;
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final AtomicInteger messagesLeft = new AtomicInteger(NEVER);
    private final AtomicReference<Side> side = new AtomicReference<>(Side.BEFORE);

    private CuttingProxy(ServerSocket entrance, int port) {
        this.entrance = entrance;
        this.port = port;
    }

    static CuttingProxy to(int port) {
        try {
            CuttingProxy proxy = new CuttingProxy(new ServerSocket(0, 50, InetAddress.getLoopbackAddress()), port);
            proxy.threads.execute(proxy::accept);
            return proxy;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    int port() {
        return entrance.getLocalPort();
    }

    /** Cuts at this message to the database, counted from now on; the first is 1. */
    void cutAt(int message, Side when) {
        side.set(when);
        messagesLeft.set(message);
    }

    /** Whether the message has come by now; whatever was asked for is called off. */
    boolean hasCut() {
        return messagesLeft.getAndSet(NEVER) == NEVER;
    }

    @Override
    public void close() {
        try {
            entrance.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } finally {
            threads.shutdownNow();
        }
    }

    private void accept() {
        while (!entrance.isClosed()) {
            try {
                Socket client = entrance.accept();
                Socket database = new Socket(InetAddress.getLoopbackAddress(), port);
                AtomicReference<Side> fate = new AtomicReference<>();
                threads.execute(() -> pump(client, database, fate, true));
                threads.execute(() -> pump(database, client, fate, false));
            } catch (IOException e) {
                // the entrance was closed, or the database is away and the client sees a connection that never was
            }
        }
    }

    private void pump(Socket from, Socket to, AtomicReference<Side> fate, boolean toDatabase) {
        byte[] buffer = new byte[65536];
        try (from;
                to) {
            InputStream in = from.getInputStream();
            OutputStream out = to.getOutputStream();
            for (int length = in.read(buffer); length >= 0; length = in.read(buffer)) {
                if (toDatabase && isTheMessage()) {
                    fate.set(side.get());
                }
                if (fate.get() == Side.BEFORE || (fate.get() == Side.AFTER && !toDatabase)) {
                    return;
                }
                out.write(buffer, 0, length);
                out.flush();
            }
        } catch (IOException e) {
            // one of the two has gone, and now both are closed
        }
    }

    private boolean isTheMessage() {
        return messagesLeft.get() > NEVER && messagesLeft.decrementAndGet() == NEVER;
    }
}
