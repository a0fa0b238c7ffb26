// SPDX-License-Identifier: Apache-2.0
package io.symbolon.oauth.servlet.broken;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.symbolon.oauth.api.AuthorizationServer;
import io.symbolon.oauth.api.Body;
import io.symbolon.oauth.api.Header;
import io.symbolon.oauth.api.Request;
import io.symbolon.oauth.api.Response;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.net.URLDecoder;
import java.net.URLEncoder;
import java.util.Arrays;
import java.util.Objects;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** One mistake each; all of them have been seen in the wild. */
@SuppressWarnings("serial") // never serialised
final class BrokenAdapters {

    private BrokenAdapters() {}

    private static String form(HttpServletRequest host) {
        return host.getParameterMap().entrySet().stream()
                .flatMap(entry -> Arrays.stream(entry.getValue())
                        .map(value -> URLEncoder.encode(entry.getKey(), UTF_8) + "=" + URLEncoder.encode(value, UTF_8)))
                .collect(Collectors.joining("&"));
    }

    /** Takes what the container has decoded and put in order. */
    static final class DecodesThePath extends SketchedServlet {
        DecodesThePath(AuthorizationServer server) {
            super(server);
        }

        @Override
        String path(HttpServletRequest host) {
            String rest = Objects.requireNonNullElse(host.getPathInfo(), "");
            return host.getContextPath() + host.getServletPath() + rest;
        }
    }

    /** Leaves the context path out. */
    static final class ForgetsTheContext extends SketchedServlet {
        ForgetsTheContext(AuthorizationServer server) {
            super(server);
        }

        @Override
        String path(HttpServletRequest host) {
            return host.getRequestURI().substring(host.getContextPath().length());
        }
    }

    /** Decodes the query. */
    static final class DecodesTheQuery extends SketchedServlet {
        DecodesTheQuery(AuthorizationServer server) {
            super(server);
        }

        @Override
        String query(HttpServletRequest host) {
            return URLDecoder.decode(super.query(host), UTF_8).replace("\r\n", " ");
        }
    }

    /** Takes all parameters for the body's. */
    static final class MergesParameters extends SketchedServlet {
        MergesParameters(AuthorizationServer server) {
            super(server);
        }

        @Override
        Body body(HttpServletRequest host) {
            return Body.utf8(form(host));
        }
    }

    /** Takes the parameters for the body's where a filter has read that. */
    static final class MergesParametersOfFilters extends SketchedServlet {
        MergesParametersOfFilters(AuthorizationServer server) {
            super(server);
        }

        @Override
        Body body(HttpServletRequest host) throws IOException {
            Body body = super.body(host);
            return body.length() > 0 ? body : Body.utf8(form(host));
        }
    }

    /** Knows the stream only. */
    static final class ForgetsFilters extends SketchedServlet {
        ForgetsFilters(AuthorizationServer server) {
            super(server);
        }
    }

    /** Reads as much as it may and takes that for all. */
    static final class CutsTheBody extends SketchedServlet {
        CutsTheBody(AuthorizationServer server) {
            super(server);
        }

        @Override
        Body body(HttpServletRequest host) throws IOException {
            return Body.of(host.getInputStream().readNBytes(Request.MAX_BODY_BYTES));
        }
    }

    /** Reads whatever comes before it looks at the length. */
    static final class ReadsWithoutBound extends SketchedServlet {
        ReadsWithoutBound(AuthorizationServer server) {
            super(server);
        }

        @Override
        Body body(HttpServletRequest host) throws IOException {
            int length = Math.max(host.getContentLength(), 0);
            return Body.of(host.getInputStream().readNBytes(length));
        }
    }

    /** Keeps what belongs to one request in a field. */
    static final class KeepsTheRequest extends SketchedServlet {
        private transient @Nullable HttpServletResponse current;

        KeepsTheRequest(AuthorizationServer server) {
            super(server);
        }

        @Override
        protected void service(HttpServletRequest host, HttpServletResponse response) throws IOException {
            current = response;
            Response answer = answer(read(host));
            write(answer, host, Objects.requireNonNull(current));
        }
    }

    /** Believes whoever sends the header. */
    static final class BelievesEverybody extends SketchedServlet {
        BelievesEverybody(AuthorizationServer server) {
            super(server);
        }

        @Override
        String remoteAddress(HttpServletRequest host) {
            return Objects.requireNonNullElse(host.getHeader("X-Forwarded-For"), host.getRemoteAddr());
        }
    }

    /** Lets the container answer HEAD, OPTIONS and what it does not know. */
    static final class KnowsTwoMethods extends SketchedServlet {
        KnowsTwoMethods(AuthorizationServer server) {
            super(server);
        }

        @Override
        protected void service(HttpServletRequest host, HttpServletResponse response) throws IOException {
            if (host.getMethod().equals("GET") || host.getMethod().equals("POST")) {
                super.service(host, response);
            } else {
                response.setStatus(HttpServletResponse.SC_METHOD_NOT_ALLOWED);
                response.setHeader("Allow", "GET, POST");
            }
        }
    }

    /** Tells the host of errors. */
    static final class SendsErrors extends SketchedServlet {
        SendsErrors(AuthorizationServer server) {
            super(server);
        }

        @Override
        void write(Response answer, HttpServletRequest host, HttpServletResponse response) throws IOException {
            if (answer.status() >= 400) {
                response.sendError(answer.status(), answer.body().asUtf8());
            } else {
                super.write(answer, host, response);
            }
        }
    }

    /** Lets the container redirect. */
    static final class SendsRedirects extends SketchedServlet {
        SendsRedirects(AuthorizationServer server) {
            super(server);
        }

        @Override
        void write(Response answer, HttpServletRequest host, HttpServletResponse response) throws IOException {
            if (answer.header("Location").isPresent()) {
                response.sendRedirect(answer.header("Location").get());
            } else {
                super.write(answer, host, response);
            }
        }
    }

    /** Wipes away what the host has set. */
    static final class ResetsTheHost extends SketchedServlet {
        ResetsTheHost(AuthorizationServer server) {
            super(server);
        }

        @Override
        void write(Response answer, HttpServletRequest host, HttpServletResponse response) throws IOException {
            response.reset();
            super.write(answer, host, response);
        }
    }

    /** Sets each header, so that the last cookie wins. */
    static final class SetsCookies extends SketchedServlet {
        SetsCookies(AuthorizationServer server) {
            super(server);
        }

        @Override
        void write(Response answer, HttpServletRequest host, HttpServletResponse response) throws IOException {
            response.setStatus(answer.status());
            for (Header header : answer.headers()) {
                response.setHeader(header.name(), header.value());
            }
            answer.body().writeTo(response.getOutputStream());
        }
    }

    /** Writes whatever the server gives. */
    static final class WritesWhatIsGranted extends SketchedServlet {
        WritesWhatIsGranted(AuthorizationServer server) {
            super(server);
        }

        @Override
        Response answer(Request request) {
            return server.handle(request);
        }
    }
}
