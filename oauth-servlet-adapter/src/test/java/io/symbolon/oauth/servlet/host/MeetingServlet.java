// SPDX-License-Identifier: Apache-2.0
package io.symbolon.oauth.servlet.host;

import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.concurrent.BrokenBarrierException;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** Tells who calls, once two calls are in flight. */
final class MeetingServlet extends HttpServlet {

    private static final long serialVersionUID = 1L;

    private final transient CyclicBarrier meeting = new CyclicBarrier(2);

    @Override
    protected void service(HttpServletRequest request, HttpServletResponse response) throws IOException {
        try {
            meeting.await(10, TimeUnit.SECONDS);
        } catch (InterruptedException | BrokenBarrierException | TimeoutException e) {
            throw new IllegalStateException("nobody came", e);
        }
        ApiServlet.tell(request, response);
    }
}
