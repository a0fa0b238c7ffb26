// SPDX-License-Identifier: Apache-2.0
package io.symbolon.oauth.servlet;

import io.symbolon.oauth.api.AccessDemand;
import io.symbolon.oauth.api.AuthorizationServer;
import io.symbolon.oauth.api.Response;
import io.symbolon.oauth.api.VerifiedAccess;
import jakarta.servlet.Filter;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.ServletRequest;
import jakarta.servlet.ServletResponse;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/**
 * Lets only requests pass that present a valid access token in their {@code Authorization} header (RFC 6750 §2.1), with
 * all scopes that are demanded; all others get the answer of RFC 6750 §3. A token anywhere else does not count, and the
 * body is left to the API.
 *
 * <p>Behind the filter {@link HttpServletRequest#getUserPrincipal()} is a {@link SubjectPrincipal}, {@link
 * HttpServletRequest#getRemoteUser()} its name, {@link HttpServletRequest#isUserInRole} false for every role, and {@link
 * #findAccess} what the token says. Several filters with different demands may guard one request; each verifies for
 * itself, and once only, however often a request is dispatched.
 *
 * <p>Register it with {@code setAsyncSupported(true)} where the API answers asynchronously, and for {@code FORWARD} and
 * {@code ASYNC} where a dispatch may lead from an open path to a guarded one. A filter that answers CORS preflights goes
 * before it, since those carry no token.
 */
public final class BearerTokenFilter implements Filter {

    /** The request attribute that holds the {@link VerifiedAccess}. */
    public static final String ACCESS = "io.symbolon.oauth.servlet.access";

    private static final String PASSED = "io.symbolon.oauth.servlet.passed";

    private final AuthorizationServer server;
    private final Function<HttpServletRequest, AccessDemand> demands;
    private final Wire wire;

    /** Demands the same of every request. */
    public BearerTokenFilter(AuthorizationServer server, AccessDemand demand) {
        this(server, request -> demand, ServletSettings.defaults());
    }

    /** Demands what the function says, such as one scope for reading and another for writing. */
    public BearerTokenFilter(
            AuthorizationServer server, Function<HttpServletRequest, AccessDemand> demands, ServletSettings settings) {
        this.server = server;
        this.demands = demands;
        this.wire = new Wire(settings);
    }

    /** What the access token of the request says; empty if the request has passed no filter. */
    public static Optional<VerifiedAccess> findAccess(ServletRequest request) {
        return request.getAttribute(ACCESS) instanceof VerifiedAccess access ? Optional.of(access) : Optional.empty();
    }

    @Override
    public void doFilter(ServletRequest request, ServletResponse response, FilterChain chain)
            throws IOException, ServletException {
        HttpServletRequest host = (HttpServletRequest) request;
        AccessDemand demand = demands.apply(host);
        Map<?, ?> passed = host.getAttribute(PASSED) instanceof Map<?, ?> earlier ? earlier : Map.of();
        if (passed.get(key(demand)) instanceof VerifiedAccess access) {
            chain.doFilter(new AuthorizedRequest(host, access), response);
            return;
        }
        Response verdict = server.authenticate(wire.readHead(host).demanding(demand));
        if (verdict.access().isEmpty()) {
            wire.write(verdict, host, (HttpServletResponse) response);
            return;
        }
        VerifiedAccess access = verdict.access().get();
        Map<Object, Object> all = new HashMap<>(passed);
        all.put(key(demand), access);
        host.setAttribute(PASSED, Map.copyOf(all));
        host.setAttribute(ACCESS, access);
        chain.doFilter(new AuthorizedRequest(host, access), response);
    }

    /** A later dispatch of the same request passes this very filter unasked, unless it demands something else. */
    private Object key(AccessDemand demand) {
        return Map.entry(this, demand);
    }
}
