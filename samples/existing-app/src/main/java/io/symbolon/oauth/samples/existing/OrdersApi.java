// SPDX-License-Identifier: Apache-2.0
package io.symbolon.oauth.samples.existing;

import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;

/** The same orders for clients: the filter in front has seen to it that the token is good. */
final class OrdersApi extends HttpServlet {

    private static final long serialVersionUID = 1L;

    @Override
    protected void doGet(HttpServletRequest request, HttpServletResponse response) throws IOException {
        response.setContentType("application/json");
        response.getWriter().print("{\"orders_of\":\"" + request.getRemoteUser() + "\"}");
    }
}
