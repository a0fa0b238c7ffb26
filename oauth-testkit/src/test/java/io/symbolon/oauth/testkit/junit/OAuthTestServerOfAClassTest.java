// SPDX-License-Identifier: Apache-2.0
package io.symbolon.oauth.testkit.junit;

import static org.assertj.core.api.Assertions.assertThat;

import io.symbolon.oauth.api.Scope;
import io.symbolon.oauth.testkit.IssuedTokens;
import java.time.Duration;
import java.util.HashSet;
import java.util.Set;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(OAuthTestServer.class)
class OAuthTestServerOfAClassTest {

    private static final Set<OAuthTestServer> SEEN = new HashSet<>();

    @RepeatedTest(2)
    void comesAsAParameter(OAuthTestServer oauth) {
        SEEN.add(oauth);

        IssuedTokens tokens = oauth.tokensFor("bob", "photos.read");

        assertThat(tokens.scopes()).containsExactly(new Scope("photos.read"));
        assertThat(tokens.expiresIn()).isGreaterThan(Duration.ZERO);
    }

    @Nested
    class NestedInIt {

        @Test
        void isTheSameServer(OAuthTestServer oauth) {
            SEEN.add(oauth);

            assertThat(oauth.tokenFor("carol", "photos.read")).isNotEmpty();
        }
    }

    @AfterAll
    static void wasOneServerThroughout() {
        assertThat(SEEN).hasSize(1);
    }
}
