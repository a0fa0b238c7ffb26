// SPDX-License-Identifier: Apache-2.0
package io.symbolon.oauth.servlet.host;

import io.symbolon.oauth.servlet.BearerTokenFilter;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;

/** An application's API that tells who calls and with what. */
final class ApiServlet extends HttpServlet {

    static final String GREETING = "welcome to the photos";

    private static final long serialVersionUID = 1L;

    @Override
    protected void service(HttpServletRequest request, HttpServletResponse response) throws IOException {
        tell(request, response);
    }

    static void tell(HttpServletRequest request, HttpServletResponse response) throws IOException {
        response.setContentType("text/plain;charset=utf-8");
        response.getWriter()
                .write(String.join(
                        ";",
                        GREETING,
                        "remoteUser=" + request.getRemoteUser(),
                        "principal=" + request.getUserPrincipal().getClass().getSimpleName() + "/"
                                + request.getUserPrincipal().getName(),
                        "authType=" + request.getAuthType(),
                        "inRole=" + request.isUserInRole("photos.read"),
                        "access="
                                + BearerTokenFilter.findAccess(request)
                                        .map(access -> access.subject().type() + "/" + access.scopes())
                                        .orElse("none"),
                        "title=" + request.getParameter("title"),
                        ""));
    }
}
