// SPDX-License-Identifier: Apache-2.0
package io.symbolon.oauth.servlet.jetty;

import io.symbolon.oauth.api.AuthorizationServer;
import io.symbolon.oauth.servlet.OAuthServlet;
import io.symbolon.oauth.testkit.AdapterContract;
import io.symbolon.oauth.testkit.Mount;
import io.symbolon.oauth.testkit.MountedServer;
import org.junit.jupiter.api.DisplayName;

@DisplayName("OAuthServlet on Jetty")
class OAuthServletOnJettyTest extends AdapterContract {

    @Override
    protected MountedServer start(AuthorizationServer server, Mount mount) {
        return new JettyHost().start(OAuthServlet::new, server, mount);
    }
}
