// SPDX-License-Identifier: Apache-2.0
package io.symbolon.oauth.samples.existing;

import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;

/** A page of the shop for whoever is logged in. */
final class OrdersServlet extends HttpServlet {

    private static final long serialVersionUID = 1L;

    @Override
    protected void doGet(HttpServletRequest request, HttpServletResponse response) throws IOException {
        if (!(request.getSession().getAttribute(LoginServlet.USER) instanceof String user)) {
            response.sendRedirect(request.getContextPath() + "/login");
            return;
        }
        response.setContentType("text/plain;charset=utf-8");
        response.getWriter().print("The orders of " + user);
    }
}
