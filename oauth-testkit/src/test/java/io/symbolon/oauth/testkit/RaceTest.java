// SPDX-License-Identifier: Apache-2.0
package io.symbolon.oauth.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Function;
import org.junit.jupiter.api.Test;

class RaceTest {

    @Test
    void returnsWhatEachCallerGotInOrder() {
        List<List<String>> outcomes =
                Race.of(3).lasting(Duration.ofMillis(20)).outcomes(() -> caller -> "caller " + caller);

        assertThat(outcomes).isNotEmpty().containsOnly(List.of("caller 0", "caller 1", "caller 2"));
    }

    @Test
    void letsAllCallersOfARoundCallAtTheSameTime() {
        List<List<Boolean>> met = Race.of(3).lasting(Duration.ofMillis(20)).outcomes(() -> {
            CyclicBarrier meeting = new CyclicBarrier(3);
            return caller -> isMet(meeting);
        });

        assertThat(met).isNotEmpty().containsOnly(List.of(true, true, true));
    }

    @Test
    void preparesEachRoundAnew() {
        AtomicInteger rounds = new AtomicInteger();

        List<List<Integer>> outcomes = Race.of(2).lasting(Duration.ofMillis(20)).outcomes(() -> {
            int round = rounds.incrementAndGet();
            return caller -> round;
        });

        assertThat(outcomes).hasSize(rounds.get()).doesNotHaveDuplicates();
    }

    @Test
    void countsTheWinnersOfEachRound() {
        Function<Integer, Integer> call = caller -> caller;

        List<Integer> winners = Race.of(4).lasting(Duration.ZERO).winners(() -> call, caller -> caller % 2 == 0);

        assertThat(winners).containsExactly(2);
    }

    @Test
    void findsWhatLooksFirstAndThenWrites() {
        List<Integer> first = Race.of(2)
                .winners(
                        () -> {
                            AtomicInteger count = new AtomicInteger();
                            return caller -> lookedAndThenWrote(count);
                        },
                        before -> before == 0);

        assertThat(first).contains(2);
    }

    @Test
    void failsWhenACallerFails() {
        Race race = Race.of(2);

        assertThatThrownBy(() -> race.outcomes(() -> caller -> 1 / caller))
                .isInstanceOf(AssertionError.class)
                .hasCauseInstanceOf(ArithmeticException.class);
    }

    @Test
    void leavesNoThreadBehind() {
        Race.of(4).lasting(Duration.ZERO).outcomes(() -> caller -> Thread.currentThread()).stream()
                .flatMap(List::stream)
                .forEach(RaceTest::assertEnds);
    }

    private static void assertEnds(Thread thread) {
        try {
            thread.join(TimeUnit.SECONDS.toMillis(10));
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
        assertThat(thread.isAlive()).isFalse();
    }

    private static int lookedAndThenWrote(AtomicInteger count) {
        int before = count.get();
        LockSupport.parkNanos(TimeUnit.MICROSECONDS.toNanos(200)); // so that one core suffices to lose
        count.set(before + 1);
        return before;
    }

    private static boolean isMet(CyclicBarrier meeting) {
        try {
            meeting.await(10, TimeUnit.SECONDS);
            return true;
        } catch (Exception e) {
            throw new AssertionError(e);
        }
    }
}
