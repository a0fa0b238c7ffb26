// SPDX-License-Identifier: Apache-2.0
package io.symbolon.oauth.servlet.broken;

import io.symbolon.oauth.api.AuthorizationServer;
import io.symbolon.oauth.api.Body;
import io.symbolon.oauth.api.Header;
import io.symbolon.oauth.api.Request;
import io.symbolon.oauth.api.Response;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.time.Instant;
import java.util.Collections;

/** What one writes in half an hour, as a base for mistakes: it knows nothing yet of filters and of waiting clients. */
class SketchedServlet extends HttpServlet {

    private static final long serialVersionUID = 1L;

    final transient AuthorizationServer server;

    SketchedServlet(AuthorizationServer server) {
        this.server = server;
    }

    @Override
    protected void service(HttpServletRequest host, HttpServletResponse response) throws IOException {
        Request request = read(host);
        write(answer(request), host, response);
    }

    Response answer(Request request) {
        try {
            Response answer = server.handle(request);
            return answer.access().isPresent() ? Response.status(500).build() : answer;
        } catch (IllegalStateException e) {
            return Response.status(500).build();
        }
    }

    Request read(HttpServletRequest host) throws IOException {
        Request.Builder request = Request.received(host.getMethod(), path(host), Instant.EPOCH)
                .query(query(host))
                .remoteAddress(remoteAddress(host))
                .secure(host.isSecure());
        for (String name : Collections.list(host.getHeaderNames())) {
            Collections.list(host.getHeaders(name)).forEach(value -> request.header(name, value));
        }
        Body body = body(host);
        return (body.length() > Request.MAX_BODY_BYTES ? request.bodyTooLarge() : request.body(body)).build();
    }

    String path(HttpServletRequest host) {
        return host.getRequestURI();
    }

    String query(HttpServletRequest host) {
        return host.getQueryString() == null ? "" : host.getQueryString();
    }

    String remoteAddress(HttpServletRequest host) {
        return host.getRemoteAddr();
    }

    Body body(HttpServletRequest host) throws IOException {
        return Body.of(host.getInputStream().readAllBytes());
    }

    void write(Response answer, HttpServletRequest host, HttpServletResponse response) throws IOException {
        response.setStatus(answer.status());
        for (Header header : answer.headers()) {
            if (header.isNamed("Set-Cookie")) {
                response.addHeader(header.name(), header.value());
            } else {
                response.setHeader(header.name(), header.value());
            }
        }
        response.setContentLength(answer.body().length());
        answer.body().writeTo(response.getOutputStream());
    }
}
