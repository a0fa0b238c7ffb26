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
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/** One connection that is kept alive, with at most one request under way. Reads what it needs of HTTP/1.1, and no more. */
public final class Connection implements AutoCloseable {

    private static final byte[] CONTENT_LENGTH = ascii("content-length:");
    private static final byte[] CHUNKED = ascii("transfer-encoding: chunked");
    private static final byte[] LAST_CHUNK = ascii("0\r\n\r\n");
    private static final int STATUS_AT = "HTTP/1.1 ".length();
    private static final int UNKNOWN = -1;

    private final SocketChannel channel;
    private final byte[] answer = new byte[65_536];
    private final ByteBuffer buffer = ByteBuffer.wrap(answer);
    private int bodyStart = UNKNOWN;
    private int end = UNKNOWN;
    private boolean chunked;

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

    /** Sends a request and waits until its answer is whole; the body of one that was accepted. */
    public byte[] ask(byte[] request) {
        exchange(request);
        require(status() == 200);
        return body();
    }

    /** Sends a request and waits until its answer is whole. */
    void exchange(byte[] request) {
        send(request);
        boolean whole = false;
        while (!whole) {
            whole = receive();
        }
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
        if (bodyStart != UNKNOWN && chunked && endsWithLastChunk()) {
            joinChunks();
        }
        return end != UNKNOWN && buffer.position() >= end;
    }

    /** The status of the answer, which is whole. */
    int status() {
        int status = 0;
        for (int i = STATUS_AT; i < STATUS_AT + 3; i++) {
            status = status * 10 + (answer[i] - '0');
        }
        return status;
    }

    /** The values of this header in the answer, which is whole. */
    List<String> headers(String name) {
        byte[] start = ascii(name.toLowerCase(Locale.ROOT) + ":");
        List<String> values = new ArrayList<>();
        for (int i = 0; i < bodyStart; i++) {
            if (answer[i] == '\n' && startsWith(start, i + 1)) {
                int from = i + 1 + start.length;
                int to = from;
                while (answer[to] != '\r') {
                    to++;
                }
                values.add(new String(answer, from, to - from, StandardCharsets.US_ASCII).trim());
            }
        }
        return values;
    }

    /** The body of the answer, which is whole. */
    byte[] body() {
        return Arrays.copyOfRange(answer, bodyStart, end);
    }

    boolean isAnsweredAs(Expected expected) {
        return expected.matches(answer, bodyStart, end);
    }

    /** Ends the measurement if the answer is not as it must be. */
    void require(boolean right) {
        if (!right) {
            throw new IllegalStateException("not the expected answer: " + text());
        }
    }

    private String text() {
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
        for (int i = from; i + 3 < buffer.position(); i++) {
            if (answer[i] == '\r' && answer[i + 2] == '\r' && answer[i + 3] == '\n') {
                bodyStart = i + 4;
                break;
            }
        }
        if (bodyStart == UNKNOWN) {
            return;
        }
        int length = lineOfHead(CONTENT_LENGTH);
        chunked = length == UNKNOWN && lineOfHead(CHUNKED) != UNKNOWN;
        require(length != UNKNOWN || chunked);
        end = chunked ? UNKNOWN : bodyStart + number(length + CONTENT_LENGTH.length);
    }

    /** Where the line of the head stands that starts like this. */
    private int lineOfHead(byte[] start) {
        for (int i = 0; i < bodyStart; i++) {
            if (answer[i] == '\n' && startsWith(start, i + 1)) {
                return i + 1;
            }
        }
        return UNKNOWN;
    }

    /** No JSON has a line break of this kind in it, so that these bytes can only be the end. */
    private boolean endsWithLastChunk() {
        int start = buffer.position() - LAST_CHUNK.length;
        return start >= bodyStart && startsWith(LAST_CHUNK, start) && (start == bodyStart || answer[start - 1] == '\n');
    }

    /** Moves the chunks together (RFC 9112 §7.1), so that the body stands there as if it had been sent in one piece. */
    private void joinChunks() {
        int to = bodyStart;
        int from = bodyStart;
        int size = -1;
        while (size != 0) {
            size = 0;
            for (; answer[from] != '\r'; from++) {
                size = size * 16 + Character.digit(answer[from], 16);
            }
            System.arraycopy(answer, from + 2, answer, to, size);
            to += size;
            from += 2 + size + 2;
        }
        end = to;
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

    /** Whether the text, which is in lower case, stands here, in whatever case its letters are. */
    private boolean startsWith(byte[] text, int at) {
        for (int i = 0; i < text.length; i++) {
            int there = answer[at + i];
            if (there != text[i] && (there | 0x20) != text[i]) {
                return false;
            }
        }
        return true;
    }

    private static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }
}
