// SPDX-License-Identifier: Apache-2.0
package io.symbolon.oauth.saml;

import io.symbolon.oauth.api.OAuthException;

/** The answers to assertions that are not taken (RFC 7522 §3.1). */
final class Refusal {

    private Refusal() {}

    /** Tells the presenter what is wrong; for what the presenter could see without us. */
    static OAuthException because(String rule, String description) {
        return OAuthException.invalidGrant(description).refusedBy(rule);
    }

    /** Tells the operator alone. */
    static OAuthException untrusted(String rule) {
        return because(
                rule,
                "the assertion is not signed by a trusted issuer for this client, or its subject is unknown here");
    }
}
