// SPDX-License-Identifier: Apache-2.0
package io.symbolon.oauth.servlet;

import io.symbolon.oauth.api.AuthorizationServer;
import io.symbolon.oauth.api.Body;
import io.symbolon.oauth.api.Header;
import io.symbolon.oauth.api.Request;
import io.symbolon.oauth.api.Response;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.time.temporal.ChronoUnit;
import java.util.Enumeration;
import java.util.List;
import java.util.Optional;

/** Translates the container's request into ours and our response into the container's; decides nothing. */
record Wire(ServletSettings settings) {

    /** The whole request; the body is read to its end. */
    Request read(HttpServletRequest host) throws IOException {
        Request.Builder request = started(host);
        Optional<Body> body = HostBody.find(host);
        return body.map(request::body).orElseGet(request::bodyTooLarge).build();
    }

    /** The request without its body, which stays unread for the host. */
    Request readHead(HttpServletRequest host) {
        return started(host).build();
    }

    /** Lets the server answer; what it must not do becomes a {@code server_error}, since nobody else writes JSON. */
    void answer(AuthorizationServer server, Request request, HttpServletRequest host, HttpServletResponse response)
            throws IOException {
        write(answered(server, request, host), host, response);
    }

    /**
     * Writes a response. The host's cookies and other headers stay; one that the response sets too is replaced.
     *
     * @throws IllegalArgumentException for what {@link Response#granted} made: it is for host code only
     */
    void write(Response answer, HttpServletRequest host, HttpServletResponse response) throws IOException {
        if (answer.access().isPresent()) {
            throw new IllegalArgumentException("a verified access token is never written to the wire");
        }
        response.setStatus(answer.status());
        writeHeaders(answer.headers(), response);
        // RFC 9110 §8.6: a 204 has no Content-Length.
        if (answer.status() != HttpServletResponse.SC_NO_CONTENT) {
            response.setContentLength(answer.body().length());
        }
        if (!host.getMethod().equals("HEAD")) {
            answer.body().writeTo(response.getOutputStream());
        }
    }

    private Response answered(AuthorizationServer server, Request request, HttpServletRequest host) {
        try {
            Response answer = server.handle(request);
            if (answer.access().isEmpty()) {
                return answer;
            }
            host.getServletContext().log("an endpoint gave a verified access token to the wire: " + request);
        } catch (RuntimeException e) {
            host.getServletContext().log("the authorization server failed: " + request, e);
        }
        return Response.status(HttpServletResponse.SC_INTERNAL_SERVER_ERROR)
                .header("Cache-Control", "no-store")
                .json(Body.utf8("{\"error\":\"server_error\"}"))
                .build();
    }

    private Request.Builder started(HttpServletRequest host) {
        Sender sender = settings.proxies().sender(host);
        String query = host.getQueryString();
        Request.Builder request = Request.received(
                        host.getMethod(),
                        sender.prefix() + host.getRequestURI(),
                        settings.clock().instant().truncatedTo(ChronoUnit.MILLIS))
                .query(query == null ? "" : query)
                .remoteAddress(sender.address())
                .secure(sender.isSecure());
        Enumeration<String> names = host.getHeaderNames();
        while (names.hasMoreElements()) {
            String name = names.nextElement();
            Enumeration<String> values = host.getHeaders(name);
            while (values.hasMoreElements()) {
                request.header(name, printable(values.nextElement()));
            }
        }
        return request;
    }

    /** RFC 9110 §5.5: a recipient may read a control character in a field as a space. */
    private static String printable(String value) {
        String clean = value;
        for (int i = 0; i < value.length(); i++) {
            char c = value.charAt(i);
            if (c != '\t' && (c < ' ' || c == 0x7F)) {
                clean = clean.replace(c, ' ');
            }
        }
        return clean;
    }

    private static void writeHeaders(List<Header> headers, HttpServletResponse response) {
        for (int i = 0; i < headers.size(); i++) {
            Header header = headers.get(i);
            if (header.isNamed("Set-Cookie") || header.isNamed("Vary") || isAmong(headers, i, header.name())) {
                response.addHeader(header.name(), header.value());
            } else {
                response.setHeader(header.name(), header.value());
            }
        }
    }

    private static boolean isAmong(List<Header> headers, int end, String name) {
        for (int i = 0; i < end; i++) {
            if (headers.get(i).isNamed(name)) {
                return true;
            }
        }
        return false;
    }
}
