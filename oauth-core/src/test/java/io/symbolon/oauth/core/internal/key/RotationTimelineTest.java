// SPDX-License-Identifier: Apache-2.0
package io.symbolon.oauth.core.internal.key;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.util.Base64URL;
import io.symbolon.oauth.api.token.SignatureProvider;
import java.text.ParseException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Two nodes and a foreign validator live through a year, and no token ever breaks because a key was rotated. */
class RotationTimelineTest {

    private static final Instant START = Instant.parse("2026-01-01T00:00:00Z");
    private static final Instant END = START.plus(Duration.ofDays(365));
    private static final Duration STEP = Duration.ofHours(12);
    private static final Duration LIFETIME = Duration.ofDays(2);
    private static final KeyPolicy POLICY = KeyPolicy.standard()
            .withAlgorithms(List.of(SignatureAlgorithm.ES256, SignatureAlgorithm.EDDSA))
            .withLifetimes(LIFETIME, Duration.ofDays(30), Duration.ofSeconds(10));

    private final HandMovedTime time = new HandMovedTime(START);
    private final StoredKeys stored = new StoredKeys();
    private final List<KeyRing> nodes = List.of(newNode(), newNode());

    private record Signed(String kid, String input, Base64URL signature, Instant expiresAt) {}

    @Test
    void everyUnexpiredTokenVerifiesOnEveryNodeAndByTheListOfEveryNode() throws ParseException {
        Deque<Signed> alive = new ArrayDeque<>();
        Set<String> used = new HashSet<>();

        for (int step = 0; time.instant().isBefore(END); step++) {
            // Each node is maintained in turn, so that one of them always knows less.
            nodes.get(step % 2).maintain(time.instant());
            if (step == 0) {
                nodes.get(1).maintain(time.instant());
            }
            for (KeyRing node : nodes) {
                alive.add(sign(node, SignatureAlgorithm.ES256));
            }
            while (alive.getFirst().expiresAt().isBefore(time.instant())) {
                alive.removeFirst();
            }
            alive.forEach(token -> used.add(token.kid()));
            for (KeyRing node : nodes) {
                // A signature costs more than a look: the oldest token shows that its key verifies, the others that
                // theirs are there.
                assertThat(verifies(node, alive.getFirst())).isTrue();
                assertThat(alive)
                        .allSatisfy(token ->
                                assertThat(node.findSignatureKey(token.kid())).isPresent());
                assertThat(kids(node))
                        .containsAll(alive.stream().map(Signed::kid).toList());
            }
            time.pass(STEP);
        }

        assertThat(used).as("keys that signed in a year").hasSize(5);
    }

    @Test
    void noKeySignsBeforeItWasPublishedForADay() throws ParseException {
        Map<String, Instant> publishedSince = new HashMap<>();
        List<String> tooEarly = new ArrayList<>();

        for (int step = 0; time.instant().isBefore(END); step++) {
            nodes.get(step % 2).maintain(time.instant());
            String active =
                    nodes.get(step % 2).activeSignatureKey(time.instant()).kid();
            for (String kid : kids(nodes.get(step % 2))) {
                publishedSince.putIfAbsent(kid, time.instant());
            }
            if (publishedSince
                    .getOrDefault(active, Instant.MAX)
                    .plus(POLICY.announceBefore())
                    .isAfter(time.instant())) {
                tooEarly.add(active);
            }
            time.pass(STEP);
        }

        assertThat(Set.copyOf(tooEarly))
                .as("only the first key, at the first start")
                .hasSize(1);
    }

    @Test
    void keysThatAreOverDoNotPileUp() {
        int most = 0;

        for (int step = 0; time.instant().isBefore(END); step++) {
            nodes.get(step % 2).maintain(time.instant());
            most = Math.max(most, stored.all().size());
            time.pass(STEP);
        }

        // Two algorithms, MAC and successor: the active one, the next one, and the one whose tokens still live.
        assertThat(most).isBetween(4, 4 * 3);
    }

    private KeyRing newNode() {
        return new KeyRing(stored, time, POLICY, SignatureProvider.ofPlatform(), event -> {});
    }

    private Signed sign(KeyRing node, SignatureAlgorithm algorithm) {
        SignatureKey key = node.activeSignatureKey(algorithm, time.instant());
        String input = "token of " + time.instant();
        Base64URL signature = Base64URL.encode(key.sign(input.getBytes(US_ASCII)));
        return new Signed(key.kid(), input, signature, time.instant().plus(LIFETIME));
    }

    private static boolean verifies(KeyRing node, Signed token) {
        return node.findSignatureKey(token.kid())
                .filter(key -> key.verify(
                        token.input().getBytes(US_ASCII), token.signature().decode()))
                .isPresent();
    }

    private List<String> kids(KeyRing node) throws ParseException {
        return JWKSet.parse(node.jwks(time.instant())).getKeys().stream()
                .map(JWK::getKeyID)
                .toList();
    }
}
