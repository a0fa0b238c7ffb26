// SPDX-License-Identifier: Apache-2.0
package io.symbolon.oauth.quality.benchmarks.server;

import io.symbolon.oauth.api.AuthenticationContext;
import io.symbolon.oauth.api.ResourceOwner;
import io.symbolon.oauth.api.Subject;
import io.symbolon.oauth.core.OAuthServer;
import io.symbolon.oauth.servlet.OAuthServlet;
import java.time.Instant;
import java.util.Optional;

/** An application in which everybody has a session, which is alice's. */
final class AlwaysAlice {

    private AlwaysAlice() {}

    static OAuthServlet in(OAuthServer server) {
        return new OAuthServlet(server)
                .recognizing(request -> Optional.of(
                        ResourceOwner.of(Subject.ofAccount("alice"), AuthenticationContext.at(Instant.now()))));
    }
}
