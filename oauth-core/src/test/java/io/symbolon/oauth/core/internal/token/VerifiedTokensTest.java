// SPDX-License-Identifier: Apache-2.0
package io.symbolon.oauth.core.internal.token;

import static org.assertj.core.api.Assertions.assertThat;

import io.symbolon.oauth.api.Digest;
import io.symbolon.oauth.api.token.AccessToken;
import io.symbolon.oauth.api.token.SignatureProvider;
import io.symbolon.oauth.core.internal.key.HandMovedTime;
import io.symbolon.oauth.core.internal.key.KeyPolicy;
import io.symbolon.oauth.core.internal.key.KeyRing;
import io.symbolon.oauth.core.internal.key.SignatureAlgorithm;
import io.symbolon.oauth.core.internal.key.SignatureKey;
import io.symbolon.oauth.core.internal.key.StoredKeys;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

class VerifiedTokensTest {

    private static final Instant NOON = Instant.parse("2026-03-01T12:00:00Z");
    private static final int CHARACTERS = 600;
    private static final Digest ID = new Digest(1, 2, 3, 4);

    private final KeyRing ring = new KeyRing(
            new StoredKeys(),
            new HandMovedTime(NOON),
            KeyPolicy.standard().withAlgorithms(List.of(SignatureAlgorithm.ES256)),
            SignatureProvider.ofPlatform(),
            event -> {});
    private final SignatureKey key = ring.activeSignatureKey(NOON);
    private final AccessToken token = new Drafts().at(NOON).withId(ID);

    @Test
    void areFoundByTheirWholeDigest() {
        VerifiedTokens verified = new VerifiedTokens(ring, 10 * CHARACTERS);

        verified.add(ID, token, key, CHARACTERS);

        assertThat(verified.find(ID)).contains(token);
        assertThat(verified.find(new Digest(1, 2, 3, 5))).isEmpty();
        assertThat(verified.find(new Digest(0, 2, 3, 4))).isEmpty();
    }

    @Test
    @Tag("security-case-63")
    void areNeverMoreThanThereIsRoomFor() {
        VerifiedTokens verified = new VerifiedTokens(ring, 10 * CHARACTERS);

        for (int i = 0; i < 1_000; i++) {
            verified.add(new Digest(i, 2, 3, 4), token, key, CHARACTERS);
        }

        assertThat(verified.count()).isBetween(1L, 10L);
    }
}
