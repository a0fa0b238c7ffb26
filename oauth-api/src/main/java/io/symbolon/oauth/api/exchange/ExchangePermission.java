// SPDX-License-Identifier: Apache-2.0
package io.symbolon.oauth.api.exchange;

import io.symbolon.oauth.api.Scopes;

/**
 * That an exchange is allowed, and within which limits.
 *
 * @param scopes the most that is granted; never more than the subject token has
 * @param endsWithItsTokens whether the new token ends with the grants of the tokens that were presented for it
 */
public record ExchangePermission(Scopes scopes, boolean endsWithItsTokens) {

    /** These scopes at most, until the grants end from which they came. */
    public static ExchangePermission of(Scopes scopes) {
        return new ExchangePermission(scopes, true);
    }

    /** The same, for a token that lives on when those grants are revoked; it expires no later than what was presented. */
    public ExchangePermission outlivingRevocation() {
        return new ExchangePermission(scopes, false);
    }
}
