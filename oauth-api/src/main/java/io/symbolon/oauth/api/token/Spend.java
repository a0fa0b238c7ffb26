// SPDX-License-Identifier: Apache-2.0
package io.symbolon.oauth.api.token;

import io.symbolon.oauth.api.Digest;
import io.symbolon.oauth.api.GrantId;
import java.util.Optional;

/** The one thing that a commit uses up. */
public sealed interface Spend {

    /** The grant that it belongs to, or that is made by spending it. */
    GrantId grant();

    /**
     * Spends a redeemable that is {@link Redeemable.State#READY}, not expired and, if it has a grant, not revoked.
     *
     * @param redeemable its identifier
     * @param grant its grant, or the one that the same commit inserts
     * @param refreshToken what becomes the current refresh token of a grant that is there already
     */
    record OfRedeemable(Digest redeemable, GrantId grant, Optional<RefreshToken> refreshToken) implements Spend {}

    /**
     * Makes another refresh token the current one, if the grant is not revoked. Where {@code next} has the digest of the
     * current one, it is a repeat, which counts exactly one more than is stored, or an extension, which counts as many and
     * expires later; anything else was decided on an outdated grant and is superseded. So two repeats that were decided at
     * the same time never count as one.
     *
     * @param grant the grant
     * @param current the digest that must be current now
     * @param next what is current afterwards: a successor, or the same one with a later expiry or one repeat more
     */
    record OfRefreshToken(GrantId grant, Digest current, RefreshToken next) implements Spend {}
}
