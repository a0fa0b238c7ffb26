// SPDX-License-Identifier: Apache-2.0
package io.symbolon.oauth.testkit;

import io.symbolon.oauth.api.Body;
import io.symbolon.oauth.api.Header;
import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * One HTTP/1.1 connection to the loopback address that sends what it is given, however malformed, and reads what comes
 * back. Gives up on a silent peer after twenty seconds. For one thread.
 */
public final class RawConnection implements AutoCloseable {

    private static final int PATIENCE_MILLIS = 20_000;

    private final Socket socket;
    private final InputStream in;

    private RawConnection(Socket socket, InputStream in) {
        this.socket = socket;
        this.in = in;
    }

    /** Connects to this port of the loopback address. */
    public static RawConnection to(int port) {
        try {
            Socket socket = new Socket(InetAddress.getLoopbackAddress(), port);
            socket.setSoTimeout(PATIENCE_MILLIS);
            return new RawConnection(socket, new BufferedInputStream(socket.getInputStream()));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** One request and its answer on a connection of its own. */
    public static RawResponse exchange(int port, RawRequest request) {
        try (RawConnection connection = to(port)) {
            return connection.exchange(request);
        }
    }

    /** Sends the request and reads the final answer; the connection can be used again if the peer keeps it. */
    public RawResponse exchange(RawRequest request) {
        send(request);
        return read(request.method());
    }

    /** Sends the request and does not wait. */
    public void send(RawRequest request) {
        try {
            socket.getOutputStream().write(request.toBytes());
            socket.getOutputStream().flush();
        } catch (IOException e) {
            // The peer may have answered and closed before all was sent; reading tells.
        }
    }

    /** Reads the final answer to a request of this method. */
    public RawResponse read(String method) {
        try {
            boolean toldToContinue = false;
            int status = status();
            while (status == 100) {
                toldToContinue = true;
                headers();
                status = status();
            }
            List<Header> headers = headers();
            boolean empty = method.equals("HEAD") || status == 204 || status == 304;
            return new RawResponse(status, headers, empty ? Body.empty() : body(headers), toldToContinue);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Says that nothing more will be sent, and reads whatever still comes, until the peer closes. */
    public String abandon() {
        try {
            socket.shutdownOutput();
            return new String(in.readAllBytes(), StandardCharsets.ISO_8859_1);
        } catch (IOException e) {
            return ""; // the peer has closed without a word
        }
    }

    @Override
    public void close() {
        try {
            socket.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private int status() throws IOException {
        String line = line();
        if (!line.startsWith("HTTP/1.1 ")) {
            throw new IOException("no status line: " + line);
        }
        return Integer.parseInt(line.substring(9, 12));
    }

    private List<Header> headers() throws IOException {
        List<Header> headers = new ArrayList<>();
        for (String line = line(); !line.isEmpty(); line = line()) {
            int colon = line.indexOf(':');
            headers.add(new Header(
                    line.substring(0, colon), line.substring(colon + 1).trim()));
        }
        return headers;
    }

    private Body body(List<Header> headers) throws IOException {
        for (Header header : headers) {
            if (header.isNamed("Transfer-Encoding")) {
                return chunks();
            }
            if (header.isNamed("Content-Length")) {
                return Body.of(bytes(Integer.parseInt(header.value())));
            }
        }
        return Body.of(in.readAllBytes());
    }

    private Body chunks() throws IOException {
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        int length = Integer.parseInt(line().toLowerCase(Locale.ROOT), 16);
        while (length > 0) {
            all.writeBytes(bytes(length));
            line();
            length = Integer.parseInt(line().toLowerCase(Locale.ROOT), 16);
        }
        line();
        return Body.of(all.toByteArray());
    }

    private byte[] bytes(int length) throws IOException {
        byte[] bytes = in.readNBytes(length);
        if (bytes.length < length) {
            throw new EOFException("the answer ended after " + bytes.length + " of " + length + " bytes");
        }
        return bytes;
    }

    private String line() throws IOException {
        ByteArrayOutputStream line = new ByteArrayOutputStream();
        for (int b = in.read(); b != '\n'; b = in.read()) {
            if (b < 0) {
                throw new EOFException("the peer closed the connection without an answer");
            }
            if (b != '\r') {
                line.write(b);
            }
        }
        return line.toString(StandardCharsets.ISO_8859_1);
    }
}
