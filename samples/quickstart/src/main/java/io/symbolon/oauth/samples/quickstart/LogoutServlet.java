// SPDX-License-Identifier: Apache-2.0
package io.symbolon.oauth.samples.quickstart;

import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;

/** Ends the visit. Tokens that were issued meanwhile live on: signing out of the album is not revoking. */
final class LogoutServlet extends HttpServlet {

    private static final long serialVersionUID = 1L;

    @Override
    protected void doPost(HttpServletRequest request, HttpServletResponse response) throws IOException {
        Visit.find(request).ifPresent(Visit::end);
        Page.goTo(response, "/");
    }
}
