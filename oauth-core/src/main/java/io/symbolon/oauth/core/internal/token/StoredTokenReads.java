// SPDX-License-Identifier: Apache-2.0
package io.symbolon.oauth.core.internal.token;

import io.symbolon.oauth.api.Secret;
import io.symbolon.oauth.api.store.TokenStore;
import io.symbolon.oauth.api.token.AccessToken;
import io.symbolon.oauth.api.token.Grant;
import io.symbolon.oauth.api.token.PresentedRedeemable;
import io.symbolon.oauth.api.token.PresentedRefreshToken;
import io.symbolon.oauth.api.token.PresentedRefreshToken.Standing;
import io.symbolon.oauth.api.token.RedeemableKind;
import io.symbolon.oauth.api.token.RefreshToken;
import io.symbolon.oauth.api.token.TokenReads;
import io.symbolon.oauth.core.settings.Settings;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.Optional;

/** The door through which grant handlers look at the token store. */
@Singleton
public final class StoredTokenReads implements TokenReads {

    private static final int MAX_LENGTH = 512;

    private final TokenStore store;
    private final Digests digests;
    private final RefreshTokens refreshTokens;
    private final AccessTokens accessTokens;
    private final Settings settings;

    @Inject
    StoredTokenReads(
            TokenStore store,
            Digests digests,
            RefreshTokens refreshTokens,
            AccessTokens accessTokens,
            Settings settings) {
        this.store = store;
        this.digests = digests;
        this.refreshTokens = refreshTokens;
        this.accessTokens = accessTokens;
        this.settings = settings;
    }

    @Override
    public Optional<PresentedRedeemable> findRedeemable(RedeemableKind kind, Secret presented) {
        return presented.length() > MAX_LENGTH
                ? Optional.empty()
                : store.findRedeemable(digests.of(presented))
                        .filter(found -> found.redeemable().kind().equals(kind));
    }

    @Override
    public Optional<PresentedRefreshToken> findRefreshToken(Secret presented, Instant receivedAt) {
        Optional<ParsedRefreshToken> parsed = refreshTokens.parse(presented);
        if (parsed.isEmpty()) {
            return Optional.empty();
        }
        return store.findGrant(parsed.get().grant())
                .filter(grant -> grant.refreshToken().isPresent())
                .map(grant -> new PresentedRefreshToken(presented, grant, standing(parsed.get(), grant, receivedAt)));
    }

    @Override
    public Optional<AccessToken> findAccessToken(Secret presented, Instant receivedAt) {
        return accessTokens.findValid(presented, receivedAt);
    }

    private Standing standing(ParsedRefreshToken presented, Grant grant, Instant at) {
        RefreshToken current = grant.refreshToken().orElseThrow();
        if (current.digest().matches(digests.of(presented.value()))) {
            return Standing.CURRENT;
        }
        boolean predecessor = presented.generation() == current.generation() - 1;
        // a slower request may have been received before the successor was issued: without a window it is none the less
        // late
        boolean inWindow = !settings.refreshWindow().isZero()
                && at.isBefore(current.issuedAt().plus(settings.refreshWindow()));
        return predecessor && inWindow && leadsTo(current, presented) ? Standing.REPEATED : Standing.REUSED;
    }

    private boolean leadsTo(RefreshToken current, ParsedRefreshToken presented) {
        return refreshTokens
                .deriveAgain(presented, current.issuedBy(), current.derivedWith())
                .filter(again -> again.digest().matches(current.digest()))
                .isPresent();
    }
}
