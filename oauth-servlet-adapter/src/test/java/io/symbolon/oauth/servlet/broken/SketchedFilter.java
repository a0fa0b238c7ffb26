// SPDX-License-Identifier: Apache-2.0
package io.symbolon.oauth.servlet.broken;

import io.symbolon.oauth.api.AccessDemand;
import io.symbolon.oauth.api.AuthorizationServer;
import io.symbolon.oauth.api.Request;
import io.symbolon.oauth.api.Response;
import io.symbolon.oauth.api.Subject;
import io.symbolon.oauth.api.VerifiedAccess;
import io.symbolon.oauth.servlet.BearerTokenFilter;
import io.symbolon.oauth.servlet.SubjectPrincipal;
import jakarta.servlet.DispatcherType;
import jakarta.servlet.Filter;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.ServletRequest;
import jakarta.servlet.ServletResponse;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletRequestWrapper;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.security.Principal;
import java.time.Instant;
import java.util.Objects;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** A filter as one writes it; {@code mistake} says where it goes wrong. */
final class SketchedFilter implements Filter {

    /** What can be wrong with a filter. */
    enum Mistake {
        NONE,
        KEEPS_THE_ACCESS,
        TAKES_PARAMETERS,
        TAKES_THE_BODY,
        NAMES_CLIENTS_LIKE_ACCOUNTS,
        ASKS_ONCE_FOR_ALL,
        LOOKS_AT_FIRST_DISPATCHES,
        SENDS_ERRORS,
        MAKES_ROLES_OF_SCOPES
    }

    private final AuthorizationServer server;
    private final Function<HttpServletRequest, AccessDemand> demands;
    private final Mistake mistake;
    private volatile @Nullable SubjectPrincipal current;

    SketchedFilter(AuthorizationServer server, Function<HttpServletRequest, AccessDemand> demands, Mistake mistake) {
        this.server = server;
        this.demands = demands;
        this.mistake = mistake;
    }

    @Override
    public void doFilter(ServletRequest request, ServletResponse response, FilterChain chain)
            throws IOException, ServletException {
        HttpServletRequest host = (HttpServletRequest) request;
        boolean skips = (mistake == Mistake.ASKS_ONCE_FOR_ALL && host.getAttribute(BearerTokenFilter.ACCESS) != null)
                || (mistake == Mistake.LOOKS_AT_FIRST_DISPATCHES && host.getDispatcherType() != DispatcherType.REQUEST);
        if (skips) {
            chain.doFilter(request, response);
            return;
        }
        Response verdict = server.authenticate(read(host).demanding(demands.apply(host)));
        if (verdict.access().isEmpty()) {
            refuse(verdict, (HttpServletResponse) response);
            return;
        }
        host.setAttribute(BearerTokenFilter.ACCESS, verdict.access().get());
        chain.doFilter(authorized(host, verdict.access().get()), response);
    }

    private Request read(HttpServletRequest host) throws IOException {
        Request.Builder request = Request.received(host.getMethod(), host.getRequestURI(), Instant.EPOCH);
        String header = host.getHeader("Authorization");
        if (header != null) {
            request.header("Authorization", header);
        } else if (mistake == Mistake.TAKES_PARAMETERS && host.getParameter("access_token") != null) {
            request.header("Authorization", "Bearer " + host.getParameter("access_token"));
        }
        if (mistake == Mistake.TAKES_THE_BODY) {
            host.getInputStream().readAllBytes();
        }
        return request.build();
    }

    private void refuse(Response verdict, HttpServletResponse response) throws IOException {
        verdict.headers().forEach(header -> response.setHeader(header.name(), header.value()));
        if (mistake == Mistake.SENDS_ERRORS) {
            response.sendError(verdict.status());
        } else {
            response.setStatus(verdict.status());
            verdict.body().writeTo(response.getOutputStream());
        }
    }

    private HttpServletRequest authorized(HttpServletRequest host, VerifiedAccess access) {
        Subject subject = mistake == Mistake.NAMES_CLIENTS_LIKE_ACCOUNTS
                ? Subject.ofAccount(access.subject().value())
                : access.subject();
        SubjectPrincipal own = new SubjectPrincipal(subject);
        current = own;
        return new HttpServletRequestWrapper(host) {
            @Override
            public String getRemoteUser() {
                return getUserPrincipal().getName();
            }

            @Override
            public Principal getUserPrincipal() {
                return mistake == Mistake.KEEPS_THE_ACCESS ? Objects.requireNonNull(current) : own;
            }

            @Override
            public boolean isUserInRole(String role) {
                return mistake == Mistake.MAKES_ROLES_OF_SCOPES;
            }
        };
    }
}
