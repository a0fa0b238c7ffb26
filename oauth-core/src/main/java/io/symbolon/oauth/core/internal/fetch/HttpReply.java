// SPDX-License-Identifier: Apache-2.0
package io.symbolon.oauth.core.internal.fetch;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;

/** One response of HTTP/1.1 (RFC 9112), as much of it as a small document needs. */
final class HttpReply {

    private static final int MAX_BODY = 64 * 1024;
    private static final int MAX_LINE = 8192;
    private static final int MAX_HEADERS = 100;

    private final BoundedInput in;

    HttpReply(BoundedInput in) {
        this.in = in;
    }

    /** The body, if the status is 200. */
    byte[] body() throws IOException {
        String status = line();
        if (!status.startsWith("HTTP/1.") || status.length() < 12 || status.charAt(8) != ' ') {
            throw new FetchException("the answer is no HTTP/1.1");
        }
        String code = status.substring(9, 12);
        if (!code.equals("200")) {
            throw new FetchException("the answer has the status " + (isNumber(code) ? code : "of no HTTP"));
        }
        Map<String, String> headers = headers();
        if (headers.getOrDefault("transfer-encoding", "").equalsIgnoreCase("chunked")) {
            return chunked();
        }
        String length = headers.getOrDefault("content-length", "");
        return length.isEmpty() ? untilTheEnd() : exactly(number(length, 10));
    }

    private Map<String, String> headers() throws IOException {
        Map<String, String> headers = new HashMap<>();
        for (String line = line(); !line.isEmpty(); line = line()) {
            int colon = line.indexOf(':');
            if (colon < 1 || headers.size() == MAX_HEADERS) {
                throw new FetchException("the answer's headers are malformed, or too many");
            }
            headers.put(
                    line.substring(0, colon).toLowerCase(Locale.ROOT),
                    line.substring(colon + 1).trim());
        }
        return headers;
    }

    private byte[] chunked() throws IOException {
        ByteArrayOutputStream body = new ByteArrayOutputStream();
        while (true) {
            int size = number(line().split(";", 2)[0].trim(), 16);
            if (size == 0) {
                return body.toByteArray();
            }
            body.writeBytes(exactly(size));
            if (body.size() > MAX_BODY || !line().isEmpty()) {
                throw new FetchException("the answer is too large, or its chunks are malformed");
            }
        }
    }

    private byte[] exactly(int length) throws IOException {
        byte[] bytes = new byte[length];
        for (int i = 0; i < length; i++) {
            int next = in.read();
            if (next < 0) {
                throw new FetchException("the answer ends early");
            }
            bytes[i] = (byte) next;
        }
        return bytes;
    }

    private byte[] untilTheEnd() throws IOException {
        ByteArrayOutputStream body = new ByteArrayOutputStream();
        for (int next = in.read(); next >= 0; next = in.read()) {
            body.write(next);
            if (body.size() > MAX_BODY) {
                throw new FetchException("the answer is too large");
            }
        }
        return body.toByteArray();
    }

    private String line() throws IOException {
        StringBuilder line = new StringBuilder();
        for (int next = in.read(); next != '\n'; next = in.read()) {
            if (next < 0 || line.length() == MAX_LINE) {
                throw new FetchException("the answer ends early, or has an endless line");
            }
            line.append((char) next);
        }
        int last = line.length() - 1;
        return last >= 0 && line.charAt(last) == '\r' ? line.substring(0, last) : line.toString();
    }

    private static int number(String digits, int radix) throws IOException {
        try {
            int number = Integer.parseInt(digits, radix);
            if (number < 0 || number > MAX_BODY) {
                throw new FetchException("the answer is too large");
            }
            return number;
        } catch (NumberFormatException e) {
            throw new FetchException("the answer states no length that is a number");
        }
    }

    private static boolean isNumber(String text) {
        return text.getBytes(StandardCharsets.ISO_8859_1).length == 3
                && text.chars().allMatch(c -> c >= '0' && c <= '9');
    }
}
