// SPDX-License-Identifier: Apache-2.0
package io.symbolon.oauth.servlet.jetty;

import io.symbolon.oauth.servlet.host.BearerTokenFilterCases;
import io.symbolon.oauth.servlet.host.ServletHost;
import org.junit.jupiter.api.DisplayName;

@DisplayName("BearerTokenFilter on Jetty")
class BearerTokenFilterOnJettyTest extends BearerTokenFilterCases {

    @Override
    protected ServletHost container() {
        return new JettyHost();
    }
}
