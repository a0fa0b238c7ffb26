// SPDX-License-Identifier: Apache-2.0
package io.symbolon.oauth.quality.benchmarks.server;

import io.symbolon.oauth.quality.benchmarks.load.Journey;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;

/**
 * What HTTP alone costs a journey: a servlet that reads its three requests by the container's own means and gives each the same
 * answer every time, with the headers and as many bytes as the authorization server's.
 */
public final class BareJourneys {

    private BareJourneys() {}

    public static void main(String[] arguments) throws Exception {
        Listening.serve(new FixedAnswers());
    }

    private static final class FixedAnswers extends HttpServlet {

        private static final long serialVersionUID = 1L;
        private static final String LOCATION =
                Journey.REDIRECT_URI + "?code=" + "x".repeat(46) + "&state=s-1&iss=http%3A%2F%2Flocalhost";
        private static final byte[] REDEEMED = tokens("x");
        private static final byte[] REFRESHED = tokens("y");

        @Override
        protected void doGet(HttpServletRequest request, HttpServletResponse response) throws IOException {
            if (request.getParameter("code_challenge") == null) {
                response.sendError(HttpServletResponse.SC_BAD_REQUEST);
                return;
            }
            response.setStatus(HttpServletResponse.SC_SEE_OTHER);
            response.setHeader("Location", LOCATION);
            setUsualHeaders(response);
            response.setContentLength(0);
        }

        @Override
        protected void doPost(HttpServletRequest request, HttpServletResponse response) throws IOException {
            byte[] answer = "refresh_token".equals(request.getParameter("grant_type")) ? REFRESHED : REDEEMED;
            response.setContentType("application/json");
            setUsualHeaders(response);
            response.setContentLength(answer.length);
            response.getOutputStream().write(answer);
        }

        private static void setUsualHeaders(HttpServletResponse response) {
            response.setHeader("Referrer-Policy", "no-referrer");
            response.setHeader("X-Content-Type-Options", "nosniff");
            response.setHeader("Cache-Control", "no-store");
            response.setHeader("Pragma", "no-cache");
        }

        private static byte[] tokens(String fill) {
            return ("{\"access_token\":\"" + fill.repeat(46) + "\",\"token_type\":\"Bearer\",\"expires_in\":3600,"
                            + "\"refresh_token\":\"" + fill.repeat(92) + "\",\"scope\":\"photos.read\"}")
                    .getBytes(StandardCharsets.US_ASCII);
        }
    }
}
