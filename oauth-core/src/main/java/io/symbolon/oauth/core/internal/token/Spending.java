// SPDX-License-Identifier: Apache-2.0
package io.symbolon.oauth.core.internal.token;

import io.symbolon.oauth.api.OAuthException;
import io.symbolon.oauth.api.SenderKey;
import io.symbolon.oauth.api.grant.Spent;
import io.symbolon.oauth.api.token.Grant;
import io.symbolon.oauth.api.token.RefreshToken;
import io.symbolon.oauth.api.token.Spend;
import io.symbolon.oauth.core.internal.token.RefreshPolicy.Handout;
import java.util.Optional;

/** What a decision uses up: whose it is, and how the store is told. */
final class Spending {

    private Spending() {}

    /** A code or token that is another client's is refused, whatever the handler says, and nothing is spent or revoked. */
    static void refuseForeign(Issuance issuance) {
        Optional<Spent> spent = issuance.decision().spent();
        if (spent.isEmpty()) {
            return;
        }
        boolean foreign = grantOf(spent.get())
                .filter(grant -> !grant.client().equals(issuance.client().clientId()))
                .isPresent();
        if (spent.get() instanceof Spent.OfRedeemable redeemable) {
            foreign |= redeemable
                    .presented()
                    .redeemable()
                    .client()
                    .filter(client -> !client.equals(issuance.client().clientId()))
                    .isPresent();
        }
        if (foreign) {
            throw gone("of-another-client");
        }
        Optional<SenderKey> bound = boundTo(spent.get());
        if (bound.isPresent() && !bound.equals(issuance.senderKey())) {
            throw gone("other-sender-key");
        }
    }

    private static Optional<SenderKey> boundTo(Spent spent) {
        if (spent instanceof Spent.OfRedeemable redeemable) {
            return redeemable.presented().redeemable().senderKey();
        }
        return grantOf(spent).flatMap(Grant::refreshToken).flatMap(RefreshToken::senderKey);
    }

    static Optional<Grant> grantOf(Spent spent) {
        if (spent instanceof Spent.OfRedeemable redeemable) {
            return redeemable.presented().grant();
        }
        if (spent instanceof Spent.OfRefreshToken refreshToken) {
            return Optional.of(refreshToken.presented().grant());
        }
        throw new AssertionError(spent);
    }

    /** What the store is to spend; nothing if the refresh token stays as it is. */
    static Optional<Spend> spend(Spent spent, Optional<Grant> grant, Optional<Handout> handout) {
        if (spent instanceof Spent.OfRedeemable redeemable) {
            boolean grantIsThere = redeemable.presented().grant().isPresent();
            return Optional.of(new Spend.OfRedeemable(
                    redeemable.presented().redeemable().id(),
                    grant.orElseThrow().id(),
                    grantIsThere ? handout.map(Handout::row) : Optional.empty()));
        }
        if (spent instanceof Spent.OfRefreshToken refreshToken) {
            RefreshToken current =
                    refreshToken.presented().grant().refreshToken().orElseThrow();
            RefreshToken next = handout.orElseThrow().row();
            return next.equals(current)
                    ? Optional.empty()
                    : Optional.of(new Spend.OfRefreshToken(
                            refreshToken.presented().grant().id(), current.digest(), next));
        }
        throw new AssertionError(spent);
    }

    static OAuthException gone(String rule) {
        return OAuthException.invalidGrant("what was presented is unknown, expired, revoked or was used before")
                .refusedBy(rule);
    }
}
