// SPDX-License-Identifier: Apache-2.0
package io.symbolon.oauth.servlet.jetty;

import io.symbolon.oauth.servlet.host.ServletHost;
import io.symbolon.oauth.servlet.host.WholeServerCases;
import org.junit.jupiter.api.DisplayName;

@DisplayName("The whole server on Jetty")
class WholeServerOnJettyTest extends WholeServerCases {

    @Override
    protected ServletHost container() {
        return new JettyHost();
    }

    @Override
    protected boolean remembersMalformedForms() {
        return true;
    }
}
