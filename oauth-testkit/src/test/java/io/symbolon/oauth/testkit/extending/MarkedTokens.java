// SPDX-License-Identifier: Apache-2.0
package io.symbolon.oauth.testkit.extending;

import io.symbolon.oauth.api.Digest;
import io.symbolon.oauth.api.Secret;
import io.symbolon.oauth.api.token.AccessToken;
import io.symbolon.oauth.api.token.AccessTokenDraft;
import io.symbolon.oauth.api.token.AccessTokenFormat;
import io.symbolon.oauth.api.token.MintedAccessToken;
import java.time.Instant;
import java.util.Optional;

/** Opaque tokens that begin with a mark, so that a scan for leaked secrets finds them. */
final class MarkedTokens implements AccessTokenFormat {

    @Override
    public String name() {
        return "marked";
    }

    @Override
    public MintedAccessToken mint(AccessTokenDraft draft) {
        Secret value = Secret.of("album_" + draft.identifier().reveal());
        return new MintedAccessToken(value, draft.withId(Digest.of(value)), MintedAccessToken.Storage.STORED);
    }

    @Override
    public Optional<AccessToken> verify(Secret presented, Instant receivedAt) {
        return Optional.empty();
    }
}
