// SPDX-License-Identifier: Apache-2.0
package io.symbolon.oauth.core.device;

import io.symbolon.oauth.api.Request;
import io.symbolon.oauth.api.UserCode;
import io.symbolon.oauth.api.endpoint.GuessLimit;
import io.symbolon.oauth.api.endpoint.PendingRedeemables;
import io.symbolon.oauth.api.token.Redeemable;
import io.symbolon.oauth.api.token.RedeemableKind;
import jakarta.inject.Inject;
import java.util.Optional;

/** Looks up what people type, and slows down who guesses (RFC 8628 §5.1). */
final class TypedCodes {

    private static final String GUESSED = "user_code";

    private final PendingRedeemables pending;
    private final GuessLimit limit;

    @Inject
    TypedCodes(PendingRedeemables pending, GuessLimit limit) {
        this.pending = pending;
        this.limit = limit;
    }

    /**
     * The device that shows this code and waits.
     *
     * @throws io.symbolon.oauth.api.OAuthException while the browser's address has to wait
     */
    Optional<Redeemable> find(UserCode typed, Request browser) {
        limit.attempt(GUESSED, browser);
        Optional<Redeemable> found = pending.find(RedeemableKind.DEVICE_CODE, typed, browser.receivedAt());
        if (found.isPresent()) {
            limit.right(GUESSED, browser);
        }
        return found;
    }
}
