// SPDX-License-Identifier: Apache-2.0
package io.symbolon.oauth.servlet.host;

import jakarta.servlet.ReadListener;
import jakarta.servlet.ServletInputStream;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletRequestWrapper;
import java.io.ByteArrayInputStream;
import java.io.IOException;

/** A request whose body a filter has read and offers again, as filters do that log or sign bodies. */
final class ReplayedRequest extends HttpServletRequestWrapper {

    private final ByteArrayInputStream body;

    private ReplayedRequest(HttpServletRequest request, byte[] body) {
        super(request);
        this.body = new ByteArrayInputStream(body);
    }

    static ReplayedRequest of(HttpServletRequest request) throws IOException {
        return new ReplayedRequest(request, request.getInputStream().readAllBytes());
    }

    @Override
    public ServletInputStream getInputStream() {
        return new ServletInputStream() {
            @Override
            public int read() {
                return body.read();
            }

            @Override
            public int read(byte[] target, int offset, int length) {
                return body.read(target, offset, length);
            }

            @Override
            public boolean isFinished() {
                return body.available() == 0;
            }

            @Override
            public boolean isReady() {
                return true;
            }

            @Override
            public void setReadListener(ReadListener listener) {
                throw new UnsupportedOperationException("only for blocking reads");
            }
        };
    }
}
