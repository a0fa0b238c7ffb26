// SPDX-License-Identifier: Apache-2.0
package io.symbolon.oauth.testkit;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;

/** An HTTP/1.1 request, byte for byte as it goes over the wire, well-formed or not. Collects; not for many threads. */
public final class RawRequest {

    private final String method;
    private final StringBuilder head;
    private final ByteArrayOutputStream body = new ByteArrayOutputStream();

    private RawRequest(String method, String target) {
        this.method = method;
        this.head = new StringBuilder(method + " " + target + " HTTP/1.1\r\nHost: localhost\r\n");
    }

    /**
     * Starts a request.
     *
     * @param target the request target, written as it is, each character one byte
     */
    public static RawRequest of(String method, String target) {
        return new RawRequest(method, target);
    }

    /** Adds a header line, written as it is, each character one byte. */
    public RawRequest header(String name, String value) {
        head.append(name).append(": ").append(value).append("\r\n");
        return this;
    }

    /** A form with its length. */
    public RawRequest form(String content) {
        return header("Content-Type", "application/x-www-form-urlencoded")
                .body(content.getBytes(StandardCharsets.UTF_8));
    }

    /** A form in chunks of a thousand bytes. */
    public RawRequest chunkedForm(String content) {
        header("Content-Type", "application/x-www-form-urlencoded").header("Transfer-Encoding", "chunked");
        byte[] bytes = content.getBytes(StandardCharsets.UTF_8);
        for (int start = 0; start < bytes.length; start += 1000) {
            int length = Math.min(1000, bytes.length - start);
            body.writeBytes((Integer.toHexString(length) + "\r\n").getBytes(StandardCharsets.US_ASCII));
            body.write(bytes, start, length);
            body.writeBytes("\r\n".getBytes(StandardCharsets.US_ASCII));
        }
        body.writeBytes("0\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
        return this;
    }

    /** A body with its length. */
    public RawRequest body(byte[] content) {
        return header("Content-Length", String.valueOf(content.length)).bytes(content);
    }

    /** Bytes after the header, of which the header does not tell. */
    public RawRequest bytes(byte[] content) {
        body.writeBytes(content);
        return this;
    }

    String method() {
        return method;
    }

    byte[] toBytes() {
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        all.writeBytes((head + "\r\n").getBytes(StandardCharsets.ISO_8859_1));
        all.writeBytes(body.toByteArray());
        return all.toByteArray();
    }

    /** The head, without the body. */
    @Override
    public String toString() {
        return head.toString();
    }
}
