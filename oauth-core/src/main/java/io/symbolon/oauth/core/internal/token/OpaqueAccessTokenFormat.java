// SPDX-License-Identifier: Apache-2.0
package io.symbolon.oauth.core.internal.token;

import com.google.inject.Inject;
import io.symbolon.oauth.api.Secret;
import io.symbolon.oauth.api.token.AccessToken;
import io.symbolon.oauth.api.token.AccessTokenDraft;
import io.symbolon.oauth.api.token.AccessTokenFormat;
import io.symbolon.oauth.api.token.MintedAccessToken;
import java.time.Instant;
import java.util.Optional;

/** Tokens that say nothing to anybody but the server that minted them; what they stand for is a row. */
public final class OpaqueAccessTokenFormat implements AccessTokenFormat {

    /** The name of this format. */
    public static final String NAME = "opaque";

    private final Digests digests;

    @Inject
    public OpaqueAccessTokenFormat(Digests digests) {
        this.digests = digests;
    }

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public MintedAccessToken mint(AccessTokenDraft draft) {
        Secret value = draft.identifier();
        return new MintedAccessToken(value, draft.withId(digests.of(value)), MintedAccessToken.Storage.STORED);
    }

    @Override
    public Optional<AccessToken> verify(Secret presented, Instant receivedAt) {
        return Optional.empty();
    }
}
