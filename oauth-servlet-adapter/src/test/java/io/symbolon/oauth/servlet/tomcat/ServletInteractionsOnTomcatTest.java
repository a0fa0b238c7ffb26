// SPDX-License-Identifier: Apache-2.0
package io.symbolon.oauth.servlet.tomcat;

import io.symbolon.oauth.servlet.host.ServletHost;
import io.symbolon.oauth.servlet.host.ServletInteractionsCases;
import org.junit.jupiter.api.DisplayName;

@DisplayName("ServletInteractions on Tomcat")
class ServletInteractionsOnTomcatTest extends ServletInteractionsCases {

    @Override
    protected ServletHost container() {
        return new TomcatHost();
    }
}
