// SPDX-License-Identifier: Apache-2.0
package io.symbolon.oauth.servlet.host;

import io.symbolon.oauth.api.AuthorizationServer;
import io.symbolon.oauth.testkit.HostHabit;
import io.symbolon.oauth.testkit.Mount;
import io.symbolon.oauth.testkit.MountedServer;
import jakarta.servlet.Servlet;
import jakarta.servlet.ServletContext;
import jakarta.servlet.ServletRegistration;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Function;

/** A servlet container to try things in. */
public interface ServletHost {

    /** Starts one context on any free port of the loopback address, set up by the application. */
    MountedServer start(String contextPath, Set<HostHabit> habits, Consumer<ServletContext> application);

    /** Starts the adapter for the server at its mount. */
    default MountedServer start(
            Function<AuthorizationServer, Servlet> adapter, AuthorizationServer server, Mount mount) {
        return start(mount.contextPath(), mount.habits(), context -> {
            ServletRegistration.Dynamic servlet = context.addServlet("oauth", adapter.apply(server));
            servlet.addMapping(mount.servletPath().isEmpty() ? "/" : mount.servletPath() + "/*");
            servlet.setAsyncSupported(true);
        });
    }
}
