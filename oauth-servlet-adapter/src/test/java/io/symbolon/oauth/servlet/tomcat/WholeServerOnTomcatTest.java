// SPDX-License-Identifier: Apache-2.0
package io.symbolon.oauth.servlet.tomcat;

import io.symbolon.oauth.servlet.host.ServletHost;
import io.symbolon.oauth.servlet.host.WholeServerCases;
import org.junit.jupiter.api.DisplayName;

@DisplayName("The whole server on Tomcat")
class WholeServerOnTomcatTest extends WholeServerCases {

    @Override
    protected ServletHost container() {
        return new TomcatHost();
    }

    @Override
    protected boolean remembersMalformedForms() {
        return TomcatHost.remembersFailures();
    }
}
