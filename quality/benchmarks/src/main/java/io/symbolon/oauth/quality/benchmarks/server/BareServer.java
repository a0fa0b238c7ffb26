// SPDX-License-Identifier: Apache-2.0
package io.symbolon.oauth.quality.benchmarks.server;

import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;

/** The limit: a servlet that reads the form by the container's own means and answers a fixed 200 bytes of JSON. */
public final class BareServer {

    private BareServer() {}

    public static void main(String[] arguments) throws Exception {
        Listening.serve(new FixedAnswer());
    }

    private static final class FixedAnswer extends HttpServlet {

        private static final long serialVersionUID = 1L;
        private static final byte[] ANSWER =
                ("{\"access_token\":\"" + "x".repeat(181) + "\"}").getBytes(StandardCharsets.US_ASCII);

        @Override
        protected void doPost(HttpServletRequest request, HttpServletResponse response) throws IOException {
            if (request.getParameter("grant_type") == null) {
                response.sendError(HttpServletResponse.SC_BAD_REQUEST);
                return;
            }
            response.setContentType("application/json");
            response.setHeader("Cache-Control", "no-store");
            response.setContentLength(ANSWER.length);
            response.getOutputStream().write(ANSWER);
        }
    }
}
