// SPDX-License-Identifier: Apache-2.0
package io.symbolon.oauth.testkit;

import io.symbolon.oauth.api.AccessDemand;
import io.symbolon.oauth.api.ApplicationUri;
import io.symbolon.oauth.api.AuthorizationServer;
import io.symbolon.oauth.api.Body;
import io.symbolon.oauth.api.Claims;
import io.symbolon.oauth.api.ClientId;
import io.symbolon.oauth.api.Request;
import io.symbolon.oauth.api.Response;
import io.symbolon.oauth.api.Scope;
import io.symbolon.oauth.api.Scopes;
import io.symbolon.oauth.api.Subject;
import io.symbolon.oauth.api.VerifiedAccess;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.BrokenBarrierException;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * An authorization server without any OAuth in it, for tests of adapters: it remembers each request that reaches it, and
 * its answers show what it saw. Its endpoints lie below a path of the caller's choice; each is matched exactly and names
 * itself in the header {@value #ENDPOINT}.
 *
 * <ul>
 *   <li>{@code /echo} repeats method, query, {@code Authorization}, {@code Cookie} and body, a line each
 *   <li>{@code /meet} does so once a second request has come to it, while both are in flight
 *   <li>{@code /status/400} and so on answer with that status and a JSON error
 *   <li>{@code /redirect}, {@code /cookies}, {@code /empty} (204), {@code /query} (repeats the raw query in a header)
 *   <li>{@code /granted} answers with a verified access token and {@code /broken} throws: neither may reach the wire
 * </ul>
 */
public final class RecordingServer implements AuthorizationServer {

    /** The response header that names the endpoint. */
    public static final String ENDPOINT = "Recording-Endpoint";

    /** A word that the server must never let out: in the token of {@code /granted} and the failure of {@code /broken}. */
    public static final String CANARY = "canary-7d1f";

    private static final List<String> ENDPOINTS =
            List.of("/echo", "/meet", "/redirect", "/cookies", "/empty", "/query", "/granted", "/broken");

    private final String path;
    private final List<Request> seen = new CopyOnWriteArrayList<>();
    private final Map<String, VerifiedAccess> tokens = new ConcurrentHashMap<>();
    private final CyclicBarrier meeting = new CyclicBarrier(2);
    private final AtomicBoolean closed = new AtomicBoolean();

    /**
     * A server whose endpoints lie below this path.
     *
     * @param path from the host's root, without a trailing slash; empty for the root
     */
    public RecordingServer(String path) {
        this.path = path;
    }

    /** All requests that reached the server since it was last asked to forget, in order. */
    public List<Request> seen() {
        return List.copyOf(seen);
    }

    /** Forgets what it has seen. */
    public void forget() {
        seen.clear();
    }

    /** Lets {@link #authenticate} grant this bearer token. */
    public RecordingServer granting(String token, VerifiedAccess access) {
        tokens.put(token, access);
        return this;
    }

    public boolean isClosed() {
        return closed.get();
    }

    @Override
    public Response authorize(Request request) {
        return handle(request);
    }

    /** Grants what {@link #granting} announced; refuses as RFC 6750 §3.1 says. */
    @Override
    public Response authenticate(Request request) {
        seen.add(request);
        AccessDemand demand = request.demand().orElseThrow(() -> new IllegalArgumentException("no demand is attached"));
        String credentials = request.header("Authorization").orElse("");
        if (!credentials.startsWith("Bearer ")) {
            return challenge(401, "Bearer");
        }
        VerifiedAccess access = tokens.get(credentials.substring("Bearer ".length()));
        if (access == null) {
            return challenge(401, "Bearer error=\"invalid_token\"");
        }
        return access.scopes().containsAll(demand.scopes())
                ? Response.granted(access)
                : challenge(403, "Bearer error=\"insufficient_scope\", scope=\"" + demand.scopes() + "\"");
    }

    @Override
    public Response handle(Request request) {
        seen.add(request);
        if (request.isBodyTooLarge()) {
            return error(413, "too large").build();
        }
        String prefix = path + "/status/";
        if (request.path().startsWith(prefix)) {
            return error(Integer.parseInt(request.path().substring(prefix.length())), "as asked")
                    .build();
        }
        return ENDPOINTS.stream()
                .filter(endpoint -> request.path().equals(path + endpoint))
                .findFirst()
                .map(endpoint -> at(endpoint, request).with(ENDPOINT, endpoint))
                .orElseGet(() -> error(404, "nothing here").build());
    }

    @Override
    public List<String> mounts() {
        return ENDPOINTS.stream().map(endpoint -> path + endpoint).toList();
    }

    @Override
    public void close() {
        closed.set(true);
    }

    private Response at(String endpoint, Request request) {
        return switch (endpoint) {
            case "/echo" -> echo(request);
            case "/meet" -> meet(request);
            case "/redirect" ->
                Response.redirect(new ApplicationUri("/login?a=b%20c"), Map.of("interaction", "a b"))
                        .build();
            case "/cookies" ->
                Response.status(200)
                        .header("Set-Cookie", "one=1; HttpOnly")
                        .header("Set-Cookie", "two=2; HttpOnly")
                        .header("Cache-Control", "no-store")
                        .build();
            case "/empty" -> Response.status(204).build();
            case "/query" ->
                Response.status(200).header("Recording-Query", request.query()).build();
            case "/granted" -> Response.granted(canary());
            default -> throw new IllegalStateException(CANARY);
        };
    }

    private static VerifiedAccess canary() {
        return new VerifiedAccess(
                Subject.ofAccount(CANARY),
                new ClientId(CANARY),
                Scopes.of(new Scope(CANARY)),
                Set.of(),
                Instant.EPOCH,
                Instant.EPOCH,
                Optional.empty(),
                Optional.empty(),
                Claims.none());
    }

    private Response meet(Request request) {
        try {
            meeting.await(10, TimeUnit.SECONDS);
        } catch (InterruptedException | BrokenBarrierException | TimeoutException e) {
            throw new IllegalStateException("nobody came", e);
        }
        return echo(request);
    }

    private static Response echo(Request request) {
        String text = String.join(
                "\n",
                request.method(),
                request.query(),
                request.header("Authorization").orElse("-"),
                request.header("Cookie").orElse("-"),
                request.body().asUtf8());
        return Response.status(200)
                .body("text/plain;charset=utf-8", Body.utf8(text))
                .build();
    }

    private static Response challenge(int status, String challenge) {
        return error(status, "no access").header("WWW-Authenticate", challenge).build();
    }

    private static Response.Builder error(int status, String description) {
        return Response.status(status)
                .header("Cache-Control", "no-store")
                .json(Body.utf8("{\"error\":\"recorded\",\"error_description\":\"" + description + "\"}"));
    }
}
