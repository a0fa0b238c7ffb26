// SPDX-License-Identifier: Apache-2.0
/**
 * Mounts the authorization server in a Jakarta Servlet 6 container and protects the application's own API.
 *
 * <pre>{@code
 * OAuthServlet servlet = new OAuthServlet(server);
 * context.addServlet("oauth", servlet).addMapping(servlet.mappings(context.getContextPath()));
 * context.addFilter("api", new BearerTokenFilter(server, AccessDemand.of(new Scope("photos.read"))))
 *         .addMappingForUrlPatterns(null, false, "/api/*");
 * }</pre>
 *
 * <p>Nothing here reads a deployment descriptor, keeps static state or starts a thread. {@code javax.servlet} is not
 * supported.
 */
@NullMarked
package io.symbolon.oauth.servlet;

import org.jspecify.annotations.NullMarked;
