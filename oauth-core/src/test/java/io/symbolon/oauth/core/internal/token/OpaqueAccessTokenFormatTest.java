// SPDX-License-Identifier: Apache-2.0
package io.symbolon.oauth.core.internal.token;

import static org.assertj.core.api.Assertions.assertThat;

import io.symbolon.oauth.api.Digest;
import io.symbolon.oauth.api.token.AccessTokenDraft;
import io.symbolon.oauth.api.token.MintedAccessToken;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class OpaqueAccessTokenFormatTest {

    private static final Instant NOON = Instant.parse("2026-03-01T12:00:00Z");

    private final OpaqueAccessTokenFormat format = new OpaqueAccessTokenFormat(new Digests());
    private final AccessTokenDraft draft = new Drafts().at(NOON);

    @Test
    void handsOutTheIdentifierAndKeepsItsDigest() {
        MintedAccessToken minted = format.mint(draft);

        assertThat(minted.value()).isEqualTo(draft.identifier());
        assertThat(minted.token()).isEqualTo(draft.withId(Digest.of(draft.identifier())));
        assertThat(minted.storage()).isEqualTo(MintedAccessToken.Storage.STORED);
    }

    @Test
    void saysNothingByItself() {
        assertThat(format.verify(format.mint(draft).value(), NOON)).isEmpty();
    }
}
