// SPDX-License-Identifier: Apache-2.0
package io.symbolon.oauth.samples.existing;

import jakarta.servlet.Filter;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.ServletRequest;
import jakarta.servlet.ServletResponse;
import java.io.IOException;

/** Sets the encoding and, as such filters do, looks at a parameter, which makes the container read the body. */
final class EncodingFilter implements Filter {

    @Override
    public void doFilter(ServletRequest request, ServletResponse response, FilterChain chain)
            throws IOException, ServletException {
        request.setCharacterEncoding("UTF-8");
        if (request.getParameter("lang") != null) {
            request.setAttribute("shop.lang", request.getParameter("lang"));
        }
        chain.doFilter(request, response);
    }
}
