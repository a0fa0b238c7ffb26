// SPDX-License-Identifier: Apache-2.0
package io.symbolon.oauth.servlet.host;

import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;

/** Forwards to another path of the application. */
final class ForwardingServlet extends HttpServlet {

    private static final long serialVersionUID = 1L;

    private final String target;

    ForwardingServlet(String target) {
        this.target = target;
    }

    @Override
    protected void service(HttpServletRequest request, HttpServletResponse response)
            throws IOException, ServletException {
        request.getRequestDispatcher(target).forward(request, response);
    }
}
