// SPDX-License-Identifier: Apache-2.0
package io.symbolon.oauth.servlet;

import io.symbolon.oauth.api.VerifiedAccess;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletRequestWrapper;
import java.security.Principal;

/** A request that came with a verified access token: its subject hides whoever the container may have logged in. */
final class AuthorizedRequest extends HttpServletRequestWrapper {

    private final SubjectPrincipal principal;

    AuthorizedRequest(HttpServletRequest request, VerifiedAccess access) {
        super(request);
        this.principal = new SubjectPrincipal(access.subject());
    }

    @Override
    public Principal getUserPrincipal() {
        return principal;
    }

    @Override
    public String getRemoteUser() {
        return principal.getName();
    }

    @Override
    public String getAuthType() {
        return "Bearer";
    }

    /** A token carries scopes, which say what a client may do; roles say what an account may do. */
    @Override
    public boolean isUserInRole(String role) {
        return false;
    }
}
