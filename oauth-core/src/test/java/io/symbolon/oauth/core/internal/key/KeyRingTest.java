// SPDX-License-Identifier: Apache-2.0
package io.symbolon.oauth.core.internal.key;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.KeyType;
import com.nimbusds.jose.util.JSONObjectUtils;
import io.symbolon.oauth.api.Secret;
import io.symbolon.oauth.api.event.OAuthEvent;
import io.symbolon.oauth.api.event.OAuthEvent.SigningKeyAnnounced;
import io.symbolon.oauth.api.event.OAuthEvent.SigningKeyRetired;
import io.symbolon.oauth.api.token.SignatureProvider;
import io.symbolon.oauth.api.token.SigningKey;
import io.symbolon.oauth.api.token.SigningKey.Use;
import java.text.ParseException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.FutureTask;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

class KeyRingTest {

    private static final Instant NOON = Instant.parse("2026-03-01T12:00:00Z");
    private static final KeyPolicy POLICY = KeyPolicy.standard().withAlgorithms(List.of(SignatureAlgorithm.ES256));

    private final HandMovedTime time = new HandMovedTime(NOON);
    private final StoredKeys stored = new StoredKeys();
    private final List<OAuthEvent> events = new ArrayList<>();
    private final KeyRing ring = new KeyRing(stored, time, POLICY, SignatureProvider.ofPlatform(), events::add);

    @Nested
    class AtTheFirstStart {

        @Test
        void makesAKeyForEachAlgorithmAndUsesItAtOnce() {
            KeyRing all = nodeWith(POLICY.withAlgorithms(List.of(SignatureAlgorithm.values())));

            all.maintain(NOON);

            assertThat(SignatureAlgorithm.values())
                    .allSatisfy(algorithm -> assertThat(
                                    all.activeSignatureKey(algorithm, NOON).algorithm())
                            .isEqualTo(algorithm));
            assertThat(all.activeSignatureKey(NOON).algorithm()).isEqualTo(SignatureAlgorithm.RS256);
        }

        @Test
        void tellsOfPublicKeysOnly() {
            ring.maintain(NOON);

            assertThat(events)
                    .containsExactly(new SigningKeyAnnounced(
                            NOON, ring.activeSignatureKey(NOON).kid(), "ES256", NOON));
        }

        @Test
        void makesNothingTwice() {
            ring.maintain(NOON);
            List<SigningKey> first = stored.all();

            ring.maintain(NOON);

            assertThat(stored.all()).containsExactlyInAnyOrderElementsOf(first);
        }

        @Test
        void makesNoKeyUntilOneIsNeeded() throws ParseException {
            ring.open();
            assertThat(stored.all()).isEmpty();

            String kid = ring.activeSignatureKey(NOON).kid();

            assertThat(published(ring)).extracting(JWK::getKeyID).containsExactly(kid);
            assertThat(firstAnnounced()).isEqualTo(kid);
        }

        @Test
        void makesTheFirstKeysForWhoeverFirstAsksForTheList() throws ParseException {
            ring.open();

            List<JWK> published = published(ring);

            assertThat(published)
                    .extracting(JWK::getKeyID)
                    .containsExactly(ring.activeSignatureKey(NOON).kid());
        }

        @Test
        @Timeout(20)
        void letsAllWhoNeedTheFirstKeyAtOnceHaveTheSame() throws Exception {
            ring.open();
            CountDownLatch together = new CountDownLatch(8);

            List<FutureTask<String>> racers = new ArrayList<>();
            for (int i = 0; i < 8; i++) {
                racers.add(started(() -> {
                    together.countDown();
                    together.await();
                    return ring.activeSignatureKey(NOON).kid();
                }));
            }
            Set<String> kids = new HashSet<>();
            for (FutureTask<String> racer : racers) {
                kids.add(racer.get());
            }

            assertThat(kids).hasSize(1);
            assertThat(stored.of(Use.SIGNATURE)).hasSize(1);
        }

        @Test
        void opensNoStoreWhoseKeysItCannotRead() {
            stored.insert(new SigningKey("bad", Use.SIGNATURE, "ES256", Secret.of("{}"), NOON, NOON));

            assertThatIllegalStateException().isThrownBy(ring::open).withMessageContaining("bad");
        }

        @Test
        void hasNoKeyForAnAlgorithmThatThePolicyDoesNotName() {
            ring.maintain(NOON);

            assertThatIllegalStateException()
                    .isThrownBy(() -> ring.activeSignatureKey(SignatureAlgorithm.PS256, NOON))
                    .withMessageContaining("PS256");
        }
    }

    @Nested
    class Rotating {

        @Test
        void publishesTheNextKeyADayBeforeItSigns() throws ParseException {
            ring.maintain(NOON);
            SignatureKey first = ring.activeSignatureKey(NOON);

            time.pass(Duration.ofDays(89));
            ring.maintain(time.instant());

            assertThat(published(ring)).hasSize(2);
            assertThat(ring.activeSignatureKey(time.instant())).isEqualTo(first);
            assertThat(ring.activeSignatureKey(NOON.plus(Duration.ofDays(90)))).isNotEqualTo(first);
        }

        @Test
        void makesNoKeyAMomentTooEarly() throws ParseException {
            ring.maintain(NOON);

            time.pass(Duration.ofDays(89).minusNanos(1));
            ring.maintain(time.instant());

            assertThat(published(ring)).hasSize(1);
        }

        @Test
        void announcesAKeyADayAheadEvenAfterALongPause() {
            ring.maintain(NOON);

            time.pass(Duration.ofDays(400));
            ring.maintain(time.instant());

            assertThat(events)
                    .last()
                    .isInstanceOfSatisfying(
                            SigningKeyAnnounced.class,
                            announced -> assertThat(announced.activeFrom())
                                    .isEqualTo(time.instant().plus(Duration.ofDays(1))));
        }

        @Test
        void keepsAKeyUntilItsLastTokenHasExpiredOnEveryClock() throws ParseException {
            givenASuccessorThatHasBecomeActive();
            String first = firstAnnounced();

            time.pass(POLICY.longestTokenLifetime().plusSeconds(10).minusNanos(1));
            ring.maintain(time.instant());

            assertThat(published(ring)).extracting(JWK::getKeyID).contains(first);
        }

        @Test
        void destroysAKeyWhenItsLastTokenHasExpired() throws ParseException {
            givenASuccessorThatHasBecomeActive();
            String first = firstAnnounced();

            time.pass(POLICY.longestTokenLifetime().plusSeconds(10));
            ring.maintain(time.instant());

            assertThat(stored.of(Use.SIGNATURE)).extracting(SigningKey::kid).doesNotContain(first);
            assertThat(published(ring)).extracting(JWK::getKeyID).doesNotContain(first);
            assertThat(ring.findSignatureKey(first)).isEmpty();
            assertThat(events).last().isEqualTo(new SigningKeyRetired(time.instant(), first, "ES256"));
        }

        @Test
        void keepsAKeyForADayThoughTokensLiveShorterNow() {
            KeyRing shortened =
                    nodeWith(POLICY.withLifetimes(Duration.ofMinutes(5), Duration.ofDays(30), Duration.ofSeconds(10)));
            givenASuccessorThatHasBecomeActive();

            time.pass(Duration.ofDays(1));
            shortened.maintain(time.instant());

            assertThat(shortened.findSignatureKey(firstAnnounced())).isPresent();
            assertThat(shortened.longestTokenLifetime()).isEqualTo(Duration.ofDays(1));
        }

        @Test
        void destroysSuccessorKeysWithinAnHourAndTheWindow() {
            ring.maintain(NOON);
            String first = ring.activeSuccessorKey(NOON).kid();

            for (int i = 0; i < 3; i++) {
                time.pass(Duration.ofMinutes(30));
                ring.maintain(time.instant());
            }
            time.pass(Duration.ofSeconds(20));
            ring.maintain(time.instant());

            assertThat(ring.findSuccessorKey(first)).isEmpty();
            assertThat(stored.of(Use.REFRESH_TOKEN_SUCCESSOR)).hasSizeLessThanOrEqualTo(2);
        }

        @Test
        void keepsTheKeyOfAnAlgorithmThatWasDroppedForAsLongAsItsTokensLive() {
            ring.maintain(NOON);
            String dropped = firstAnnounced();
            KeyRing later = nodeWith(POLICY.withAlgorithms(List.of(SignatureAlgorithm.EDDSA)));

            time.pass(Duration.ofDays(91).plus(POLICY.longestTokenLifetime()));
            later.maintain(time.instant());
            Optional<SignatureKey> kept = later.findSignatureKey(dropped);
            time.pass(Duration.ofSeconds(10));
            later.maintain(time.instant());

            assertThat(kept).isPresent();
            assertThat(later.findSignatureKey(dropped)).isEmpty();
        }

        private void givenASuccessorThatHasBecomeActive() {
            ring.maintain(NOON);
            time.pass(Duration.ofDays(89));
            ring.maintain(time.instant());
            time.pass(Duration.ofDays(1));
            ring.maintain(time.instant());
        }
    }

    @Nested
    class WithSeveralNodes {

        private final KeyRing other = nodeWith(POLICY);

        @Test
        void publishesBothKeysOfTwoNodesThatStartAtOnceAndSignsWithTheSameOne() throws ParseException {
            givenTwoNodesThatStartedAtOnce();

            ring.maintain(NOON);

            assertThat(published(ring)).hasSize(2).containsExactlyInAnyOrderElementsOf(published(other));
            assertThat(ring.activeSignatureKey(NOON).kid())
                    .isEqualTo(other.activeSignatureKey(NOON).kid());
            assertThat(ring.activeSuccessorKey(NOON).kid())
                    .isEqualTo(other.activeSuccessorKey(NOON).kid());
        }

        @Test
        void findsTheKeyOfAnotherNodeWhenATokenNamesIt() {
            givenTwoNodesThatStartedAtOnce();

            time.pass(Duration.ofSeconds(1));
            Optional<SignatureKey> found = ring.findSignatureKey(kidOfTheOther());

            assertThat(found).isPresent();
        }

        @Test
        void findsTheKeyThatAnotherNodeMadeInTheSameMoment() {
            ring.open();
            other.open();

            SignatureKey signature = other.activeSignatureKey(NOON);
            HmacKey mac = other.activeMacKey(NOON);

            assertThat(ring.findSignatureKey(signature.kid())).isPresent();
            assertThat(ring.findMacKeys(mac.hint())).isNotEmpty();
        }

        @Test
        void publishesTheKeyOfAnotherNodeWithinFiveSeconds() throws ParseException {
            givenTwoNodesThatStartedAtOnce();

            time.pass(Duration.ofSeconds(5).plusNanos(1));

            assertThat(published(ring)).hasSize(2);
        }

        @Test
        void keepsTheLosersKeyAsLongAsTheLoserMayHaveUsedIt() {
            givenTwoNodesThatStartedAtOnce();
            String loser = kidsInOrder().get(0);

            time.pass(Duration.ofDays(1).plus(POLICY.longestTokenLifetime()));
            ring.maintain(time.instant());
            Optional<SignatureKey> kept = ring.findSignatureKey(loser);
            time.pass(Duration.ofSeconds(10));
            ring.maintain(time.instant());

            assertThat(kept).isPresent();
            assertThat(ring.findSignatureKey(loser)).isEmpty();
        }

        @Test
        void usesTheKeyOfANodeWhoseClockIsAhead() {
            other.maintain(NOON.plusSeconds(5));

            ring.maintain(NOON);

            assertThat(ring.activeSignatureKey(NOON).kid())
                    .isEqualTo(other.activeSignatureKey(NOON).kid());
            assertThat(stored.of(Use.SIGNATURE)).hasSize(1);
        }

        @Test
        void usesTheKeysOfTheOthersAfterItSleptThroughItsMaintenance() {
            ring.maintain(NOON);
            for (int i = 0; i < 12; i++) {
                time.pass(Duration.ofMinutes(15));
                other.maintain(time.instant());
            }

            HmacKey used = ring.activeSuccessorKey(time.instant());

            assertThat(used.kid())
                    .isEqualTo(other.activeSuccessorKey(time.instant()).kid());
        }

        @Test
        void asksTheStoreForNoActiveKeyWhileItIsMaintained() {
            ring.maintain(NOON);
            int before = stored.reads();

            time.pass(POLICY.maintainEvery());
            ring.activeSignatureKey(time.instant());
            ring.activeMacKey(time.instant());
            ring.activeSuccessorKey(time.instant());

            assertThat(stored.reads()).isEqualTo(before);
        }

        @Test
        @Timeout(10)
        void letsEverybodyWaitForTheOneWhoIsAskingTheStore() throws Exception {
            givenTwoNodesThatStartedAtOnce();
            String kid = kidOfTheOther();
            time.pass(Duration.ofSeconds(1));
            CountDownLatch reading = new CountDownLatch(1);
            CountDownLatch goOn = new CountDownLatch(1);
            stored.beforeReading(() -> {
                reading.countDown();
                awaitUninterrupted(goOn);
            });

            FutureTask<Optional<SignatureKey>> first = started(() -> ring.findSignatureKey(kid));
            reading.await();
            FutureTask<Optional<SignatureKey>> second = new FutureTask<>(() -> ring.findSignatureKey(kid));
            Thread waiting = new Thread(second);
            waiting.start();
            while (waiting.getState() != Thread.State.WAITING) {
                Thread.onSpinWait();
            }
            goOn.countDown();

            assertThat(first.get()).isPresent();
            assertThat(second.get()).isPresent();
        }

        /** Each made its keys before it could see the other's; the second one has looked again since. */
        private void givenTwoNodesThatStartedAtOnce() {
            ring.maintain(NOON);
            stored.blindOnce();
            other.maintain(NOON);
        }

        private String kidOfTheOther() {
            return kidsInOrder().stream()
                    .filter(kid -> !kid.equals(firstAnnounced()))
                    .findFirst()
                    .orElseThrow();
        }

        private List<String> kidsInOrder() {
            return stored.of(Use.SIGNATURE).stream()
                    .map(SigningKey::kid)
                    .sorted()
                    .toList();
        }
    }

    @Nested
    class AskedForWhatItDoesNotKnow {

        @Test
        @Tag("security-case-63")
        void asksTheStoreAtMostOnceASecondForStrangers() {
            ring.maintain(NOON);
            int before = stored.reads();

            time.pass(Duration.ofSeconds(1));
            for (int i = 0; i < 1000; i++) {
                assertThat(ring.findSignatureKey("stranger-" + i)).isEmpty();
                assertThat(ring.findMacKeys(i)).isEmpty();
            }

            assertThat(stored.reads()).isEqualTo(before + 1);
        }

        @Test
        void asksTheStoreAtMostOnceInFiveSecondsForTheList() {
            ring.maintain(NOON);
            int before = stored.reads();

            for (int i = 0; i < 12; i++) {
                time.pass(Duration.ofSeconds(1));
                ring.jwks(time.instant());
            }

            assertThat(stored.reads()).isEqualTo(before + 2);
        }

        @Test
        void asksForAKeyThatOneOfOurRowsNamesWhateverStrangersDid() {
            ring.maintain(NOON);
            KeyRing other = nodeWith(POLICY);
            time.pass(Duration.ofMinutes(30));
            ring.findSignatureKey("stranger");
            other.maintain(time.instant());

            time.pass(Duration.ofMinutes(30));
            ring.findSignatureKey("stranger");
            String fresh = other.activeSuccessorKey(time.instant()).kid();

            assertThat(ring.findSuccessorKey(fresh)).isPresent();
        }

        @Test
        void doesNotTakeAStoreThatFailsForOneThatHoldsNothing() {
            ring.maintain(NOON);
            SignatureKey known = ring.activeSignatureKey(NOON);
            stored.beforeReading(() -> {
                throw new IllegalStateException("out of order");
            });

            time.pass(Duration.ofSeconds(1));

            assertThatIllegalStateException()
                    .isThrownBy(() -> ring.findSignatureKey("stranger"))
                    .withMessage("out of order");
            assertThat(ring.findSignatureKey("stranger"))
                    .as("not asked again at once")
                    .isEmpty();
            assertThat(ring.findSignatureKey(known.kid())).contains(known);
            assertThat(ring.activeSignatureKey(time.instant())).isEqualTo(known);
        }
    }

    @Nested
    @DisplayName("RFC 7517 §5 JWK set")
    class Rfc7517Section5 {

        @Test
        @Tag("security-case-70")
        void holdsPublicPartsOnlyAndNoSecretKey() throws ParseException {
            KeyRing all = nodeWith(POLICY.withAlgorithms(List.of(SignatureAlgorithm.values())));

            all.maintain(NOON);

            assertThat(published(all)).hasSize(4).noneMatch(JWK::isPrivate);
            assertThat(published(all)).extracting(JWK::getKeyType).doesNotContain(KeyType.OCT);
            assertThat(stored.all())
                    .hasSize(6)
                    .allSatisfy(row -> assertThat(all.jwks(NOON)).doesNotContain(privateMembersOf(row)));
        }

        @Test
        void namesAlgorithmAndUseOfEachKey() throws ParseException {
            ring.maintain(NOON);

            assertThat(published(ring)).singleElement().satisfies(jwk -> {
                assertThat(jwk.getKeyID())
                        .isEqualTo(ring.activeSignatureKey(NOON).kid());
                assertThat(jwk.getAlgorithm().getName()).isEqualTo("ES256");
                assertThat(jwk.getKeyUse().identifier()).isEqualTo("sig");
            });
        }

        @Test
        void isTheSameTextUntilTheKeysChange() {
            ring.maintain(NOON);
            String first = ring.jwks(NOON);

            time.pass(Duration.ofMinutes(1));

            assertThat(ring.jwks(time.instant())).isSameAs(first);
        }
    }

    @Nested
    class ReadingRows {

        @Test
        @Tag("security-case-61")
        void leavesAKeyForAnAlgorithmThatItDoesNotKnowAlone() {
            stored.insert(new SigningKey("k", Use.SIGNATURE, "HS256", Secret.of("{}"), NOON, NOON));

            ring.maintain(NOON);

            assertThat(ring.findSignatureKey("k")).isEmpty();
            assertThat(ring.jwks(NOON)).doesNotContain("\"k\"");
            assertThat(stored.of(Use.SIGNATURE)).extracting(SigningKey::kid).contains("k");
        }

        @Test
        void refusesAKeyThatIsNotForItsAlgorithm() {
            SigningKey rsa = new NewKey(NOON, NOON).forSignature(SignatureAlgorithm.RS256, 2048);
            stored.insert(new SigningKey(rsa.kid(), Use.SIGNATURE, "ES256", rsa.jwk(), NOON, NOON));

            assertThatIllegalStateException()
                    .isThrownBy(() -> ring.maintain(NOON))
                    .withMessageContaining(rsa.kid())
                    .withMessageContaining("ES256");
        }

        @Test
        void refusesAKeyWhoseRowHasAnotherName() {
            SigningKey key = new NewKey(NOON, NOON).forSignature(SignatureAlgorithm.ES256, 2048);
            stored.insert(new SigningKey("other", Use.SIGNATURE, "ES256", key.jwk(), NOON, NOON));

            assertThatIllegalStateException()
                    .isThrownBy(() -> ring.maintain(NOON))
                    .withMessageContaining("other");
        }

        @Test
        @Tag("security-case-79")
        void quotesNoKeyWhenItCannotBeRead() {
            String canary = "{\"kty\":\"oct\",\"k\":CANARY}";
            stored.insert(new SigningKey("bad", Use.SIGNATURE, "ES256", Secret.of(canary), NOON, NOON));

            assertThatThrownBy(() -> ring.maintain(NOON))
                    .hasMessageContaining("bad")
                    .hasNoCause()
                    .extracting(Throwable::toString)
                    .asString()
                    .doesNotContain("CANARY");
        }
    }

    private KeyRing nodeWith(KeyPolicy policy) {
        return new KeyRing(stored, time, policy, SignatureProvider.ofPlatform(), event -> {});
    }

    private String firstAnnounced() {
        return ((SigningKeyAnnounced) events.get(0)).kid();
    }

    private List<JWK> published(KeyRing node) throws ParseException {
        return JWKSet.parse(node.jwks(time.instant())).getKeys();
    }

    private static List<String> privateMembersOf(SigningKey row) throws ParseException {
        return Stream.of("d", "p", "q", "dp", "dq", "qi", "k")
                .map(JSONObjectUtils.parse(row.jwk().reveal())::get)
                .filter(String.class::isInstance)
                .map(String.class::cast)
                .toList();
    }

    private static <T> FutureTask<T> started(Callable<T> call) {
        FutureTask<T> task = new FutureTask<>(call);
        new Thread(task).start();
        return task;
    }

    private static void awaitUninterrupted(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }
}
