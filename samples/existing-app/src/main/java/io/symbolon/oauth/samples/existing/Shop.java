// SPDX-License-Identifier: Apache-2.0
package io.symbolon.oauth.samples.existing;

import jakarta.servlet.ServletContext;
import jakarta.servlet.ServletContextEvent;
import jakarta.servlet.ServletContextListener;
import jakarta.servlet.annotation.WebListener;

/** Opens the shop's database when the application starts, and closes it when it stops. */
@WebListener
public final class Shop implements ServletContextListener {

    private static final String USERS = "shop.users";

    @Override
    public void contextInitialized(ServletContextEvent event) {
        ServletContext context = event.getServletContext();
        Users users = Users.open();
        users.add("alice", "correct horse battery staple");
        users.add("bob", "tr0ub4dor and three");
        context.setAttribute(USERS, users);
        context.addFilter("encoding", new EncodingFilter()).addMappingForUrlPatterns(null, false, "/*");
        context.addServlet("orders", new OrdersServlet()).addMapping("/orders");
        context.addServlet("login", new LoginServlet(users)).addMapping("/login");
        Embedding.start(context); // OAuth
    }

    @Override
    public void contextDestroyed(ServletContextEvent event) {
        if (event.getServletContext().getAttribute(USERS) instanceof Users users) {
            users.close();
        }
    }
}
