// SPDX-License-Identifier: Apache-2.0
package io.symbolon.oauth.core.memory;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.symbolon.oauth.api.Claims;
import io.symbolon.oauth.api.ClientId;
import io.symbolon.oauth.api.Digest;
import io.symbolon.oauth.api.GrantId;
import io.symbolon.oauth.api.GrantType;
import io.symbolon.oauth.api.Scopes;
import io.symbolon.oauth.api.Subject;
import io.symbolon.oauth.api.store.Commit;
import io.symbolon.oauth.api.store.CommitOutcome;
import io.symbolon.oauth.api.store.Liveness;
import io.symbolon.oauth.api.store.Resolution;
import io.symbolon.oauth.api.store.RevokeOutcome;
import io.symbolon.oauth.api.store.StoreFullException;
import io.symbolon.oauth.api.token.AccessToken;
import io.symbolon.oauth.api.token.CommitId;
import io.symbolon.oauth.api.token.Grant;
import io.symbolon.oauth.api.token.Redeemable;
import io.symbolon.oauth.api.token.RedeemableKind;
import io.symbolon.oauth.api.token.RefreshToken;
import io.symbolon.oauth.api.token.Spend;
import java.time.Instant;
import java.util.List;
import java.util.Map;
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

/** What the store in memory does besides the contract: its bounds, and its locks one step at a time. */
class InMemoryTokenStoreTest {

    private static final Instant NOON = Instant.parse("2026-03-01T12:00:00Z");
    private static final Instant OVER = NOON.plusSeconds(60);
    private static final CommitOutcome COMMITTED = new CommitOutcome.Committed();

    private long last;

    @Nested
    class WhenItIsFull {

        private final InMemoryTokenStore store = new InMemoryTokenStore(InMemoryCapacity.standard()
                .withAccessTokens(2)
                .withRedeemables(2)
                .withGrants(2)
                .withRevocations(2));

        @Test
        void refusesAnotherAccessTokenAndKeepsWhatLives() {
            AccessToken one = accessToken();
            AccessToken two = accessToken();
            store.commit(inserting(one, two));

            assertThatThrownBy(() -> store.commit(inserting(accessToken())))
                    .isInstanceOf(StoreFullException.class)
                    .hasMessageContaining("access tokens");

            assertThat(List.of(one, two))
                    .allMatch(token -> store.findAccessToken(token.id()).isPresent());
        }

        @Test
        void forgetsWhatIsOverBeforeItRefuses() {
            store.commit(inserting(accessToken(), accessToken()));
            AccessToken next = accessToken();

            store.commit(new Commit(id(), OVER, Optional.empty(), Optional.empty(), List.of(), List.of(next)));

            assertThat(store.findAccessToken(next.id())).isPresent();
        }

        @Test
        @Tag("security-case-02")
        void writesNothingOfACommitThatHasNoRoomForItsLastRow() {
            Grant grant = grant();
            store.commit(inserting(grant));
            store.commit(inserting(grant()));
            Redeemable code = code(grant);
            store.commit(inserting(code));
            AccessToken token = accessToken(grant);
            Redeemable more = code(grant);
            Commit commit = new Commit(
                    id(),
                    NOON,
                    Optional.of(new Spend.OfRedeemable(code.id(), grant.id(), Optional.of(refreshToken()))),
                    Optional.of(grant()),
                    List.of(more),
                    List.of(token));

            assertThatThrownBy(() -> store.commit(commit)).isInstanceOf(StoreFullException.class);

            assertThat(store.findAccessToken(token.id())).isEmpty();
            assertThat(store.findRedeemable(more.id())).isEmpty();
            assertThat(store.findRedeemable(code.id()).orElseThrow().redeemable())
                    .isEqualTo(code);
            assertThat(store.findGrant(grant.id())).contains(grant);
        }

        @Test
        void givesBackTheRoomOfARefusedCommit() {
            store.commit(inserting(grant()));
            store.commit(inserting(grant()));
            Commit refused = new Commit(
                    id(),
                    NOON,
                    Optional.empty(),
                    Optional.of(grant()),
                    List.of(code(grant()), code(grant())),
                    List.of(accessToken(), accessToken()));
            assertThatThrownBy(() -> store.commit(refused)).isInstanceOf(StoreFullException.class);

            CommitOutcome outcome = store.commit(new Commit(
                    id(), NOON, Optional.empty(), Optional.empty(), refused.redeemables(), refused.accessTokens()));

            assertThat(outcome).isEqualTo(COMMITTED);
        }

        @Test
        void decidesNothingWhereTheGrantHasNoRoom() {
            store.commit(inserting(grant()));
            store.commit(inserting(grant()));
            Redeemable pending = code(grant()).at(Redeemable.State.PENDING);
            store.commit(inserting(pending));

            assertThatThrownBy(() -> store.resolve(pending.id(), new Resolution.Approved(grant()), NOON))
                    .isInstanceOf(StoreFullException.class);

            assertThat(store.findRedeemable(pending.id()).orElseThrow().redeemable())
                    .isEqualTo(pending);
        }

        @Test
        void revokesStoredTokensAndGrantsButNoMoreSelfContainedTokensNorSubjects() {
            Grant grant = grant();
            AccessToken stored = accessToken(grant);
            store.commit(inserting(grant));
            store.commit(inserting(stored));
            store.revoke(accessToken(), NOON);
            store.revoke(accessToken(), NOON);
            store.revokeAllOf(Subject.ofAccount("bob"), NOON);
            store.revokeAllOf(Subject.ofAccount("eve"), NOON);

            assertThatThrownBy(() -> store.revoke(accessToken(), NOON)).isInstanceOf(StoreFullException.class);
            assertThatThrownBy(() -> store.revokeAllOf(Subject.ofAccount("mallory"), NOON))
                    .isInstanceOf(StoreFullException.class);
            assertThat(store.revoke(stored, NOON)).isEqualTo(RevokeOutcome.REVOKED);
            assertThat(store.revoke(grant.id(), NOON)).isEqualTo(RevokeOutcome.REVOKED);
        }
    }

    @Nested
    class WhenADigestIsThereAlready {

        private final InMemoryTokenStore store = new InMemoryTokenStore(InMemoryCapacity.standard());

        @Test
        @Tag("security-case-12")
        void refusesTheWholeCommit() {
            AccessToken alices = accessToken();
            AccessToken another = accessToken();
            AccessToken bobs = withId(alices.id(), Subject.ofAccount("bob"));
            Grant grant = grant();
            store.commit(inserting(alices));
            Commit commit =
                    new Commit(id(), NOON, Optional.empty(), Optional.of(grant), List.of(), List.of(another, bobs));

            assertThatThrownBy(() -> store.commit(commit)).isInstanceOf(IllegalStateException.class);

            assertThat(store.findAccessToken(alices.id()).orElseThrow().token()).isEqualTo(alices);
            assertThat(store.findAccessToken(another.id())).isEmpty();
            assertThat(store.findGrant(grant.id())).isEmpty();
        }
    }

    @Nested
    class WhenSomethingIsKeptForEver {

        private final InMemoryTokenStore store = new InMemoryTokenStore(InMemoryCapacity.standard());

        @Test
        void keepsItAndEndsItByAMarkThatIsKeptAsLong() {
            Grant plain = grant();
            Grant grant = new Grant(
                    plain.id(),
                    plain.client(),
                    plain.subject(),
                    plain.scopes(),
                    plain.resources(),
                    plain.origin(),
                    plain.authentication(),
                    plain.claims(),
                    Optional.of(new RefreshToken(digest(), 0, Optional.empty(), id(), "", 0, NOON, Instant.MAX)),
                    NOON,
                    Instant.MAX,
                    Instant.MAX,
                    Optional.empty());
            store.commit(inserting(grant));
            store.revokeAllOf(grant.subject(), NOON);

            int deleted = store.prune(NOON.plusSeconds(3_000_000_000L), 100);

            assertThat(deleted).isZero();
            assertThat(store.findGrant(grant.id())).contains(grant.revoked(NOON));
        }

        @Test
        void refreshesIt() {
            RefreshToken current = new RefreshToken(digest(), 0, Optional.empty(), id(), "", 0, NOON, Instant.MAX);
            Grant grant = grant().with(current);
            store.commit(inserting(grant));

            CommitOutcome outcome = store.commit(spending(
                    new Spend.OfRefreshToken(grant.id(), current.digest(), refreshToken()), accessToken(grant)));

            assertThat(outcome).isEqualTo(COMMITTED);
        }
    }

    /** The first caller stands still between its judgement and its first write, until the second one waits for it. */
    @Nested
    @DisplayName("RFC 6749 §4.1.2: one after the other")
    class OneStepAtATime {

        private final InMemoryTokenStore store = new InMemoryTokenStore(InMemoryCapacity.standard());
        private final StandingStill pause = new StandingStill();

        @Test
        @Tag("security-case-01")
        @Tag("security-case-04")
        void redeemsACodeForTheFirstAndTellsTheSecond() throws Exception {
            Grant grant = givenGrant(grant());
            Redeemable code = code(grant);
            store.commit(inserting(code));
            Spend spend = new Spend.OfRedeemable(code.id(), grant.id(), Optional.empty());

            Calls<CommitOutcome> calls = called(
                    () -> store.commit(spending(spend, slow(grant))),
                    () -> store.commit(spending(spend, accessToken(grant))));

            assertThat(calls.first()).isEqualTo(COMMITTED);
            assertThat(calls.second()).isEqualTo(new CommitOutcome.AlreadySpent(Optional.of(grant.id())));
        }

        @Test
        @Tag("security-case-01")
        void redeemsACodeForTheFirstOfTwoGrants() throws Exception {
            Redeemable code = withoutGrant(code(grant()));
            store.commit(inserting(code));
            Grant first = grant();
            Grant second = grant();

            Calls<CommitOutcome> calls = called(
                    () -> store.commit(opening(code, first, slow(first))),
                    () -> store.commit(opening(code, second, accessToken(second))));

            assertThat(calls.first()).isEqualTo(COMMITTED);
            assertThat(calls.second()).isEqualTo(new CommitOutcome.AlreadySpent(Optional.of(first.id())));
            assertThat(store.findGrant(second.id())).isEmpty();
        }

        @Test
        @Tag("security-case-07")
        void rotatesARefreshTokenForTheFirstAndTellsTheSecond() throws Exception {
            Grant grant = givenGrant(grant().with(refreshToken()));
            Digest current = grant.refreshToken().orElseThrow().digest();
            RefreshToken next = refreshToken();

            Calls<CommitOutcome> calls = called(
                    () -> store.commit(spending(new Spend.OfRefreshToken(grant.id(), current, next), slow(grant))),
                    () -> store.commit(spending(
                            new Spend.OfRefreshToken(grant.id(), current, refreshToken()), accessToken(grant))));

            assertThat(calls.first()).isEqualTo(COMMITTED);
            assertThat(calls.second()).isEqualTo(new CommitOutcome.Superseded(grant.with(next)));
        }

        @Test
        void revokesAGrantAfterTheRotationThatCameFirst() throws Exception {
            Grant grant = givenGrant(grant().with(refreshToken()));
            Digest current = grant.refreshToken().orElseThrow().digest();
            RefreshToken next = refreshToken();
            AccessToken slow = slow(grant);

            Calls<Object> calls = called(
                    () -> store.commit(spending(new Spend.OfRefreshToken(grant.id(), current, next), slow)),
                    () -> store.revoke(grant.id(), NOON));

            assertThat(calls.first()).isEqualTo(COMMITTED);
            assertThat(calls.second()).isEqualTo(RevokeOutcome.REVOKED);
            assertThat(store.findGrant(grant.id())).contains(grant.with(next).revoked(NOON));
            assertThat(store.findAccessToken(slow.id()).orElseThrow().liveness())
                    .isEqualTo(Liveness.REVOKED);
        }

        @Test
        void keepsNobodyElseWaiting() throws Exception {
            Grant grant = givenGrant(grant());
            Grant another = givenGrant(grant());
            Redeemable code = code(grant);
            Redeemable anothers = code(another);
            store.commit(inserting(code));
            store.commit(inserting(anothers));
            FutureTask<CommitOutcome> first = new FutureTask<>(() -> store.commit(
                    spending(new Spend.OfRedeemable(code.id(), grant.id(), Optional.empty()), slow(grant))));
            new Thread(first).start();
            pause.awaitArrival();

            assertThat(store.commit(inserting(accessToken(grant)))).isEqualTo(COMMITTED);
            assertThat(store.findGrant(grant.id())).contains(grant);
            assertThat(store.findRedeemable(code.id()).orElseThrow().redeemable())
                    .isEqualTo(code);
            assertThat(store.commit(spending(
                            new Spend.OfRedeemable(anothers.id(), another.id(), Optional.empty()),
                            accessToken(another))))
                    .isEqualTo(COMMITTED);

            pause.end();
            assertThat(first.get()).isEqualTo(COMMITTED);
        }

        private Grant givenGrant(Grant grant) {
            store.commit(inserting(grant));
            return grant;
        }

        /** A token that stops whoever writes it. */
        private AccessToken slow(Grant grant) {
            AccessToken token = accessToken(grant);
            return new AccessToken(
                    token.id(),
                    token.client(),
                    token.subject(),
                    token.scopes(),
                    token.audience(),
                    token.grants(),
                    token.origin(),
                    token.senderKey(),
                    Claims.of(Map.of("pause", pause)),
                    token.issuedAt(),
                    token.expiresAt(),
                    token.keptUntil());
        }

        private <T> Calls<T> called(Callable<T> slow, Callable<T> waiting) throws Exception {
            FutureTask<T> first = new FutureTask<>(slow);
            FutureTask<T> second = new FutureTask<>(waiting);
            new Thread(first).start();
            pause.awaitArrival();
            Thread secondCaller = new Thread(second);
            secondCaller.start();
            while (secondCaller.getState() != Thread.State.WAITING) {
                assertThat(second.isDone()).as("the second call did not wait").isFalse();
                Thread.onSpinWait();
            }
            pause.end();
            return new Calls<>(first.get(), second.get());
        }
    }

    private record Calls<T>(T first, T second) {}

    /** A number that takes its time to be written. */
    private static final class StandingStill extends Number {

        private static final long serialVersionUID = 1L;

        private final transient CountDownLatch arrived = new CountDownLatch(1);
        private final transient CountDownLatch end = new CountDownLatch(1);

        void awaitArrival() throws InterruptedException {
            arrived.await();
        }

        void end() {
            end.countDown();
        }

        @Override
        public String toString() {
            arrived.countDown();
            try {
                end.await();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
            return "1";
        }

        @Override
        public int intValue() {
            return 1;
        }

        @Override
        public long longValue() {
            return 1;
        }

        @Override
        public float floatValue() {
            return 1;
        }

        @Override
        public double doubleValue() {
            return 1;
        }
    }

    private CommitId id() {
        return new CommitId(last++, 0);
    }

    private Digest digest() {
        return new Digest(last++, 0, 0, 0);
    }

    private Commit inserting(Grant grant) {
        return new Commit(id(), NOON, Optional.empty(), Optional.of(grant), List.of(), List.of());
    }

    private Commit inserting(Redeemable redeemable) {
        return new Commit(id(), NOON, Optional.empty(), Optional.empty(), List.of(redeemable), List.of());
    }

    private Commit inserting(AccessToken... tokens) {
        return new Commit(id(), NOON, Optional.empty(), Optional.empty(), List.of(), List.of(tokens));
    }

    private Commit spending(Spend spend, AccessToken token) {
        return new Commit(id(), NOON, Optional.of(spend), Optional.empty(), List.of(), List.of(token));
    }

    private Commit opening(Redeemable code, Grant grant, AccessToken token) {
        Spend spend = new Spend.OfRedeemable(code.id(), grant.id(), Optional.empty());
        return new Commit(id(), NOON, Optional.of(spend), Optional.of(grant), List.of(), List.of(token));
    }

    private Grant grant() {
        return new Grant(
                new GrantId(0, last++),
                new ClientId("photo-album"),
                Subject.ofAccount("alice"),
                Scopes.none(),
                Set.of(),
                GrantType.AUTHORIZATION_CODE,
                Optional.empty(),
                Claims.none(),
                Optional.empty(),
                NOON,
                OVER,
                OVER,
                Optional.empty());
    }

    private RefreshToken refreshToken() {
        return new RefreshToken(digest(), 0, Optional.empty(), id(), "", 0, NOON, OVER);
    }

    private Redeemable code(Grant grant) {
        return new Redeemable(
                digest(),
                RedeemableKind.AUTHORIZATION_CODE,
                Optional.empty(),
                Optional.of(grant.id()),
                Scopes.none(),
                Set.of(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Claims.none(),
                Optional.empty(),
                Redeemable.State.READY,
                NOON,
                OVER,
                OVER);
    }

    private static Redeemable withoutGrant(Redeemable code) {
        return new Redeemable(
                code.id(),
                code.kind(),
                code.client(),
                Optional.empty(),
                code.scopes(),
                code.resources(),
                code.redirectUri(),
                code.codeChallenge(),
                code.senderKey(),
                code.attributes(),
                code.pollInterval(),
                code.state(),
                code.issuedAt(),
                code.expiresAt(),
                code.keptUntil());
    }

    private AccessToken accessToken(Grant... grants) {
        AccessToken ofAlice = withId(digest(), Subject.ofAccount("alice"));
        return new AccessToken(
                ofAlice.id(),
                ofAlice.client(),
                ofAlice.subject(),
                ofAlice.scopes(),
                ofAlice.audience(),
                Stream.of(grants).map(Grant::id).toList(),
                ofAlice.origin(),
                ofAlice.senderKey(),
                ofAlice.claims(),
                NOON,
                OVER,
                OVER);
    }

    private static AccessToken withId(Digest id, Subject subject) {
        return new AccessToken(
                id,
                new ClientId("photo-album"),
                subject,
                Scopes.none(),
                Set.of(),
                List.of(),
                GrantType.AUTHORIZATION_CODE,
                Optional.empty(),
                Claims.none(),
                NOON,
                OVER,
                OVER);
    }
}
