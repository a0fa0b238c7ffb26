// SPDX-License-Identifier: Apache-2.0
package io.symbolon.oauth.api.grant;

import io.symbolon.oauth.api.token.PresentedRedeemable;
import io.symbolon.oauth.api.token.PresentedRefreshToken;

/** The one thing that a decision uses up by issuing. */
public sealed interface Spent {

    /** A code or the like. */
    record OfRedeemable(PresentedRedeemable presented) implements Spent {}

    /** The grant's refresh token. */
    record OfRefreshToken(PresentedRefreshToken presented) implements Spent {}
}
