// SPDX-License-Identifier: Apache-2.0
package io.symbolon.oauth.samples.quickstart;

import io.symbolon.oauth.api.AuthenticationContext;
import io.symbolon.oauth.api.Subject;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * Who proved with a password to be there.
 *
 * @param username who
 * @param at when
 */
record SignIn(String username, Instant at) {

    /** The same person to the authorization server. */
    Subject subject() {
        return Subject.ofAccount(username);
    }

    /** How it was proven (RFC 8176 §2). */
    AuthenticationContext authentication() {
        return new AuthenticationContext(at, Optional.empty(), List.of("pwd"));
    }
}
