// SPDX-License-Identifier: Apache-2.0
package io.symbolon.oauth.quality.benchmarks.sas;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.List;
import java.util.Objects;
import org.springframework.security.authentication.UsernamePasswordAuthenticationToken;
import org.springframework.security.core.GrantedAuthority;
import org.springframework.security.core.authority.AuthorityUtils;
import org.springframework.security.core.context.SecurityContext;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.security.core.userdetails.User;
import org.springframework.security.web.context.HttpSessionSecurityContextRepository;
import org.springframework.security.web.savedrequest.HttpSessionRequestCache;
import org.springframework.security.web.savedrequest.SavedRequest;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

/** A login page that asks nothing, and sends the browser back to where it came from. */
@RestController
class AlwaysAlice {

    @GetMapping("/login")
    void logIn(HttpServletRequest request, HttpServletResponse response) throws IOException {
        List<GrantedAuthority> roles = AuthorityUtils.createAuthorityList("ROLE_USER");
        SecurityContext alice = SecurityContextHolder.createEmptyContext();
        alice.setAuthentication(
                UsernamePasswordAuthenticationToken.authenticated(new User("alice", "", roles), null, roles));
        new HttpSessionSecurityContextRepository().saveContext(alice, request, response);
        SavedRequest saved = new HttpSessionRequestCache().getRequest(request, response);
        response.sendRedirect(
                Objects.requireNonNull(saved, "nobody comes here first").getRedirectUrl());
    }
}
