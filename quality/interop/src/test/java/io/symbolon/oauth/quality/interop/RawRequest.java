// SPDX-License-Identifier: Apache-2.0
package io.symbolon.oauth.quality.interop;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** A request that is put on the wire byte by byte, so that it can be wrong in ways that no HTTP client allows. */
final class RawRequest {

    private static final String FORM = "application/x-www-form-urlencoded";

    private final String path;
    private final List<String> parameters = new ArrayList<>();
    private final List<String> query = new ArrayList<>();
    private final List<String> headers = new ArrayList<>();
    private String method;
    private boolean inBody;
    private byte[] body = new byte[0];

    private RawRequest(String method, String path, boolean inBody) {
        this.method = method;
        this.path = path;
        this.inBody = inBody;
    }

    static RawRequest get(String path) {
        return new RawRequest("GET", path, false);
    }

    static RawRequest post(String path) {
        RawRequest request = new RawRequest("POST", path, true);
        request.header("Content-Type", FORM);
        return request;
    }

    RawRequest parameter(String name, String value) {
        return encoded(encode(name) + "=" + encode(value));
    }

    /** Adds a pair that is encoded, or is not, as the caller wants it. */
    RawRequest encoded(String pair) {
        parameters.add(pair);
        return this;
    }

    RawRequest without(String name) {
        parameters.removeIf(pair -> pair.startsWith(encode(name) + "="));
        return this;
    }

    /** Adds a pair to the query, wherever the others are. */
    RawRequest inQuery(String name, String value) {
        query.add(encode(name) + "=" + encode(value));
        return this;
    }

    /** Adds a header field line of characters that are one byte each. */
    RawRequest header(String name, String value) {
        headers.add(name + ": " + value);
        return this;
    }

    RawRequest withoutHeader(String name) {
        headers.removeIf(line -> line.regionMatches(true, 0, name + ":", 0, name.length() + 1));
        return this;
    }

    /** Takes another method, with the parameters where that method has them. */
    RawRequest method(String other, boolean parametersInBody) {
        method = other;
        inBody = parametersInBody;
        withoutHeader("Content-Type");
        return parametersInBody ? header("Content-Type", FORM) : this;
    }

    /** Takes a body of another type instead of the form. */
    RawRequest body(String contentType, byte[] content) {
        method("POST", true).withoutHeader("Content-Type").header("Content-Type", contentType);
        parameters.clear();
        body = content.clone();
        return this;
    }

    /** The form as it stands. */
    String form() {
        return String.join("&", parameters);
    }

    /** Sends the request on a connection of its own, and reads until the server closes it. */
    RawAnswer send(int port) throws IOException {
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
            socket.setSoTimeout(60_000);
            ByteArrayOutputStream answer = new ByteArrayOutputStream();
            try {
                OutputStream wire = socket.getOutputStream();
                wire.write(bytes(port));
                wire.flush();
            } catch (IOException e) {
                // refused before all of it was sent: what was answered is still to be read
            }
            try {
                socket.getInputStream().transferTo(answer);
            } catch (IOException e) {
                // cut off: what came until then counts
            }
            return new RawAnswer(answer.toString(StandardCharsets.ISO_8859_1));
        }
    }

    private byte[] bytes(int port) {
        List<String> all = new ArrayList<>(query);
        if (!inBody) {
            all.addAll(parameters);
        }
        byte[] content = inBody && body.length == 0 ? form().getBytes(StandardCharsets.ISO_8859_1) : body;
        StringBuilder head = new StringBuilder(method)
                .append(' ')
                .append(path)
                .append(all.isEmpty() ? "" : "?")
                .append(String.join("&", all))
                .append(" HTTP/1.1\r\nHost: 127.0.0.1:")
                .append(port)
                .append("\r\nConnection: close\r\n");
        headers.forEach(line -> head.append(line).append("\r\n"));
        if (inBody) {
            head.append("Content-Length: ").append(content.length).append("\r\n");
        }
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        bytes.writeBytes(head.append("\r\n").toString().getBytes(StandardCharsets.ISO_8859_1));
        bytes.writeBytes(content);
        return bytes.toByteArray();
    }

    private static String encode(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }
}
