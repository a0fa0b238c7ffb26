// SPDX-License-Identifier: Apache-2.0
package io.symbolon.oauth.api.token;

import io.symbolon.oauth.api.Secret;
import java.time.Instant;
import java.util.Optional;

/** What grant handlers may look up about codes and tokens; it reads, and never writes. Safe for use by many threads. */
public interface TokenReads {

    /** The redeemable of this kind, in whatever state it is: look at its state, its expiry and its client. */
    Optional<PresentedRedeemable> findRedeemable(RedeemableKind kind, Secret presented);

    /** The grant of a refresh token that this server minted, and what the token is to it; ended grants too. */
    Optional<PresentedRefreshToken> findRefreshToken(Secret presented, Instant receivedAt);

    /** An access token of this server that is valid at this instant, in whatever format. */
    Optional<AccessToken> findAccessToken(Secret presented, Instant receivedAt);
}
