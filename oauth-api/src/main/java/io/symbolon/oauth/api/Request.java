// SPDX-License-Identifier: Apache-2.0
package io.symbolon.oauth.api;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * An HTTP request as it came over the wire, free of any framework; immutable. Adapters build it, with the container's
 * raw values: nothing in it has been decoded.
 */
public final class Request {

    /** The longest body that an adapter reads; of a longer one it says {@link Builder#bodyTooLarge()}. */
    public static final int MAX_BODY_BYTES = 65_536;

    private final String method;
    private final String path;
    private final String query;
    private final List<Header> headers;
    private final Body body;
    private final boolean bodyTooLarge;
    private final String remoteAddress;
    private final boolean secure;
    private final Instant receivedAt;
    private final Optional<AccessDemand> demand;
    private final Supplier<Optional<ResourceOwner>> resourceOwner;

    private Request(Builder builder) {
        this.method = builder.method;
        this.path = builder.path;
        this.query = builder.query;
        this.headers = Collections.unmodifiableList(new ArrayList<>(builder.headers));
        this.body = builder.body;
        this.bodyTooLarge = builder.bodyTooLarge;
        this.remoteAddress = builder.remoteAddress;
        this.secure = builder.secure;
        this.receivedAt = builder.receivedAt;
        this.demand = Optional.empty();
        this.resourceOwner = Optional::empty;
    }

    private Request(Request other, Optional<AccessDemand> demand, Supplier<Optional<ResourceOwner>> resourceOwner) {
        this.method = other.method;
        this.path = other.path;
        this.query = other.query;
        this.headers = other.headers;
        this.body = other.body;
        this.bodyTooLarge = other.bodyTooLarge;
        this.remoteAddress = other.remoteAddress;
        this.secure = other.secure;
        this.receivedAt = other.receivedAt;
        this.demand = demand;
        this.resourceOwner = resourceOwner;
    }

    /**
     * Starts a request.
     *
     * @param method the method, in upper case
     * @param path the raw path from the host's root, as the browser sees it, never decoded
     * @param receivedAt when it arrived, cut to milliseconds; all expiry is judged by it
     */
    public static Builder received(String method, String path, Instant receivedAt) {
        return new Builder(method, path, receivedAt);
    }

    public String method() {
        return method;
    }

    /** The raw path from the host's root: context path included, nothing decoded. */
    public String path() {
        return path;
    }

    /** The raw query without its question mark; empty if there is none. */
    public String query() {
        return query;
    }

    public List<Header> headers() {
        return headers;
    }

    /** All values of the header, in order; empty if there is none. */
    public List<String> headers(String name) {
        List<String> values = List.of();
        for (int i = 0; i < headers.size(); i++) {
            Header header = headers.get(i);
            if (header.isNamed(name)) {
                if (values.isEmpty()) {
                    values = List.of(header.value());
                } else {
                    values = new ArrayList<>(values);
                    values.add(header.value());
                }
            }
        }
        return values;
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

    /** The value of the cookie, if the browser sent exactly one of this name (RFC 6265 §5.4). */
    public Optional<Secret> cookie(String name) {
        Optional<Secret> found = Optional.empty();
        for (String line : headers("Cookie")) {
            for (String pair : line.split(";", -1)) {
                int equals = pair.indexOf('=');
                if (equals > 0 && pair.substring(0, equals).trim().equals(name)) {
                    if (found.isPresent()) {
                        return Optional.empty();
                    }
                    found = Optional.of(Secret.of(pair.substring(equals + 1).trim()));
                }
            }
        }
        return found;
    }

    public Body body() {
        return body;
    }

    /** Whether the body was longer than {@link #MAX_BODY_BYTES}; {@link #body()} is empty then. */
    public boolean isBodyTooLarge() {
        return bodyTooLarge;
    }

    /** The address that the request came from; only for throttling and events. */
    public String remoteAddress() {
        return remoteAddress;
    }

    /** Whether the browser or client used TLS, directly or up to a trusted proxy. */
    public boolean isSecure() {
        return secure;
    }

    public Instant receivedAt() {
        return receivedAt;
    }

    /** What the host demands of the access token; only host code attaches it. */
    public Optional<AccessDemand> demand() {
        return demand;
    }

    /** This request with what an access token must satisfy for {@link AuthorizationServer#authenticate}. */
    public Request demanding(AccessDemand accessDemand) {
        return new Request(this, Optional.of(accessDemand), resourceOwner);
    }

    /** Who is logged in in the browser that this request came from; only host code says so. */
    public Optional<ResourceOwner> resourceOwner() {
        return resourceOwner.get();
    }

    /**
     * This request with the host's word on who is logged in in the browser that it came from. The authorization endpoint
     * then answers without the login page wherever nobody has to be asked.
     *
     * @param source looks into the host's own session; called on the thread of the request, at most once, and only where the
     *     answer matters; empty if nobody is logged in
     */
    public Request recognizing(Supplier<Optional<ResourceOwner>> source) {
        return new Request(this, demand, source);
    }

    /** Method and path only. */
    @Override
    public String toString() {
        return method + " " + path;
    }

    /** Collects what the wire said. */
    public static final class Builder {

        private final String method;
        private final String path;
        private final Instant receivedAt;
        private final List<Header> headers = new ArrayList<>();
        private String query = "";
        private Body body = Body.empty();
        private boolean bodyTooLarge;
        private String remoteAddress = "";
        private boolean secure;

        private Builder(String method, String path, Instant receivedAt) {
            this.method = method;
            this.path = path;
            this.receivedAt = receivedAt.truncatedTo(ChronoUnit.MILLIS);
        }

        /** The raw query, without its question mark. */
        public Builder query(String rawQuery) {
            this.query = rawQuery;
            return this;
        }

        public Builder header(String name, String value) {
            headers.add(new Header(name, value));
            return this;
        }

        /**
         * The whole body.
         *
         * @throws IllegalArgumentException if it is longer than {@link #MAX_BODY_BYTES}
         */
        public Builder body(Body content) {
            if (content.length() > MAX_BODY_BYTES) {
                throw new IllegalArgumentException("a body has at most " + MAX_BODY_BYTES + " bytes");
            }
            this.body = content;
            return this;
        }

        /** Says that the body was longer than {@link #MAX_BODY_BYTES} and was not kept. */
        public Builder bodyTooLarge() {
            this.bodyTooLarge = true;
            this.body = Body.empty();
            return this;
        }

        public Builder remoteAddress(String address) {
            this.remoteAddress = address;
            return this;
        }

        public Builder secure(boolean usedTls) {
            this.secure = usedTls;
            return this;
        }

        public Request build() {
            return new Request(this);
        }
    }
}
