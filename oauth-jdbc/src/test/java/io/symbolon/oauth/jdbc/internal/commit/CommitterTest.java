// SPDX-License-Identifier: Apache-2.0
package io.symbolon.oauth.jdbc.internal.commit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.symbolon.oauth.api.store.Commit;
import io.symbolon.oauth.api.store.CommitOutcome;
import io.symbolon.oauth.api.store.StoreUnavailableException;
import io.symbolon.oauth.api.token.CommitId;
import io.symbolon.oauth.api.token.Grant;
import io.symbolon.oauth.api.token.Redeemable;
import io.symbolon.oauth.jdbc.internal.metrics.Counts;
import io.symbolon.oauth.testkit.TestCommit;
import io.symbolon.oauth.testkit.TestGrants;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.FutureTask;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@DisplayName("Group commit")
@Timeout(value = 60, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class CommitterTest {

    private static final Instant NOON = Instant.parse("2026-03-01T12:00:00Z");
    private static final TestGrants GRANTS = TestGrants.madeAt(NOON);
    private static final CommitOutcome COMMITTED = new CommitOutcome.Committed();
    private static final CommitLimits LIMITS = new CommitLimits(64, 1, 100, Duration.ofSeconds(30));

    private final HeldStatements database = new HeldStatements();
    private final Counts counts = new Counts();
    private final ExecutorService requests = Executors.newCachedThreadPool();
    private Committer committer = Committer.together(database, LIMITS, counts);

    @AfterEach
    void stop() {
        database.letGo();
        committer.close();
        requests.shutdownNow();
    }

    private void givenLimits(CommitLimits limits) {
        committer = Committer.together(database, limits, counts);
    }

    private static IssuedCommit insert() {
        return issued(TestCommit.at(NOON).inserting(GRANTS.accessToken()).commit());
    }

    private static IssuedCommit refresh(Grant grant) {
        return issued(TestCommit.at(NOON)
                .refreshing(grant, GRANTS.successor(grant, TestGrants.commitId()))
                .commit());
    }

    private static IssuedCommit redeem(Redeemable code, Grant grant) {
        return issued(TestCommit.at(NOON).redeeming(code, grant).commit());
    }

    private static IssuedCommit issued(Commit commit) {
        return new IssuedCommit(1, commit);
    }

    private static CommitId id(IssuedCommit commit) {
        return commit.commit().id();
    }

    private Future<CommitOutcome> request(IssuedCommit commit) {
        return requests.submit(() -> committer.commit(commit));
    }

    private List<Future<CommitOutcome>> waitingRequests(List<IssuedCommit> commits) {
        List<Future<CommitOutcome>> all = new ArrayList<>();
        int before = committer.waiting();
        for (IssuedCommit commit : commits) {
            all.add(request(commit));
            int expected = before + all.size();
            await(() -> committer.waiting() == expected);
        }
        return all;
    }

    /** A request whose transaction has begun and stands still. */
    private Future<CommitOutcome> heldRequest(IssuedCommit commit) {
        Future<CommitOutcome> held = request(commit);
        database.awaitHeld();
        return held;
    }

    private static List<IssuedCommit> inserts(int count) {
        return Stream.generate(CommitterTest::insert).limit(count).toList();
    }

    private static void await(BooleanSupplier condition) {
        while (!condition.getAsBoolean()) {
            Thread.onSpinWait();
        }
    }

    private static boolean isRunning(Thread thread) {
        return thread.getState() == Thread.State.RUNNABLE || thread.getState() == Thread.State.BLOCKED;
    }

    private static <T> T outcome(Future<T> future) {
        try {
            return future.get(20, TimeUnit.SECONDS);
        } catch (ExecutionException e) {
            throw new CompletionException(e.getCause());
        } catch (InterruptedException | TimeoutException e) {
            throw new IllegalStateException(e);
        }
    }

    private static <T> List<T> outcomes(List<Future<T>> futures) {
        return futures.stream().map(CommitterTest::outcome).toList();
    }

    @Nested
    @DisplayName("puts commits together")
    class Together {

        @Test
        void butWritesAtOnceAndOnTheCallersThreadWhileNothingIsUnderWay() {
            IssuedCommit commit = insert();

            CommitOutcome outcome = committer.commit(commit);

            assertThat(outcome).isEqualTo(COMMITTED);
            assertThat(database.begun).containsExactly(List.of(commit));
            assertThat(database.threads).containsExactly(Thread.currentThread());
        }

        @Test
        void whichComeWhileOthersAreWritten() {
            database.hold();
            Future<CommitOutcome> first = heldRequest(insert());
            List<IssuedCommit> meanwhile = inserts(5);
            List<Future<CommitOutcome>> waiting = waitingRequests(meanwhile);

            database.letGo();

            assertThat(outcome(first)).isEqualTo(COMMITTED);
            assertThat(outcomes(waiting)).containsOnly(COMMITTED);
            assertThat(database.sizes()).containsExactly(1, 5);
            assertThat(database.begun.get(1)).containsExactlyElementsOf(meanwhile);
        }

        @Test
        void upToTheLargestBatch() {
            givenLimits(new CommitLimits(3, 1, 100, Duration.ofSeconds(30)));
            database.hold();
            Future<CommitOutcome> first = heldRequest(insert());
            List<Future<CommitOutcome>> waiting = waitingRequests(inserts(7));

            database.letGo();

            assertThat(outcome(first)).isEqualTo(COMMITTED);
            assertThat(outcomes(waiting)).containsOnly(COMMITTED);
            assertThat(database.sizes()).containsExactly(1, 3, 3, 1);
        }

        @Test
        void andAnswersEachOnlyWhenItsOwnIsDurable() {
            database.hold();
            Future<CommitOutcome> first = heldRequest(insert());
            List<Future<CommitOutcome>> waiting = waitingRequests(inserts(3));

            database.letOneGo();
            database.awaitHeld();

            assertThat(outcome(first)).isEqualTo(COMMITTED);
            assertThat(database.written).hasSize(1);
            assertThat(waiting).noneMatch(Future::isDone);
        }

        @Test
        void orNotWhenItIsSwitchedOff() {
            Committer alone = Committer.oneByOne(database, counts);
            database.hold();
            Future<CommitOutcome> first = requests.submit(() -> alone.commit(insert()));
            Future<CommitOutcome> second = requests.submit(() -> alone.commit(insert()));

            database.awaitHeld();
            database.awaitHeld();
            database.letGo();

            assertThat(outcomes(List.of(first, second))).containsOnly(COMMITTED);
            assertThat(database.sizes()).containsExactly(1, 1);
        }

        @Test
        void ofManyThreadsWithoutLosingOrDoublingAny() {
            List<Grant> grants =
                    Stream.generate(GRANTS::refreshableGrant).limit(8).toList();
            Set<CommitId> answered = ConcurrentHashMap.newKeySet();
            Callable<Integer> client = () -> {
                for (int i = 0; i < 500; i++) {
                    int grant = ThreadLocalRandom.current().nextInt(2 * grants.size());
                    IssuedCommit commit = grant < grants.size() ? refresh(grants.get(grant)) : insert();
                    committer.commit(commit);
                    assertThat(database.written).contains(id(commit));
                    answered.add(id(commit));
                }
                return 500;
            };

            List<Future<Integer>> clients =
                    Stream.generate(() -> requests.submit(client)).limit(32).toList();

            assertThat(outcomes(clients)).hasSize(32);
            assertThat(answered).hasSize(32 * 500).isEqualTo(database.written);
            assertThat(counts.commits()).isEqualTo(32 * 500);
            assertThat(database.begun.stream().mapToInt(List::size).sum()).isEqualTo(32 * 500);
            assertThat(database.hasOverlapped()).isFalse();
            assertThat(committer.waiting()).isZero();
        }
    }

    @Nested
    @DisplayName("keeps commits from failing each other")
    class Isolation {

        @Test
        void byRepeatingAFailedBatchOneByOneUnderTheSameIdentifiers() {
            database.hold();
            Future<CommitOutcome> first = heldRequest(insert());
            List<IssuedCommit> batch = inserts(4);
            IssuedCommit poison = batch.get(2);
            database.before(begun -> {
                if (begun.contains(poison)) {
                    throw new IllegalStateException("value too long");
                }
            });
            List<Future<CommitOutcome>> waiting = waitingRequests(batch);

            database.letGo();

            assertThat(outcome(first)).isEqualTo(COMMITTED);
            assertThatThrownBy(() -> outcome(waiting.get(2))).hasRootCauseMessage("value too long");
            assertThat(Stream.of(0, 1, 3).map(i -> outcome(waiting.get(i)))).containsOnly(COMMITTED);
            assertThat(database.sizes()).containsExactly(1, 4, 1, 1, 1, 1);
            assertThat(database.written)
                    .doesNotContain(id(poison))
                    .contains(id(batch.get(0)), id(batch.get(1)), id(batch.get(3)));
        }

        @Test
        void whenTheConnectionIsCutAtTheCommitOfABatch() {
            database.hold();
            Future<CommitOutcome> first = heldRequest(insert());
            List<IssuedCommit> batch = inserts(3);
            database.after(begun -> {
                if (begun.size() == 3) {
                    throw new IllegalStateException("connection reset");
                }
            });
            List<Future<CommitOutcome>> waiting = waitingRequests(batch);

            database.letGo();

            assertThat(outcome(first)).isEqualTo(COMMITTED);
            assertThat(outcomes(waiting)).containsOnly(COMMITTED);
            assertThat(database.begun.subList(2, 5))
                    .containsExactlyElementsOf(batch.stream().map(List::of).toList());
        }

        @Test
        void andRepeatsEvenASingleOneOnce() {
            List<Integer> attempts = new ArrayList<>();
            database.after(begun -> {
                attempts.add(begun.size());
                if (attempts.size() == 1) {
                    throw new IllegalStateException("connection reset");
                }
            });

            CommitOutcome outcome = committer.commit(insert());

            assertThat(outcome).isEqualTo(COMMITTED);
            assertThat(attempts).hasSize(2);
        }

        @Test
        void butRefusesAllAtOnceWhenTheDatabaseIsOutOfReach() {
            database.hold();
            Future<CommitOutcome> first = heldRequest(insert());
            List<Future<CommitOutcome>> waiting = waitingRequests(inserts(3));
            database.before(begun -> {
                throw new StoreUnavailableException("no connection", Duration.ofSeconds(3));
            });

            database.letGo();

            assertThat(Stream.concat(Stream.of(first), waiting.stream()))
                    .allSatisfy(refused -> assertThatThrownBy(() -> outcome(refused))
                            .hasRootCauseInstanceOf(StoreUnavailableException.class));
            assertThat(database.sizes()).containsExactly(1, 3);
        }

        @Test
        void andStopsRepeatingWhenTheDatabaseHasFailedForTooLong() {
            givenLimits(new CommitLimits(64, 1, 100, Duration.ofNanos(1)));
            database.before(begun -> {
                throw new IllegalStateException("it takes long to fail");
            });

            assertThatThrownBy(() -> committer.commit(insert())).isInstanceOf(StoreUnavailableException.class);
            assertThat(database.sizes()).containsExactly(1);
        }

        @Test
        void evenIfTheThreadThatWritesForOthersIsInterrupted() {
            database.hold();
            FutureTask<Boolean> interrupted = new FutureTask<>(() -> {
                committer.commit(insert());
                return Thread.currentThread().isInterrupted();
            });
            Thread leader = new Thread(interrupted);
            Future<CommitOutcome> first = heldRequest(insert());
            leader.start();
            await(() -> committer.waiting() == 1);
            List<Future<CommitOutcome>> followers = waitingRequests(inserts(2));
            database.letOneGo();
            database.awaitHeld();
            database.before(begun -> {
                if (Thread.currentThread().isInterrupted()) {
                    throw new StoreUnavailableException("interrupted in the pool", Duration.ofSeconds(3));
                }
            });

            leader.interrupt();
            database.letGo();

            assertThat(outcome(first)).isEqualTo(COMMITTED);
            assertThat(outcomes(followers)).containsOnly(COMMITTED);
            assertThat(outcome(interrupted)).isTrue();
        }

        @Test
        void evenIfTheThreadThatWritesForOthersDiesOfAnError() {
            database.hold();
            Future<CommitOutcome> first = heldRequest(insert());
            List<Future<CommitOutcome>> waiting = waitingRequests(inserts(3));
            database.before(begun -> {
                if (begun.size() == 3) {
                    throw new StackOverflowError("too deep");
                }
            });

            database.letGo();

            assertThat(outcome(first)).isEqualTo(COMMITTED);
            assertThat(waiting)
                    .allSatisfy(failed ->
                            assertThatThrownBy(() -> outcome(failed)).isInstanceOf(CompletionException.class));
            assertThat(committer.commit(insert())).isEqualTo(COMMITTED);
        }
    }

    @Nested
    @DisplayName("keeps commits that spend in order")
    class Order {

        @Test
        void whichIsThatOfTheirGrants() {
            assertOrderOf(() -> refresh(GRANTS.refreshableGrant()));
        }

        @Test
        void whichIsThatOfTheirCodes() {
            assertOrderOf(() -> redeem(GRANTS.code(GRANTS.grant()), GRANTS.grant()));
        }

        private void assertOrderOf(Supplier<IssuedCommit> spending) {
            database.hold();
            Future<CommitOutcome> first = heldRequest(spending.get());
            List<Future<CommitOutcome>> waiting =
                    waitingRequests(Stream.generate(spending).limit(20).toList());

            database.letGo();

            assertThat(outcome(first)).isEqualTo(COMMITTED);
            assertThat(outcomes(waiting)).containsOnly(COMMITTED);
            List<String> keys = database.begun.get(1).stream()
                    .map(CommitterTest::keyAsDatabasesSortIt)
                    .toList();
            assertThat(keys).hasSize(20).isSorted();
        }

        @Test
        void inTwoLanesForCodesAndForRefreshTokens() {
            database.hold();
            Future<CommitOutcome> first = heldRequest(refresh(GRANTS.refreshableGrant()));

            Future<CommitOutcome> second = heldRequest(redeem(GRANTS.code(GRANTS.grant()), GRANTS.grant()));
            database.letGo();

            assertThat(Stream.of(first, second).map(CommitterTest::outcome)).containsOnly(COMMITTED);
            assertThat(database.sizes()).containsExactly(1, 1);
        }

        @Test
        void withOneOfEachRefreshTokenInABatch() {
            Grant raced = GRANTS.refreshableGrant();
            IssuedCommit winner = refresh(raced);
            IssuedCommit loser = refresh(raced);
            IssuedCommit other = refresh(GRANTS.refreshableGrant());
            database.hold();
            Future<CommitOutcome> first = heldRequest(refresh(GRANTS.refreshableGrant()));
            List<Future<CommitOutcome>> waiting = waitingRequests(List.of(winner, loser, other));

            database.letGo();

            assertThat(outcome(first)).isEqualTo(COMMITTED);
            assertThat(outcomes(waiting)).containsOnly(COMMITTED);
            assertThat(database.begun.get(1)).containsExactlyInAnyOrder(winner, other);
            assertThat(database.begun.get(2)).containsExactly(loser);
        }

        @Test
        void withOneOfEachCodeInABatchWhateverGrantItIsSpentFor() {
            Redeemable raced = GRANTS.code(GRANTS.grant());
            IssuedCommit winner = redeem(raced, GRANTS.grant());
            IssuedCommit loser = redeem(raced, GRANTS.grant());
            database.hold();
            Future<CommitOutcome> first = heldRequest(redeem(GRANTS.code(GRANTS.grant()), GRANTS.grant()));
            List<Future<CommitOutcome>> waiting = waitingRequests(List.of(winner, loser));

            database.letGo();

            assertThat(outcome(first)).isEqualTo(COMMITTED);
            assertThat(outcomes(waiting)).containsOnly(COMMITTED);
            assertThat(database.begun.subList(1, 3)).containsExactly(List.of(winner), List.of(loser));
        }

        @Test
        void withoutTwoThatTouchTheSameGrantInOneBatch() {
            Grant grant = GRANTS.refreshableGrant();
            IssuedCommit winner = redeem(GRANTS.code(grant), grant);
            IssuedCommit loser = redeem(GRANTS.code(grant), grant);
            database.hold();
            Future<CommitOutcome> first = heldRequest(redeem(GRANTS.code(GRANTS.grant()), GRANTS.grant()));
            List<Future<CommitOutcome>> waiting = waitingRequests(List.of(winner, loser));

            database.letGo();

            assertThat(outcome(first)).isEqualTo(COMMITTED);
            assertThat(outcomes(waiting)).containsOnly(COMMITTED);
            assertThat(database.begun.subList(1, 3)).containsExactly(List.of(winner), List.of(loser));
        }

        @Test
        void evenIfSeveralBatchesRunAtOnce() {
            givenLimits(new CommitLimits(64, 2, 100, Duration.ofSeconds(30)));
            Grant raced = GRANTS.refreshableGrant();
            IssuedCommit other = refresh(GRANTS.refreshableGrant());
            database.hold();
            Future<CommitOutcome> winner = heldRequest(refresh(raced));
            List<Future<CommitOutcome>> loser = waitingRequests(List.of(refresh(raced)));

            Future<CommitOutcome> passing = heldRequest(other);
            database.letGo();

            assertThat(Stream.of(winner, loser.get(0), passing).map(CommitterTest::outcome))
                    .containsOnly(COMMITTED);
            assertThat(database.begun.get(1)).containsExactly(other);
            assertThat(database.hasOverlapped()).isFalse();
        }

        @Test
        void andHoldsNoInsertUpBehindThem() {
            database.holdSpends();
            Future<CommitOutcome> spend = heldRequest(refresh(GRANTS.refreshableGrant()));

            CommitOutcome insert = committer.commit(insert());

            assertThat(insert).isEqualTo(COMMITTED);
            assertThat(spend).isNotDone();
        }
    }

    @Nested
    @DisplayName("refuses what it cannot take")
    class BackPressure {

        @Test
        void whenTheQueueIsAsLongAsItMayBe() {
            givenLimits(new CommitLimits(64, 1, 2, Duration.ofSeconds(30)));
            database.hold();
            Future<CommitOutcome> first = heldRequest(insert());
            List<Future<CommitOutcome>> waiting = waitingRequests(inserts(2));
            IssuedCommit refused = insert();

            assertThatThrownBy(() -> committer.commit(refused))
                    .isInstanceOfSatisfying(
                            StoreUnavailableException.class,
                            e -> assertThat(e.retryAfter()).isPositive());
            database.letGo();

            assertThat(outcome(first)).isEqualTo(COMMITTED);
            assertThat(outcomes(waiting)).containsOnly(COMMITTED);
            assertThat(database.written).hasSize(3).doesNotContain(id(refused));
        }

        @Test
        void whenItHasWaitedForTooLong() {
            givenLimits(new CommitLimits(64, 1, 100, Duration.ofMillis(1)));
            database.hold();
            Future<CommitOutcome> first = heldRequest(insert());
            IssuedCommit refused = insert();

            assertThatThrownBy(() -> committer.commit(refused)).isInstanceOf(StoreUnavailableException.class);
            database.letGo();

            assertThat(outcome(first)).isEqualTo(COMMITTED);
            assertThat(database.written).doesNotContain(id(refused));
            assertThat(committer.waiting()).isZero();
        }

        @Test
        void whenTheRequestIsInterruptedWhileItWaits() {
            database.hold();
            Future<CommitOutcome> first = heldRequest(insert());
            IssuedCommit refused = insert();
            FutureTask<Boolean> interrupted = new FutureTask<>(() -> {
                assertThatThrownBy(() -> committer.commit(refused)).isInstanceOf(StoreUnavailableException.class);
                return Thread.currentThread().isInterrupted();
            });
            Thread request = new Thread(interrupted);
            request.start();
            await(() -> committer.waiting() == 1);

            request.interrupt();

            assertThat(outcome(interrupted)).isTrue();
            database.letGo();
            assertThat(outcome(first)).isEqualTo(COMMITTED);
            assertThat(database.written).doesNotContain(id(refused));
        }

        @Test
        void butNeverWhatIsBeingWrittenAlready() {
            database.hold();
            Future<CommitOutcome> first = heldRequest(insert());
            List<Future<CommitOutcome>> leader = waitingRequests(inserts(1));
            FutureTask<CommitOutcome> follower = new FutureTask<>(() -> committer.commit(insert()));
            Thread request = new Thread(follower);
            request.start();
            await(() -> committer.waiting() == 2);
            database.letOneGo();
            database.awaitHeld();

            request.interrupt();
            await(() -> !request.isInterrupted() && !isRunning(request));

            assertThat(follower).isNotDone();
            database.letGo();
            assertThat(outcome(follower)).isEqualTo(COMMITTED);
            assertThat(outcomes(leader)).containsOnly(COMMITTED);
            assertThat(outcome(first)).isEqualTo(COMMITTED);
            assertThat(database.sizes()).containsExactly(1, 2);
        }
    }

    @Nested
    @DisplayName("is closed")
    class Closing {

        @Test
        void whenAllThatHasComeIsWritten() {
            database.hold();
            Future<CommitOutcome> first = heldRequest(insert());
            List<Future<CommitOutcome>> waiting = waitingRequests(inserts(3));
            Future<?> closing = requests.submit(committer::close);
            await(() -> isClosed(committer));

            assertThat(closing).isNotDone();
            database.letGo();

            outcome(closing);
            assertThat(database.written).hasSize(4);
            assertThat(outcome(first)).isEqualTo(COMMITTED);
            assertThat(outcomes(waiting)).containsOnly(COMMITTED);
        }

        /** Asks in a way that waits for nothing. */
        private static boolean isClosed(Committer asked) {
            Thread.currentThread().interrupt();
            try {
                return asked.commit(insert()).equals(new CommitOutcome.Gone());
            } catch (StoreUnavailableException e) {
                return e.reason().contains("closed");
            } finally {
                Thread.interrupted();
            }
        }
    }

    /** Table, issuer and bytes in hexadecimal digits: sorted like binary columns. */
    private static String keyAsDatabasesSortIt(IssuedCommit commit) {
        SpentKey key = SpentKey.of(commit.issuer(), commit.commit().spend().orElseThrow())
                .get(0);
        StringBuilder text = new StringBuilder().append(key.table()).append(key.issuer());
        IntStream.range(0, 4)
                .mapToLong(i -> List.of(key.a(), key.b(), key.c(), key.d()).get(i))
                .forEach(part -> text.append(String.format(Locale.ROOT, "%016x", part)));
        return text.toString();
    }
}
