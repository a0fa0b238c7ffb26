// SPDX-License-Identifier: Apache-2.0
package io.symbolon.oauth.core.internal.token;

import static org.assertj.core.api.Assertions.assertThat;

import io.symbolon.oauth.api.Digest;
import io.symbolon.oauth.api.GrantId;
import io.symbolon.oauth.api.Issuer;
import io.symbolon.oauth.api.Secret;
import io.symbolon.oauth.api.token.CommitId;
import io.symbolon.oauth.api.token.SignatureProvider;
import io.symbolon.oauth.api.token.SigningKey;
import io.symbolon.oauth.core.internal.key.HandMovedTime;
import io.symbolon.oauth.core.internal.key.KeyPolicy;
import io.symbolon.oauth.core.internal.key.KeyRing;
import io.symbolon.oauth.core.internal.key.SignatureAlgorithm;
import io.symbolon.oauth.core.internal.key.StoredKeys;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class RefreshTokensTest {

    private static final Instant NOON = Instant.parse("2026-03-01T12:00:00Z");
    private static final String ALPHABET = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";
    private static final Duration WINDOW = Duration.ofSeconds(10);
    private static final Duration LIFETIME = Duration.ofDays(100);
    private static final KeyPolicy POLICY = KeyPolicy.standard()
            .withAlgorithms(List.of(SignatureAlgorithm.ES256))
            .withLifetimes(Duration.ofHours(1), LIFETIME, WINDOW);

    private final HandMovedTime time = new HandMovedTime(NOON);
    private final StoredKeys stored = new StoredKeys();
    private final TokenGenerator generator = new TokenGenerator();
    private final KeyRing ring = node();
    private final RefreshTokens tokens = tokensOf(ring, "https://as.example");
    private final GrantId grant = generator.newGrantId();
    private final CommitId salt = generator.newCommitId();

    @BeforeEach
    void start() {
        ring.maintain(NOON);
    }

    @Nested
    class First {

        @Test
        void namesItsGrantAndStartsWithItsTag() {
            MintedRefreshToken first = tokens.first(grant);

            ParsedRefreshToken parsed = parsed(first);

            assertThat(parsed.grant()).isEqualTo(grant);
            assertThat(parsed.generation()).isZero();
            assertThat(first.digest()).isEqualTo(Digest.of(first.value()));
            assertThat(TokenGenerator.tagOf(first.value())).hasValue(grant.tag());
            assertThat(first.derivedWith()).isEmpty();
        }

        @Test
        @Tag("security-case-12")
        void isNeverTheSame() {
            List<String> made = Stream.generate(() -> tokens.first(grant))
                    .limit(10_000)
                    .map(token -> token.value().reveal())
                    .toList();

            assertThat(made).doesNotHaveDuplicates();
        }

        @Test
        @Tag("security-case-79")
        void printsNothingOfItself() {
            MintedRefreshToken first = tokens.first(grant);
            String secretPart = first.value().reveal().substring(27, 69);

            assertThat(first.toString()).doesNotContain(secretPart);
            assertThat(parsed(first).toString()).doesNotContain(secretPart);
        }
    }

    @Nested
    class Presented {

        @Test
        void isRefusedWithAnyCharacterChanged() {
            String token = tokens.first(grant).value().reveal();
            List<String> taken = new ArrayList<>();

            for (int at = 0; at < token.length(); at++) {
                for (char other : (ALPHABET + "=+/. \u0000\u00e4").toCharArray()) {
                    String changed = token.substring(0, at) + other + token.substring(at + 1);
                    if (!changed.equals(token)
                            && tokens.parse(Secret.of(changed)).isPresent()) {
                        taken.add(changed);
                    }
                }
            }

            assertThat(taken).isEmpty();
        }

        @Test
        void isRefusedAtAnyOtherLength() {
            String token = tokens.first(grant).value().reveal();

            assertThat(Stream.of(
                            "", token.substring(1), token.substring(0, 95), token + "A", token + "=", token + token))
                    .allMatch(other -> tokens.parse(Secret.of(other)).isEmpty());
        }

        @Test
        void isRefusedIfItIsAGuessThatKnowsAllButTheKey() {
            String token = tokens.first(grant).value().reveal();
            String mac = generator.newSecret().reveal().substring(0, 21);

            String guess = token.substring(0, 75) + mac;

            assertThat(tokens.parse(Secret.of(guess))).isEmpty();
        }

        @Test
        void isRefusedByAnotherIssuerWithTheSameKeys() {
            RefreshTokens other = tokensOf(ring, "https://as.example/other");

            assertThat(other.parse(tokens.first(grant).value())).isEmpty();
        }

        @Test
        void isRefusedByAServerWithOtherKeys() {
            KeyRing stranger = new KeyRing(new StoredKeys(), time, POLICY, SignatureProvider.ofPlatform(), event -> {});
            stranger.maintain(NOON);
            RefreshTokens others = tokensOf(stranger, "https://as.example");

            assertThat(others.parse(tokens.first(grant).value())).isEmpty();
        }

        @Test
        void isKnownOnANodeThatHasNotSeenItsKeyYet() {
            KeyRing other = node();
            stored.blindOnce();
            time.pass(Duration.ofSeconds(5));
            other.maintain(time.instant());
            MintedRefreshToken token = tokensOf(other, "https://as.example").first(grant);

            Optional<ParsedRefreshToken> found = tokens.parse(token.value());

            assertThat(stored.of(SigningKey.Use.REFRESH_TOKEN_MAC)).hasSize(2);
            assertThat(found).isPresent();
        }

        @Test
        void isKnownInWhateverGenerationAsLongAsItCanLive() {
            MintedRefreshToken first = tokens.first(grant);
            MintedRefreshToken second = tokens.successorOf(parsed(first), salt);
            MintedRefreshToken third = tokens.successorOf(parsed(second), generator.newCommitId());

            run(LIFETIME);

            assertThat(Stream.of(first, second, third).map(RefreshTokensTest.this::parsed))
                    .extracting(ParsedRefreshToken::generation)
                    .containsExactly(0, 1, 2);
        }

        @Test
        void isUnknownOnceItsKeyIsDestroyed() {
            MintedRefreshToken first = tokens.first(grant);

            run(LIFETIME.plus(POLICY.rotateAfter()).plus(POLICY.announceBefore()));

            assertThat(tokens.parse(first.value())).isEmpty();
        }
    }

    @Nested
    class Successor {

        private final ParsedRefreshToken presented = parsedFirst();

        @Test
        void isTheSameAgainForTheSameTokenAndSalt() {
            MintedRefreshToken successor = tokens.successorOf(presented, salt);

            assertThat(tokens.deriveAgain(presented, salt, successor.derivedWith()))
                    .contains(successor);
            assertThat(successor.generation()).isEqualTo(1);
            assertThat(parsed(successor).grant()).isEqualTo(grant);
        }

        @Test
        void isAnotherForAnotherSalt() {
            MintedRefreshToken successor = tokens.successorOf(presented, salt);

            MintedRefreshToken other = tokens.successorOf(presented, generator.newCommitId());

            assertThat(secretOf(other)).isNotEqualTo(secretOf(successor));
        }

        @Test
        void isAnotherForAnotherToken() {
            MintedRefreshToken successor = tokens.successorOf(presented, salt);

            MintedRefreshToken other = tokens.successorOf(parsed(tokens.first(grant)), salt);

            assertThat(secretOf(other)).isNotEqualTo(secretOf(successor));
        }

        @Test
        void isAnotherWithAnotherKeyOfTheSameName() {
            MintedRefreshToken successor = tokens.successorOf(presented, salt);
            SigningKey key = stored.of(SigningKey.Use.REFRESH_TOKEN_SUCCESSOR).get(0);
            stored.remove(key.kid());
            ring.maintain(NOON);

            Optional<MintedRefreshToken> again = tokens.deriveAgain(presented, salt, successor.derivedWith());

            assertThat(stored.of(SigningKey.Use.REFRESH_TOKEN_SUCCESSOR)).doesNotContain(key);
            assertThat(again).isPresent().get().isNotEqualTo(successor);
        }

        @Test
        void staysWithinItsIssuer() {
            MintedRefreshToken successor = tokens.successorOf(presented, salt);

            MintedRefreshToken other =
                    tokensOf(ring, "https://as.example/other").successorOf(presented, salt);

            assertThat(secretOf(other)).isNotEqualTo(secretOf(successor));
        }

        @Test
        void cannotBeMadeAgainOnceItsKeyIsDestroyed() {
            MintedRefreshToken successor = tokens.successorOf(presented, salt);

            run(Duration.ofHours(3));

            assertThat(tokens.deriveAgain(presented, salt, successor.derivedWith()))
                    .isEmpty();
            assertThat(tokens.parse(successor.value())).isPresent();
        }

        @ParameterizedTest
        @MethodSource("io.symbolon.oauth.core.internal.token.RefreshTokensTest#namesOfNoKeys")
        void cannotBeMadeWithKeysThatNeverWere(String derivedWith) {
            assertThat(tokens.deriveAgain(presented, salt, derivedWith)).isEmpty();
        }

        private ParsedRefreshToken parsedFirst() {
            ring.maintain(NOON);
            return parsed(tokens.first(grant));
        }
    }

    /** Two nodes renew one family every twenty minutes for a hundred days, and repeat each answer at the end of the window. */
    @Test
    void aRepeatGetsTheSameSuccessorWhateverKeysAreRotatedMeanwhile() {
        KeyRing other = node();
        other.maintain(NOON);
        List<KeyRing> nodes = List.of(ring, other);
        List<RefreshTokens> issuers = List.of(tokens, tokensOf(other, "https://as.example"));
        Deque<MintedRefreshToken> unexpired = new ArrayDeque<>(List.of(tokens.first(grant)));

        for (int turn = 0; turn < 3 * 24 * 100; turn++) {
            nodes.get(turn % 2).maintain(time.instant());
            ParsedRefreshToken presented =
                    issuers.get(turn % 2).parse(unexpired.getLast().value()).orElseThrow();
            CommitId commit = generator.newCommitId();
            MintedRefreshToken successor = issuers.get(turn % 2).successorOf(presented, commit);
            time.pass(WINDOW);
            nodes.get(1 - turn % 2).maintain(time.instant());
            assertThat(issuers.get(1 - turn % 2).deriveAgain(presented, commit, successor.derivedWith()))
                    .contains(successor);
            unexpired.add(successor);
            time.pass(Duration.ofMinutes(20).minus(WINDOW));
        }

        assertThat(unexpired).allMatch(token -> tokens.parse(token.value()).isPresent());
        assertThat(stored.of(SigningKey.Use.REFRESH_TOKEN_MAC)).hasSize(2);
    }

    static Stream<String> namesOfNoKeys() {
        return Stream.of("", ".", "..", "suc-0", "suc-0.", ".mac-0", "suc-0.mac-0", "mac-0.suc-0");
    }

    private KeyRing node() {
        return new KeyRing(stored, time, POLICY, SignatureProvider.ofPlatform(), event -> {});
    }

    private RefreshTokens tokensOf(KeyRing keys, String issuer) {
        return new RefreshTokens(keys, generator, new Digests(), time, new Issuer(issuer));
    }

    private ParsedRefreshToken parsed(MintedRefreshToken token) {
        return tokens.parse(token.value()).orElseThrow();
    }

    private static String secretOf(MintedRefreshToken token) {
        return token.value().reveal().substring(27, 69);
    }

    /** Lets the time pass with the server running. */
    private void run(Duration duration) {
        Instant end = time.instant().plus(duration);
        while (time.instant().isBefore(end)) {
            time.pass(Duration.ofMinutes(15));
            ring.maintain(time.instant());
        }
    }
}
