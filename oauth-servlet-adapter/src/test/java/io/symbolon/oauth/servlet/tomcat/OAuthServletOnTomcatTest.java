// SPDX-License-Identifier: Apache-2.0
package io.symbolon.oauth.servlet.tomcat;

import io.symbolon.oauth.api.AuthorizationServer;
import io.symbolon.oauth.servlet.OAuthServlet;
import io.symbolon.oauth.testkit.AdapterContract;
import io.symbolon.oauth.testkit.HostHabit;
import io.symbolon.oauth.testkit.Mount;
import io.symbolon.oauth.testkit.MountedServer;
import org.junit.jupiter.api.DisplayName;

@DisplayName("OAuthServlet on Tomcat")
class OAuthServletOnTomcatTest extends AdapterContract {

    @Override
    protected MountedServer start(AuthorizationServer server, Mount mount) {
        return new TomcatHost().start(OAuthServlet::new, server, mount);
    }

    @Override
    protected boolean canHave(HostHabit habit) {
        return habit != HostHabit.LIMITS_FORM_FIELDS || TomcatHost.remembersFailures();
    }
}
