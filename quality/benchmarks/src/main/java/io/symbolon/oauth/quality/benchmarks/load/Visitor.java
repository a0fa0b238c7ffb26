// SPDX-License-Identifier: Apache-2.0
package io.symbolon.oauth.quality.benchmarks.load;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** One browser or client with one connection that is kept alive, and with cookies. For one thread. */
public final class Visitor implements AutoCloseable {

    private static final int PATIENCE_MILLIS = 20_000;
    private static final String CHUNKED = "chunked";

    private final Socket socket;
    private final InputStream in;
    private final OutputStream out;
    private final Map<String, String> cookies = new TreeMap<>();

    private Visitor(Socket socket) throws IOException {
        this.socket = socket;
        this.in = new BufferedInputStream(socket.getInputStream());
        this.out = socket.getOutputStream();
    }

    /** An answer as far as load needs it. */
    public record Answer(int status, String location, String body) {

        /** What stands in the body between these two. */
        public String between(String mark, String end) {
            return part(body, mark, end);
        }

        /** The parameter of the URI that the browser is sent to. */
        public String parameter(String name) {
            return part(location + "&", name + "=", "&");
        }

        /** Whether the browser is sent to a URI that starts like this. */
        public boolean leadsTo(String start) {
            return location.startsWith(start);
        }

        private String part(String text, String mark, String end) {
            int from = text.indexOf(mark);
            int to = text.indexOf(end, Math.max(from, 0) + mark.length());
            if (from < 0 || to < 0) {
                throw new IllegalStateException("not the expected answer: " + this);
            }
            return text.substring(from + mark.length(), to);
        }
    }

    /** Connects to the port on the loopback address. */
    public static Visitor to(int port) {
        try {
            Socket socket = new Socket(InetAddress.getLoopbackAddress(), port);
            socket.setTcpNoDelay(true);
            socket.setSoTimeout(PATIENCE_MILLIS);
            return new Visitor(socket);
        } catch (IOException e) {
            throw new UncheckedIOException("no connection to port " + port, e);
        }
    }

    /** Opens a page, with the cookies that were set before. */
    public Answer open(String target) {
        StringBuilder request = new StringBuilder("GET ")
                .append(target)
                .append(" HTTP/1.1\r\nHost: localhost\r\nAccept: text/html\r\n");
        if (!cookies.isEmpty()) {
            String all = cookies.toString().replace(", ", "; ");
            request.append("Cookie: ").append(all, 1, all.length() - 1).append("\r\n");
        }
        return ask(request.append("\r\n").toString().getBytes(StandardCharsets.US_ASCII));
    }

    /** Sends a whole request, such as {@link FormPost} makes them. */
    public Answer ask(byte[] request) {
        try {
            out.write(request);
            return read();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
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

    private Answer read() throws IOException {
        int status = Integer.parseInt(line().substring("HTTP/1.1 ".length()).substring(0, 3));
        String location = "";
        Optional<String> length = Optional.empty();
        for (String header = line(); !header.isEmpty(); header = line()) {
            int colon = header.indexOf(':');
            String value = header.substring(colon + 1).trim();
            switch (header.substring(0, colon).toLowerCase(Locale.ROOT)) {
                case "location" -> location = value;
                case "content-length", "transfer-encoding" -> length = Optional.of(value);
                case "set-cookie" -> keep(value);
                default -> {
                    // nothing that load needs
                }
            }
        }
        return new Answer(status, location, body(length.orElse("0")));
    }

    private void keep(String cookie) {
        int equals = cookie.indexOf('=');
        int end = cookie.indexOf(';');
        cookies.put(cookie.substring(0, equals), cookie.substring(equals + 1, end < 0 ? cookie.length() : end));
    }

    private String body(String length) throws IOException {
        if (!length.equals(CHUNKED)) {
            return new String(in.readNBytes(Integer.parseInt(length)), StandardCharsets.UTF_8);
        }
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        int size;
        do {
            size = Integer.parseInt(line(), 16);
            all.writeBytes(in.readNBytes(size));
            line();
        } while (size > 0);
        return all.toString(StandardCharsets.UTF_8);
    }

    private String line() throws IOException {
        StringBuilder line = new StringBuilder();
        for (int next = in.read(); next != '\n'; next = in.read()) {
            if (next < 0) {
                throw new EOFException("the server closed the connection");
            }
            if (next != '\r') {
                line.append((char) next);
            }
        }
        return line.toString();
    }
}
