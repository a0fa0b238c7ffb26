// SPDX-License-Identifier: Apache-2.0
package io.symbolon.oauth.servlet;

import io.symbolon.oauth.api.Body;
import io.symbolon.oauth.api.Request;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;

/**
 * Finds the bytes of a request's body, wherever the host has left them: in the stream, or, once a filter has asked for
 * parameters, in the container's parameter map. A body of which a part is lost counts as too large, since it was the
 * container's own limit that cut it.
 */
final class HostBody {

    /** A client reads no answer while it sends; so much of a refused body is taken off the wire first. */
    private static final int MAX_DRAINED_BYTES = 1_048_576;

    private static final String TOMCAT_FAILURE = "org.apache.catalina.parameter_parse_failed";
    private static final String TOMCAT_REASON = "org.apache.catalina.parameter_parse_failed_reason";
    private static final String JETTY_FORM = "org.eclipse.jetty.server.FormFields";

    private HostBody() {}

    /** The whole body; empty if it is longer than {@link Request#MAX_BODY_BYTES}, or the host has lost some of it. */
    static Optional<Body> find(HttpServletRequest host) throws IOException {
        long declared = host.getContentLengthLong();
        if (declared > Request.MAX_BODY_BYTES) {
            // RFC 9110 §10.1.1: who waits for 100 (Continue) has not sent it yet.
            if (declared <= MAX_DRAINED_BYTES && host.getHeader("Expect") == null) {
                drain(stream(host));
            }
            return Optional.empty();
        }
        InputStream stream = stream(host);
        Body unread = read(stream, declared);
        if (unread.length() > Request.MAX_BODY_BYTES) {
            drain(stream);
            return Optional.empty();
        }
        if (unread.length() > 0) {
            return isWhole(unread, declared, host) ? Optional.of(unread) : Optional.empty();
        }
        return isForm(host) ? takenByTheHost(host) : Optional.of(Body.empty());
    }

    private static InputStream stream(HttpServletRequest host) throws IOException {
        try {
            return host.getInputStream();
        } catch (IllegalStateException e) {
            return InputStream.nullInputStream(); // a filter has taken the reader
        }
    }

    /** Up to one byte more than is allowed, since a filter may make a body longer than declared. */
    private static Body read(InputStream stream, long declared) throws IOException {
        byte[] buffer = new byte[declared < 0 ? 1024 : (int) declared + 1];
        int length = 0;
        int count = stream.read(buffer);
        while (count >= 0 && length + count <= Request.MAX_BODY_BYTES) {
            length += count;
            if (length == buffer.length) {
                buffer = Arrays.copyOf(buffer, Math.min(2 * length, Request.MAX_BODY_BYTES + 1));
            }
            count = stream.read(buffer, length, buffer.length - length);
        }
        return Body.of(buffer, 0, length + Math.max(count, 0));
    }

    private static void drain(InputStream stream) throws IOException {
        byte[] discarded = new byte[8192];
        int total = 0;
        int count = 0;
        while (count >= 0 && total < MAX_DRAINED_BYTES) {
            count = stream.read(discarded);
            total += count;
        }
    }

    /** A failed attempt of the host to read the form may have taken its beginning. */
    private static boolean isWhole(Body unread, long declared, HttpServletRequest host) {
        if (declared < 0) {
            return !isForm(host)
                    || (!hasHostFailed(host) && ParsedForm.encode(host).isPresent());
        }
        // A filter that decodes Content-Encoding leaves the encoded length standing.
        return unread.length() >= declared || host.getHeader("Content-Encoding") != null;
    }

    private static Optional<Body> takenByTheHost(HttpServletRequest host) {
        if (hasHostFailed(host)) {
            boolean malformed = "URL_DECODING".equals(String.valueOf(host.getAttribute(TOMCAT_REASON)));
            // What stands for a malformed form is malformed as well, so that the server says so.
            return malformed ? Optional.of(Body.utf8("%")) : Optional.empty();
        }
        return ParsedForm.encode(host).filter(body -> body.length() <= Request.MAX_BODY_BYTES);
    }

    private static boolean hasHostFailed(HttpServletRequest host) {
        return host.getAttribute(TOMCAT_FAILURE) != null
                || (host.getAttribute(JETTY_FORM) instanceof CompletableFuture<?> form
                        && form.isCompletedExceptionally());
    }

    private static boolean isForm(HttpServletRequest host) {
        String type = host.getContentType();
        return type != null && type.trim().toLowerCase(Locale.ROOT).startsWith("application/x-www-form-urlencoded");
    }
}
