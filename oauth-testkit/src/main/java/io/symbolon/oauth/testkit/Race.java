// SPDX-License-Identifier: Apache-2.0
package io.symbolon.oauth.testkit;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.function.Supplier;

/**
 * Calls that begin as nearly at the same time as the machine can. All callers of a round spin until the last of them has
 * arrived, and then call; round after round, until the time is over. They step off at slightly different moments in each
 * round, so that over many rounds every order of their steps has its turn; one round behind a latch sees nothing.
 *
 * <p>A race never accuses what is sound. What is broken it finds almost always, which is why the deterministic proof
 * stands beside it where there is one.
 */
public final class Race {

    private static final int MOST_ROUNDS = 20_000;
    private static final int SPINS_BEFORE_YIELDING = 1_000;
    private static final int STAGGER = 64;

    private final int callers;
    private final Duration time;

    private Race(int callers, Duration time) {
        this.callers = callers;
        this.time = time;
    }

    /** A race of this many callers, for one second, or 20,000 rounds where that is sooner. */
    public static Race of(int callers) {
        if (callers < 2) {
            throw new IllegalArgumentException("a race has 2 callers or more");
        }
        return new Race(callers, Duration.ofSeconds(1));
    }

    /** The same race, for at most this long; one round is always run. */
    public Race lasting(Duration atMost) {
        return new Race(callers, atMost);
    }

    /**
     * How many callers won, of each round.
     *
     * @param round prepares a round and returns what each of its callers does; see {@link #outcomes}
     * @param won whether this outcome is a win
     */
    public <T> List<Integer> winners(Supplier<Function<Integer, T>> round, Predicate<T> won) {
        return outcomes(round).stream()
                .map(outcomes -> (int) outcomes.stream().filter(won).count())
                .toList();
    }

    /**
     * What the callers got, of each round in the order of the callers.
     *
     * @param round prepares a round, alone, and returns what each of its callers does; it is called with the number of the
     *     caller, from 0 on, by all of them at the same time
     * @throws AssertionError if a call throws
     */
    public <T> List<List<T>> outcomes(Supplier<Function<Integer, T>> round) {
        List<List<T>> all = new ArrayList<>();
        ExecutorService threads = Executors.newFixedThreadPool(callers);
        try {
            long end = System.nanoTime() + time.toNanos();
            do {
                all.add(outcomesOfOne(round.get(), all.size(), threads));
            } while (all.size() < MOST_ROUNDS && System.nanoTime() < end);
        } finally {
            threads.shutdownNow();
        }
        return all;
    }

    private <T> List<T> outcomesOfOne(Function<Integer, T> call, int round, ExecutorService threads) {
        AtomicInteger arrived = new AtomicInteger();
        List<Callable<T>> calls = new ArrayList<>();
        for (int i = 0; i < callers; i++) {
            int caller = i;
            calls.add(() -> {
                arrived.incrementAndGet();
                awaitAll(arrived);
                stagger(round, caller);
                return call.apply(caller);
            });
        }
        try {
            List<T> outcomes = new ArrayList<>();
            for (Future<T> outcome : threads.invokeAll(calls)) {
                outcomes.add(outcome.get());
            }
            return outcomes;
        } catch (ExecutionException e) {
            throw new AssertionError("a caller failed", e.getCause());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError("the race was stopped", e);
        }
    }

    @SuppressWarnings("ThreadPriorityCheck") // on a machine with fewer cores than callers the others must get theirs
    private void awaitAll(AtomicInteger arrived) {
        for (int spins = 0; arrived.get() < callers; spins++) {
            if (spins < SPINS_BEFORE_YIELDING) {
                Thread.onSpinWait();
            } else {
                Thread.yield();
            }
        }
    }

    /** In half of the rounds nobody waits; in the others each caller has another short way to go. */
    private static void stagger(int round, int caller) {
        int steps = (round & 1) == 0 ? 0 : (round * 7 + caller * 29) % STAGGER;
        for (int i = 0; i < steps; i++) {
            Thread.onSpinWait();
        }
    }
}
