// SPDX-License-Identifier: Apache-2.0
package io.symbolon.oauth.samples.quickstart;

import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.InputStream;
import java.util.Objects;

/** One file that never changes. */
final class StaticServlet extends HttpServlet {

    private static final long serialVersionUID = 1L;

    private final String file;
    private final String contentType;

    StaticServlet(String file, String contentType) {
        this.file = file;
        this.contentType = contentType;
    }

    @Override
    protected void doGet(HttpServletRequest request, HttpServletResponse response) throws IOException {
        response.setContentType(contentType);
        response.setHeader("Cache-Control", "max-age=600");
        response.setHeader("X-Content-Type-Options", "nosniff");
        try (InputStream content = Objects.requireNonNull(StaticServlet.class.getResourceAsStream(file))) {
            content.transferTo(response.getOutputStream());
        }
    }
}
