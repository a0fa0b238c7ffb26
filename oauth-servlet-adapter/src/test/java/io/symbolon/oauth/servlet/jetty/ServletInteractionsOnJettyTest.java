// SPDX-License-Identifier: Apache-2.0
package io.symbolon.oauth.servlet.jetty;

import io.symbolon.oauth.servlet.host.ServletHost;
import io.symbolon.oauth.servlet.host.ServletInteractionsCases;
import org.junit.jupiter.api.DisplayName;

@DisplayName("ServletInteractions on Jetty")
class ServletInteractionsOnJettyTest extends ServletInteractionsCases {

    @Override
    protected ServletHost container() {
        return new JettyHost();
    }
}
