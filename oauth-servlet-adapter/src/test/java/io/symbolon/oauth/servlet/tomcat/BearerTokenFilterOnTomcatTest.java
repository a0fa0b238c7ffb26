// SPDX-License-Identifier: Apache-2.0
package io.symbolon.oauth.servlet.tomcat;

import io.symbolon.oauth.servlet.host.BearerTokenFilterCases;
import io.symbolon.oauth.servlet.host.ServletHost;
import org.junit.jupiter.api.DisplayName;

@DisplayName("BearerTokenFilter on Tomcat")
class BearerTokenFilterOnTomcatTest extends BearerTokenFilterCases {

    @Override
    protected ServletHost container() {
        return new TomcatHost();
    }
}
