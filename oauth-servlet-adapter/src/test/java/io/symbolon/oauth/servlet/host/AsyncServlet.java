// SPDX-License-Identifier: Apache-2.0
package io.symbolon.oauth.servlet.host;

import jakarta.servlet.AsyncContext;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;

/** Answers later, from another path of the application, and with the request that the container made. */
final class AsyncServlet extends HttpServlet {

    private static final long serialVersionUID = 1L;

    private final String target;

    AsyncServlet(String target) {
        this.target = target;
    }

    @Override
    protected void service(HttpServletRequest request, HttpServletResponse response) {
        AsyncContext async = request.startAsync();
        async.start(() -> async.dispatch(target));
    }
}
