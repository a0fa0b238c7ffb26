// SPDX-License-Identifier: Apache-2.0
package io.symbolon.oauth.core.internal.fetch;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import javax.net.ServerSocketFactory;

/** Says to whoever connects what a test wants said, at a free port of the loopback address. */
final class RawServer implements AutoCloseable {

    /** What is said, byte for byte. */
    @FunctionalInterface
    interface Answer {
        void writeTo(OutputStream out) throws IOException;
    }

    final List<String> requests = new CopyOnWriteArrayList<>();
    private final ServerSocket socket;

    private RawServer(ServerSocket socket, Answer answer) {
        this.socket = socket;
        Thread thread = new Thread(() -> serve(answer), "raw-server");
        thread.setDaemon(true);
        thread.start();
    }

    static RawServer plain(Answer answer) {
        return of(ServerSocketFactory.getDefault(), answer);
    }

    static RawServer of(ServerSocketFactory factory, Answer answer) {
        try {
            return new RawServer(factory.createServerSocket(0, 50, InetAddress.getLoopbackAddress()), answer);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static Answer text(String text) {
        return out -> out.write(text.getBytes(StandardCharsets.ISO_8859_1));
    }

    int port() {
        return socket.getLocalPort();
    }

    private void serve(Answer answer) {
        while (!socket.isClosed()) {
            try (Socket peer = socket.accept()) {
                requests.add(head(peer.getInputStream()));
                answer.writeTo(peer.getOutputStream());
                peer.getOutputStream().flush();
            } catch (IOException e) {
                // the peer has gone, or the test is over
            }
        }
    }

    private static String head(InputStream in) throws IOException {
        StringBuilder head = new StringBuilder();
        for (int next = in.read(); next >= 0; next = in.read()) {
            head.append((char) next);
            if (head.toString().endsWith("\r\n\r\n")) {
                break;
            }
        }
        return head.toString();
    }

    @Override
    public void close() {
        try {
            socket.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
