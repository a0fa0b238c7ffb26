// SPDX-License-Identifier: Apache-2.0
package io.symbolon.oauth.jdbc.internal.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.symbolon.oauth.api.store.StoreUnavailableException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.Semaphore;
import java.util.function.Function;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@DisplayName("Reads that come together")
@Timeout(value = 60, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
final class GroupedReadsTest {

    private static final int MOST = 64;

    private final List<List<Integer>> begun = Collections.synchronizedList(new ArrayList<>());
    private final Semaphore entered = new Semaphore(0);
    private final Semaphore letGo = new Semaphore(0);
    private volatile Function<Integer, Optional<String>> rows = key -> Optional.of("row " + key);
    private GroupedReads<Integer, String> reads = new GroupedReads<>(this::statement, Duration.ofMinutes(1));

    private List<Optional<String>> statement(List<Integer> keys) {
        begun.add(keys);
        entered.release();
        letGo.acquireUninterruptibly();
        return keys.stream().map(rows).toList();
    }

    @AfterEach
    void letAllGo() {
        letGo.release(1_000);
    }

    @Test
    void oneAloneIsReadAtOnce() throws Exception {
        letGo.release();

        assertThat(reads.find(7)).contains("row 7");
        assertThat(begun).containsExactly(List.of(7));
    }

    @Test
    void thoseWhoComeMeanwhileAreReadByTheNextStatement_eachItsOwn() throws Exception {
        rows = key -> key == 3 ? Optional.empty() : Optional.of("row " + key);
        Reader first = heldIn(1);
        List<Reader> others =
                IntStream.rangeClosed(2, 5).mapToObj(this::waiting).toList();

        letGo.release(2);

        assertThat(first.result()).contains("row 1");
        assertThat(others.get(0).result()).contains("row 2");
        assertThat(others.get(1).result()).isEmpty();
        assertThat(others.get(2).result()).contains("row 4");
        assertThat(others.get(3).result()).contains("row 5");
        assertThat(begun).containsExactly(List.of(1), List.of(2, 3, 4, 5));
    }

    @Test
    void whatChangesBeforeSomebodyComesIsSeenByIt() throws Exception {
        Reader before = heldIn(1);
        rows = key -> Optional.of("changed");
        Reader after = waiting(1);

        letGo.release(2);

        assertThat(before.result()).isPresent();
        assertThat(after.result()).contains("changed");
        assertThat(begun).containsExactly(List.of(1), List.of(1));
    }

    @Test
    void moreThanFitAreReadByFurtherStatements() throws Exception {
        Reader first = heldIn(0);
        List<Reader> others =
                IntStream.rangeClosed(1, MOST + 1).mapToObj(this::waiting).toList();

        letGo.release(3);

        assertThat(first.result()).isPresent();
        for (Reader other : others) {
            assertThat(other.result()).contains("row " + other.key);
        }
        assertThat(begun).extracting(List::size).containsExactly(1, MOST, 1);
    }

    @Test
    void thatTheDatabaseIsOutOfReachIsSaidToAll() throws Exception {
        Reader first = heldIn(1);
        Reader second = waiting(2);
        Reader third = waiting(3);
        rows = key -> {
            throw new StoreUnavailableException("out of reach", Duration.ofSeconds(1));
        };

        letGo.release(2);

        for (Reader reader : List.of(first, second, third)) {
            assertThatThrownBy(reader::result).hasCauseInstanceOf(StoreUnavailableException.class);
        }
        assertThat(begun).containsExactly(List.of(1), List.of(2, 3));
    }

    @Test
    void aRowThatCannotBeReadFailsItsOwnThreadOnly() throws Exception {
        Reader first = heldIn(1);
        Reader broken = waiting(2);
        Reader sound = waiting(3);
        rows = key -> {
            if (key == 2) {
                throw new IllegalStateException("broken");
            }
            return Optional.of("row " + key);
        };

        letGo.release(100);

        assertThat(first.result()).contains("row 1");
        assertThat(sound.result()).contains("row 3");
        assertThatThrownBy(broken::result).hasCauseInstanceOf(IllegalStateException.class);
        assertThat(begun).startsWith(List.of(1), List.of(2, 3)).contains(List.of(2), List.of(3));
    }

    @Test
    void anInterruptIsKeptAndNobodyIsAnsweredByIt() throws Exception {
        Reader first = heldIn(1);
        Reader interrupted = waiting(2);
        Reader other = waiting(3);
        interrupted.interrupt();

        letGo.release(2);

        assertThat(first.result()).contains("row 1");
        assertThat(interrupted.result()).contains("row 2");
        assertThat(other.result()).contains("row 3");
        assertThat(interrupted.wasInterruptedAfterwards).isTrue();
        assertThat(first.wasInterruptedAfterwards).isFalse();
    }

    @Test
    void nobodyWaitsForAStatementThatHangs() throws Exception {
        reads = new GroupedReads<>(this::statement, Duration.ofMillis(50));
        Reader hanging = heldIn(1);
        Reader whileItHangs = heldIn(2);
        Reader later = heldIn(3);

        letGo.release(3);

        assertThat(whileItHangs.result()).contains("row 2");
        assertThat(later.result()).contains("row 3");
        assertThat(hanging.result()).contains("row 1");
        assertThat(begun).containsExactly(List.of(1), List.of(2), List.of(3));
    }

    @Test
    void afterAStatementThatHungReadsComeTogetherAgain() throws Exception {
        reads = new GroupedReads<>(this::statement, Duration.ofSeconds(2));
        Reader hung = heldIn(1);
        Reader impatient = heldIn(2);
        letGo.release(2);
        hung.result();
        impatient.result();
        begun.clear();

        Reader first = heldIn(3);
        List<Reader> others =
                IntStream.rangeClosed(4, 5).mapToObj(this::waiting).toList();
        letGo.release(2);

        assertThat(first.result()).isPresent();
        assertThat(others.get(0).result()).contains("row 4");
        assertThat(others.get(1).result()).contains("row 5");
        assertThat(begun).containsExactly(List.of(3), List.of(4, 5));
    }

    @Test
    void anInterruptFromBeforeDoesNotHitTheDriver() {
        rows = key -> Optional.of("interrupted: " + Thread.currentThread().isInterrupted());
        letGo.release();
        Thread.currentThread().interrupt();

        Optional<String> found = reads.find(1);

        assertThat(Thread.interrupted()).isTrue();
        assertThat(found).contains("interrupted: false");
    }

    @Test
    void anInterruptThatHitsTheStatementFailsNobodyElse() throws Exception {
        Reader first = heldIn(1);
        Reader interrupted = waiting(2);
        Reader other = waiting(3);
        rows = key -> {
            if (Thread.currentThread() == interrupted) {
                Thread.currentThread().interrupt();
                throw new StoreUnavailableException("interrupted", Duration.ofSeconds(1));
            }
            return Optional.of("row " + key);
        };

        letGo.release(100);

        assertThat(first.result()).contains("row 1");
        assertThat(other.result()).contains("row 3");
        assertThatThrownBy(interrupted::result).hasCauseInstanceOf(StoreUnavailableException.class);
    }

    @Test
    void whoeverComesAfterAFailureIsReadAgain() throws Exception {
        Function<Integer, Optional<String>> sound = rows;
        rows = key -> {
            throw new IllegalStateException("broken");
        };
        letGo.release(2);
        assertThatThrownBy(() -> reads.find(1)).isInstanceOf(IllegalStateException.class);

        rows = sound;

        assertThat(reads.find(1)).contains("row 1");
    }

    /** Reads in a thread of its own, which stands in the middle of its statement when this returns. */
    private Reader heldIn(int key) {
        Reader reader = new Reader(key);
        reader.start();
        entered.acquireUninterruptibly();
        return reader;
    }

    /** Reads in a thread of its own, which waits for others' statements when this returns. */
    private Reader waiting(int key) {
        Reader reader = new Reader(key);
        reader.start();
        while (reader.getState() != Thread.State.TIMED_WAITING) {
            Thread.onSpinWait();
        }
        return reader;
    }

    private final class Reader extends Thread {

        private final int key;
        private final FutureTask<Optional<String>> read;
        private volatile boolean wasInterruptedAfterwards;

        Reader(int key) {
            this.key = key;
            this.read = new FutureTask<>(() -> {
                Optional<String> found = reads.find(key);
                wasInterruptedAfterwards = Thread.currentThread().isInterrupted();
                return found;
            });
        }

        @Override
        public void run() {
            read.run();
        }

        Optional<String> result() throws ExecutionException, InterruptedException {
            return read.get();
        }
    }
}
