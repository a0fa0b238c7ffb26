// SPDX-License-Identifier: Apache-2.0
package io.symbolon.oauth.samples.quickstart;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpFilter;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Optional;

/** Lets only forms pass that came from a page of the same visit. */
final class FormGuard extends HttpFilter {

    private static final long serialVersionUID = 1L;

    @Override
    protected void doFilter(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws IOException, ServletException {
        if (request.getMethod().equals("POST") && !isFromOurPage(request)) {
            new Page(request, response)
                    .say(403, "This form has expired", "Go back, load the page again, and send the form once more.");
            return;
        }
        chain.doFilter(request, response);
    }

    private static boolean isFromOurPage(HttpServletRequest request) {
        Optional<String> presented = Optional.ofNullable(request.getParameter(Visit.CSRF_TOKEN));
        return presented.isPresent()
                && Visit.find(request)
                        .filter(visit -> visit.isCsrfToken(presented.get()))
                        .isPresent();
    }
}
