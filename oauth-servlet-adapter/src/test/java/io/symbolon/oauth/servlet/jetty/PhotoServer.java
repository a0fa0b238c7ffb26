// SPDX-License-Identifier: Apache-2.0
package io.symbolon.oauth.servlet.jetty;

import io.symbolon.oauth.api.AccessDemand;
import io.symbolon.oauth.api.AuthenticationContext;
import io.symbolon.oauth.api.Scope;
import io.symbolon.oauth.api.Secret;
import io.symbolon.oauth.api.Subject;
import io.symbolon.oauth.api.client.Client;
import io.symbolon.oauth.core.OAuthServer;
import io.symbolon.oauth.servlet.BearerTokenFilter;
import io.symbolon.oauth.servlet.OAuthServlet;
import io.symbolon.oauth.servlet.ServletInteractions;
import jakarta.servlet.ServletContext;
import jakarta.servlet.ServletContextEvent;
import jakarta.servlet.ServletContextListener;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.time.Instant;

/** The embedding that the README shows, and an application around it. */
final class PhotoServer implements ServletContextListener {

    private static final String PRINTER_SECRET = "the-printer's-own-secret-of-43-characters-!";

    @Override
    public void contextInitialized(ServletContextEvent event) {
        OAuthServer oauth = OAuthServer.builder("https://photos.example.com/oauth")
                .loginPage("/login")
                .scope("photos.read", "See your photos")
                .client(Client.confidential("printer", Secret.of(PRINTER_SECRET))
                        .authorizationCode("https://printer.example.com/callback")
                        .scopes("photos.read")
                        .build())
                .build();
        ServletContext context = event.getServletContext();
        context.addServlet("oauth", new OAuthServlet(oauth).closingServer()).addMapping("/oauth/*");
        context.addFilter("api", new BearerTokenFilter(oauth, AccessDemand.of(new Scope("photos.read"))))
                .addMappingForUrlPatterns(null, false, "/api/*");

        context.addServlet("login", new Login(new ServletInteractions(oauth.interactions())))
                .addMapping("/login");
        context.addServlet("photos", new Photos()).addMapping("/api/photos");
    }

    /** The application's own login; here everybody is Alice at once. */
    private static final class Login extends HttpServlet {

        private static final long serialVersionUID = 1L;

        private final transient ServletInteractions interactions;

        Login(ServletInteractions interactions) {
            this.interactions = interactions;
        }

        @Override
        protected void doGet(HttpServletRequest request, HttpServletResponse response) throws IOException {
            String user = "alice";
            Instant loggedInAt = Instant.now();

            interactions.authenticated(
                    request, response, Subject.ofAccount(user), AuthenticationContext.at(loggedInAt));
        }
    }

    /** The application's own API. */
    private static final class Photos extends HttpServlet {

        private static final long serialVersionUID = 1L;

        @Override
        protected void doGet(HttpServletRequest request, HttpServletResponse response) throws IOException {
            response.getWriter().print("photos of " + request.getRemoteUser());
        }
    }
}
