// SPDX-License-Identifier: Apache-2.0
package io.symbolon.oauth.core.internal.assertion;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.nimbusds.jose.jwk.ECKey;
import io.symbolon.oauth.api.JwksUri;
import io.symbolon.oauth.api.OAuthException;
import io.symbolon.oauth.core.AssertionText;
import io.symbolon.oauth.core.internal.key.SignatureAlgorithm;
import io.symbolon.oauth.core.internal.key.VerificationKey;
import io.symbolon.oauth.core.settings.Settings;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Keys at a URI: fetched once for all who want them, kept for a while, and never fetched more often than is bearable. */
@DisplayName("keys that are published at a URI")
final class KeySetsTest {

    private static final Instant NOON = Instant.parse("2026-03-01T12:00:00Z");
    private static final JwksUri URI = new JwksUri("https://keys.example/");
    private static final ECKey FIRST = AssertionText.newKey("k-1");
    private static final ECKey SECOND = AssertionText.newKey("k-2");

    private final AtomicInteger fetches = new AtomicInteger();
    private final KeySets keySets = new KeySets(
            uri -> {
                fetches.incrementAndGet();
                return published();
            },
            Settings.forIssuer("https://as.example").build());
    private String document = AssertionText.jwksOf(FIRST);
    private CountDownLatch released = new CountDownLatch(0);

    private byte[] published() throws IOException {
        try {
            assertThat(released.await(20, TimeUnit.SECONDS)).isTrue();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        if (document.isEmpty()) {
            throw new IOException("out of reach");
        }
        return document.getBytes(StandardCharsets.UTF_8);
    }

    private List<VerificationKey> find(String kid, Instant at) {
        return keySets.find(
                Optional.empty(), Optional.of(URI), key -> key.isFor(SignatureAlgorithm.ES256, Optional.of(kid)), at);
    }

    @Test
    void areFetchedOnceAndKept() {
        find("k-1", NOON);
        find("k-1", NOON.plus(Duration.ofMinutes(10)).minusMillis(1));

        assertThat(fetches).hasValue(1);
    }

    @Test
    void areFetchedAgainWhenTheirTimeIsOver() {
        find("k-1", NOON);

        find("k-1", NOON.plus(Duration.ofMinutes(10)));

        assertThat(fetches).hasValue(2);
    }

    @Test
    void areFetchedAgainForAKeyThatIsNew() {
        find("k-1", NOON);
        document = AssertionText.jwksOf(FIRST, SECOND);

        assertThat(find("k-2", NOON.plusSeconds(30))).hasSize(1);
    }

    @Test
    void noLongerVerifyOnceTheyAreWithdrawn() {
        find("k-1", NOON);
        document = AssertionText.jwksOf(SECOND);
        find("k-2", NOON.plusSeconds(30));

        assertThat(find("k-1", NOON.plusSeconds(31))).isEmpty();
    }

    @Test
    @Tag("security-case-73")
    void areNotFetchedForEachKeyThatNobodyHas() {
        for (int i = 0; i < 1000; i++) {
            assertThat(find("made-up-" + i, NOON.plusMillis(i))).isEmpty();
        }

        assertThat(fetches).hasValue(1);
    }

    @Test
    @Tag("security-case-73")
    void areFetchedOnceForAllWhoComeAtOnce() {
        released = new CountDownLatch(1);

        List<CompletableFuture<List<VerificationKey>>> all = new ArrayList<>();
        for (int i = 0; i < 4; i++) {
            all.add(CompletableFuture.supplyAsync(() -> find("k-1", NOON), task -> new Thread(task).start()));
        }
        while (fetches.get() == 0) {
            Thread.onSpinWait();
        }
        released.countDown();

        assertThat(all)
                .allSatisfy(found ->
                        assertThat(found.orTimeout(20, TimeUnit.SECONDS).join()).hasSize(1));
        assertThat(fetches).hasValue(1);
    }

    @Test
    void areNotAskedForAgainAtOnceWhereTheyAreOutOfReach() {
        document = "";

        for (int i = 0; i < 30; i++) {
            Instant at = NOON.plusSeconds(i);
            assertThatThrownBy(() -> find("k-1", at))
                    .isInstanceOfSatisfying(
                            OAuthException.class,
                            refused -> assertThat(refused.rule()).isEqualTo("assertion-keys-unavailable"));
        }
        assertThat(fetches).hasValue(1);
    }

    @Test
    void areFoundAgainOnceTheyAreInReachAgain() {
        document = "";
        assertThatThrownBy(() -> find("k-1", NOON)).isInstanceOf(OAuthException.class);
        document = AssertionText.jwksOf(FIRST);

        assertThat(find("k-1", NOON.plusSeconds(30))).hasSize(1);
    }

    @Test
    void serveOnForAnHourWhereTheyCannotBeRenewed() {
        find("k-1", NOON);
        document = "";
        Instant end = NOON.plus(Duration.ofMinutes(70));

        assertThat(find("k-1", end.minusMillis(1))).hasSize(1);
        assertThatThrownBy(() -> find("k-1", end)).isInstanceOf(OAuthException.class);
    }

    @Test
    void areNoneInWhatIsNoKeySet() {
        document = "<html>";

        assertThatThrownBy(() -> find("k-1", NOON)).isInstanceOf(OAuthException.class);
    }

    @Test
    @Tag("security-case-64")
    void areNoneInDeepJson() {
        document = "{\"keys\":[" + "[".repeat(5000) + "]".repeat(5000) + "]}";

        assertThatThrownBy(() -> find("k-1", NOON)).isInstanceOf(OAuthException.class);
    }

    @Test
    void areOnlyThoseThatArePublicAndSign() {
        document = "{\"keys\":[" + FIRST.toJSONString() + ",{\"kty\":\"oct\",\"k\":\"AAAA\"},{\"kty\":\"?\"},7,"
                + SECOND.toPublicJWK().toJSONString().replace("{", "{\"use\":\"enc\",") + "]}";

        assertThat(find("k-1", NOON)).isEmpty();
        assertThat(find("k-2", NOON)).isEmpty();
    }
}
