// SPDX-License-Identifier: Apache-2.0
package io.symbolon.oauth.quality.benchmarks.load;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** One connection that is kept alive, with at most one request under way. Reads answers with a Content-Length only. */
public final class Connection implements AutoCloseable {

    private static final byte[] OK = "HTTP/1.1 200 ".getBytes(StandardCharsets.US_ASCII);
    private static final byte[] CONTENT_LENGTH = "content-length:".getBytes(StandardCharsets.US_ASCII);
    private static final int UNKNOWN = -1;

    private final SocketChannel channel;
    private final byte[] answer = new byte[65_536];
    private final ByteBuffer buffer = ByteBuffer.wrap(answer);
    private int bodyStart = UNKNOWN;
    private int end = UNKNOWN;

    private Connection(SocketChannel channel) {
        this.channel = channel;
    }

    /** Connects to the port on the loopback address. */
    public static Connection open(int port) {
        try {
            SocketChannel channel = SocketChannel.open(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
            channel.setOption(StandardSocketOptions.TCP_NODELAY, true);
            return new Connection(channel);
        } catch (IOException e) {
            throw new UncheckedIOException("no connection to port " + port, e);
        }
    }

    SocketChannel channel() {
        return channel;
    }

    /** Sends a request and waits for its answer's body. */
    public byte[] ask(byte[] request) {
        send(request);
        boolean whole = false;
        while (!whole) {
            whole = receive();
        }
        return body();
    }

    void send(byte[] request) {
        buffer.clear();
        bodyStart = UNKNOWN;
        end = UNKNOWN;
        ByteBuffer unsent = ByteBuffer.wrap(request);
        try {
            while (unsent.hasRemaining()) {
                channel.write(unsent);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Reads what is there; true once the answer is whole. */
    boolean receive() {
        int before = buffer.position();
        try {
            if (channel.read(buffer) < 0) {
                throw new IllegalStateException("the server closed the connection");
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        if (bodyStart == UNKNOWN) {
            readHead(Math.max(before - 3, 0));
        }
        return end != UNKNOWN && buffer.position() >= end;
    }

    /** The body of the answer, which is whole. */
    byte[] body() {
        return Arrays.copyOfRange(answer, bodyStart, end);
    }

    boolean isAnsweredAs(Expected expected) {
        return expected.matches(answer, bodyStart, end);
    }

    /** The answer as text, for a message about it. */
    String text() {
        return new String(answer, 0, buffer.position(), StandardCharsets.UTF_8);
    }

    @Override
    public void close() {
        try {
            channel.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void readHead(int from) {
        int length = UNKNOWN;
        for (int i = from; i + 3 < buffer.position(); i++) {
            if (answer[i] == '\r' && answer[i + 2] == '\r' && answer[i + 3] == '\n') {
                bodyStart = i + 4;
                length = contentLength();
                break;
            }
        }
        if (bodyStart == UNKNOWN) {
            return;
        }
        if (!startsWith(OK, 0) || length == UNKNOWN) {
            throw new IllegalStateException("not the expected answer: " + text());
        }
        end = bodyStart + length;
    }

    private int contentLength() {
        for (int i = 0; i < bodyStart; i++) {
            if (answer[i] == '\n' && startsWith(CONTENT_LENGTH, i + 1)) {
                return number(i + 1 + CONTENT_LENGTH.length);
            }
        }
        return UNKNOWN;
    }

    private int number(int from) {
        int value = 0;
        for (int i = from; answer[i] != '\r'; i++) {
            if (answer[i] != ' ') {
                value = value * 10 + (answer[i] - '0');
            }
        }
        return value;
    }

    /** Whether the text stands here, in whatever case its letters are. */
    private boolean startsWith(byte[] text, int at) {
        for (int i = 0; i < text.length; i++) {
            int there = answer[at + i];
            if (there != text[i] && (there | 0x20) != text[i]) {
                return false;
            }
        }
        return true;
    }
}
