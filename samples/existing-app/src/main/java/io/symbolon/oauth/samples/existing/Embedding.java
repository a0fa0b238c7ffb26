// SPDX-License-Identifier: Apache-2.0
package io.symbolon.oauth.samples.existing;

import io.symbolon.oauth.api.AccessDemand;
import io.symbolon.oauth.api.Scope;
import io.symbolon.oauth.api.Secret;
import io.symbolon.oauth.api.client.Client;
import io.symbolon.oauth.core.OAuthServer;
import io.symbolon.oauth.servlet.BearerTokenFilter;
import io.symbolon.oauth.servlet.OAuthServlet;
import io.symbolon.oauth.servlet.ServletInteractions;
import jakarta.servlet.ServletContext;
import java.util.UUID;

/** All that makes the shop an authorization server, but for the three lines in its login page. */
final class Embedding {

    static final String INTERACTIONS = "shop.interactions";

    private Embedding() {}

    static void start(ServletContext context) {
        String issuer = setting("issuer", "http://localhost:8080" + context.getContextPath() + "/oauth");
        OAuthServer oauth = OAuthServer.builder(issuer)
                .loginPage(context.getContextPath() + "/login")
                .scope("orders.read", "See your orders")
                .client(Client.confidential("accountant", Secret.of(setting("accountant.secret", newSecret())))
                        .name("Your accountant")
                        .authorizationCode("https://accountant.example.com/callback")
                        .scopes("orders.read")
                        .build())
                .build();
        context.setAttribute(INTERACTIONS, new ServletInteractions(oauth.interactions()));
        context.addServlet("oauth", new OAuthServlet(oauth).closingServer()).addMapping("/oauth/*");
        context.addFilter("api", new BearerTokenFilter(oauth, AccessDemand.of(new Scope("orders.read"))))
                .addMappingForUrlPatterns(null, false, "/api/*");
        context.addServlet("api", new OrdersApi()).addMapping("/api/orders");
    }

    private static String setting(String name, String otherwise) {
        return System.getProperty("shop." + name, otherwise);
    }

    /** Nobody knows it; set {@code shop.accountant.secret} to let the accountant in. */
    private static String newSecret() {
        return UUID.randomUUID() + "-" + UUID.randomUUID();
    }
}
