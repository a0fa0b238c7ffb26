// SPDX-License-Identifier: Apache-2.0
package io.symbolon.oauth.api;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * An HTTP response, free of any framework; immutable. It can send a browser only to a {@link VerifiedRedirectUri} or to
 * a page of the application.
 */
public final class Response {

    private final int status;
    private final List<Header> headers;
    private final Body body;
    private final Optional<VerifiedAccess> access;

    /** Takes the list as it is, which nobody changes. */
    private Response(int status, List<Header> headers, Body body, Optional<VerifiedAccess> access) {
        this.status = status;
        this.headers = headers;
        this.body = body;
        this.access = access;
    }

    /** Starts a response that is no redirect; 200 to 599, but for 300 to 399. */
    public static Builder status(int status) {
        if (status < 200 || status > 599 || (status >= 300 && status < 400)) {
            throw new IllegalArgumentException("not a final status without a redirect: " + status);
        }
        return new Builder(status);
    }

    /**
     * Sends the browser to the client with these parameters added to the URI's query, in the map's order (RFC 6749
     * §4.1.2). Always 303: the browser follows with GET and never repeats a form (RFC 9700 §4.12).
     */
    public static Builder redirect(VerifiedRedirectUri target, Map<String, String> parameters) {
        return redirect(target, ResponseMode.QUERY, parameters);
    }

    /** The same, with the parameters in the query or in the fragment (RFC 6749 §4.2.2). */
    public static Builder redirect(VerifiedRedirectUri target, ResponseMode mode, Map<String, String> parameters) {
        String uri = target.uri().value();
        return new Builder(303)
                .location(mode == ResponseMode.FRAGMENT ? appended(uri, '#', parameters) : appended(uri, parameters));
    }

    /** Sends the browser to a page of the application, or to the server's own page at that path; always 303. */
    public static Builder redirect(ApplicationUri target, Map<String, String> parameters) {
        return new Builder(303).location(appended(target.path(), parameters));
    }

    /** Says that the access token is good for what the host demanded; for host code, never written to a wire. */
    public static Response granted(VerifiedAccess access) {
        return new Response(200, List.of(), Body.empty(), Optional.of(access));
    }

    public int status() {
        return status;
    }

    public List<Header> headers() {
        return headers;
    }

    /** The first value of the header. */
    public Optional<String> header(String name) {
        for (int i = 0; i < headers.size(); i++) {
            Header header = headers.get(i);
            if (header.isNamed(name)) {
                return Optional.of(header.value());
            }
        }
        return Optional.empty();
    }

    public Body body() {
        return body;
    }

    /** The verified access token; present exactly on what {@link #granted} made. */
    public Optional<VerifiedAccess> access() {
        return access;
    }

    /** This response with one more header field. */
    public Response with(String name, String value) {
        return with(List.of(new Header(name, value)));
    }

    /** This response with more header fields. */
    public Response with(List<Header> more) {
        List<Header> all = new ArrayList<>(headers.size() + more.size());
        all.addAll(headers);
        for (int i = 0; i < more.size(); i++) {
            Builder.refuseLocation(more.get(i).name());
            all.add(more.get(i));
        }
        return new Response(status, Collections.unmodifiableList(all), body, access);
    }

    /** The status only. */
    @Override
    public String toString() {
        return Integer.toString(status);
    }

    private static String appended(String uri, Map<String, String> parameters) {
        return appended(uri, uri.indexOf('?') < 0 ? '?' : '&', parameters);
    }

    private static String appended(String uri, char first, Map<String, String> parameters) {
        StringBuilder text = new StringBuilder(uri);
        char separator = first;
        for (Map.Entry<String, String> parameter : parameters.entrySet()) {
            text.append(separator)
                    .append(encoded(parameter.getKey()))
                    .append('=')
                    .append(encoded(parameter.getValue()));
            separator = '&';
        }
        return text.toString();
    }

    private static String encoded(String component) {
        return Text.isFormEncoded(component) ? component : URLEncoder.encode(component, StandardCharsets.UTF_8);
    }

    /** Collects what goes over the wire. */
    public static final class Builder {

        private final int status;
        private final List<Header> headers = new ArrayList<>(6);
        private Body body = Body.empty();

        private Builder(int status) {
            this.status = status;
        }

        /**
         * Adds a header field.
         *
         * @throws IllegalArgumentException for {@code Location}, which only a redirect sets
         */
        public Builder header(String name, String value) {
            refuseLocation(name);
            headers.add(new Header(name, value));
            return this;
        }

        /** A JSON document in UTF-8. */
        public Builder json(Body content) {
            this.body = content;
            return header("Content-Type", "application/json");
        }

        /** An HTML page in UTF-8. */
        public Builder html(String page) {
            this.body = Body.utf8(page);
            return header("Content-Type", "text/html;charset=utf-8");
        }

        /** Any other document. */
        public Builder body(String contentType, Body content) {
            this.body = content;
            return header("Content-Type", contentType);
        }

        public Response build() {
            return new Response(status, List.copyOf(headers), body, Optional.empty());
        }

        private Builder location(String uri) {
            headers.add(new Header("Location", uri));
            return this;
        }

        private static void refuseLocation(String name) {
            if (name.equalsIgnoreCase("Location")) {
                throw new IllegalArgumentException("only a redirect to a verified URI sets Location");
            }
        }
    }
}
