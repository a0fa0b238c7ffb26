// SPDX-License-Identifier: Apache-2.0
package io.symbolon.oauth.api;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * How and when the resource owner was authenticated.
 *
 * @param authenticatedAt the {@code auth_time} of OpenID Connect Core §2
 * @param acr the authentication context class
 * @param amr the methods used (RFC 8176); may be empty
 */
public record AuthenticationContext(Instant authenticatedAt, Optional<String> acr, List<String> amr) {

    public AuthenticationContext {
        amr = List.copyOf(amr);
    }

    /** Authenticated at this instant, no more is said. */
    public static AuthenticationContext at(Instant instant) {
        return new AuthenticationContext(instant, Optional.empty(), List.of());
    }
}
