// SPDX-License-Identifier: Apache-2.0
package io.symbolon.oauth.samples.quickstart;

import jakarta.servlet.RequestDispatcher;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;

/** The page in place of the container's own error page. */
final class ErrorServlet extends HttpServlet {

    static final String PATH = "/error";

    private static final long serialVersionUID = 1L;

    @Override
    protected void service(HttpServletRequest request, HttpServletResponse response) throws IOException {
        int status = request.getAttribute(RequestDispatcher.ERROR_STATUS_CODE) instanceof Integer code ? code : 404;
        new Page(request, response)
                .say(
                        status,
                        switch (status) {
                            case 404 -> "There is nothing here";
                            case 405 -> "That does not work here";
                            default -> status < 500 ? "That was not understood" : "Something went wrong";
                        },
                        status < 500
                                ? "Check the address, or start from the album."
                                : "It is not your fault. What happened stands in the program's output.");
    }
}
