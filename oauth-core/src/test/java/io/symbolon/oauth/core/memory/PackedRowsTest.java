// SPDX-License-Identifier: Apache-2.0
package io.symbolon.oauth.core.memory;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.symbolon.oauth.api.Digest;
import io.symbolon.oauth.api.store.StoreFullException;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import java.util.function.Predicate;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PackedRowsTest {

    private static final Instant NOON = Instant.parse("2026-03-01T12:00:00Z");
    private static final Instant LATER = NOON.plusSeconds(1);

    private PackedRows rows = table(100);

    @Test
    void findsWhatWasInserted() {
        given(1, LATER, 40);

        assertThat(rows.find(key(1))).hasValueSatisfying(row -> assertThat(row).isEqualTo(row(1, LATER, 40)));
        assertThat(rows.find(key(2))).isEmpty();
    }

    @Test
    void keepsTheRowThatIsThereAlready() {
        given(1, LATER, 40);
        rows.reserve(1, NOON);

        Optional<byte[]> present = rows.insert(key(1), row(2, LATER, 50));

        assertThat(present).hasValueSatisfying(row -> assertThat(row).isEqualTo(row(1, LATER, 40)));
        assertThat(rows.find(key(1)).orElseThrow()).isEqualTo(row(1, LATER, 40));
        assertThat(rows.count()).isEqualTo(1);
    }

    @Test
    void replacesARowOnlyIfItIsTheExpectedOne() {
        given(1, LATER, 40);

        assertThat(rows.replace(key(1), row(1, LATER, 41), row(2, LATER, 40))).isFalse();
        assertThat(rows.replace(key(1), row(1, LATER, 40), row(3, LATER, 90))).isTrue();

        assertThat(rows.find(key(1)).orElseThrow()).isEqualTo(row(3, LATER, 90));
        assertThat(rows.replace(key(2), row(3, LATER, 90))).isFalse();
    }

    @Test
    void takesRowsThatAreLongerThanAnyChunk() {
        given(1, LATER, 40);
        given(2, LATER, 300_000);
        given(3, LATER, 40);

        assertThat(rows.find(key(2)).orElseThrow()).isEqualTo(row(2, LATER, 300_000));
        rows.remove(key(2));
        assertThat(rows.find(key(2))).isEmpty();
        assertThat(rows.find(key(3))).isPresent();
    }

    @Test
    void refusesAnotherRowWhenItIsFull() {
        IntStream.range(0, 100).forEach(i -> given(i, LATER, 40));

        assertThatThrownBy(() -> rows.reserve(1, NOON))
                .isInstanceOf(StoreFullException.class)
                .hasMessageContaining("the test");

        assertThat(IntStream.range(0, 100)).allMatch(i -> rows.find(key(i)).isPresent());
    }

    @Test
    void forgetsWhatIsOverBeforeItRefuses() {
        IntStream.range(0, 99).forEach(i -> given(i, LATER, 40));
        given(99, NOON, 40);

        given(100, LATER, 40);

        assertThat(rows.find(key(99))).isEmpty();
        assertThat(IntStream.range(0, 99)).allMatch(i -> rows.find(key(i)).isPresent());
    }

    @Test
    void givesBackTheRoomOfRemovedAndPrunedRows() {
        IntStream.range(0, 100).forEach(i -> given(i, i < 50 ? NOON : LATER, 40));

        rows.remove(key(60));
        rows.remove(key(60));
        assertThat(rows.prune(NOON, 10)).isEqualTo(10);

        IntStream.range(100, 111).forEach(i -> given(i, LATER, 40));
        rows.reserve(0, NOON);
        assertThat(rows.count()).isEqualTo(100);
    }

    @Test
    void prunesAllThatIsOverInBatches() {
        IntStream.range(0, 100).forEach(i -> given(i, i < 50 ? NOON : LATER, 40));

        assertThat(rows.prune(NOON.minusMillis(1), 100)).isZero();
        assertThat(rows.prune(NOON, 0)).isZero();
        assertThat(rows.prune(NOON, 30)).isEqualTo(30);
        assertThat(rows.prune(NOON, 30)).isEqualTo(20);
        assertThat(rows.prune(NOON, 30)).isZero();
        assertThat(rows.prune(LATER, 1_000)).isEqualTo(50);
        assertThat(rows.count()).isZero();
    }

    @ParameterizedTest
    @ValueSource(ints = {16, 32})
    void doesWhatAMapDoes(int keyBytes) {
        rows = new PackedRows("the test", 1_000_000, keyBytes, PackedRowsTest::keptUntil);
        Map<Integer, byte[]> model = new HashMap<>();
        Random random = new Random(20261124);
        for (int step = 0; step < 400_000; step++) {
            step(random, model);
        }

        assertThat(rows.count()).isEqualTo(model.size());
        model.forEach(
                (key, row) -> assertThat(rows.find(key(key)).orElseThrow()).isEqualTo(row));
        assertThat(IntStream.range(0, 20_000).filter(i -> !model.containsKey(i)))
                .allMatch(i -> rows.find(key(i)).isEmpty());
    }

    private void step(Random random, Map<Integer, byte[]> model) {
        int key = random.nextInt(20_000);
        Instant keptUntil = NOON.plusMillis(random.nextInt(3));
        byte[] row = row(random.nextInt(), keptUntil, 9 + random.nextInt(random.nextInt(50) == 0 ? 3_000 : 200));
        switch (random.nextInt(1_000)) {
            case 0 -> {
                int over = (int) model.values().stream()
                        .filter(kept -> keptUntil(kept, 0) <= NOON.toEpochMilli())
                        .count();
                assertThat(rows.prune(NOON, Integer.MAX_VALUE)).isEqualTo(over);
                model.values().removeIf(kept -> keptUntil(kept, 0) <= NOON.toEpochMilli());
            }
            default -> {
                switch (random.nextInt(3)) {
                    case 0 -> {
                        rows.reserve(1, NOON);
                        assertThat(rows.insert(key(key), row).isPresent()).isEqualTo(model.containsKey(key));
                        model.putIfAbsent(key, row);
                    }
                    case 1 ->
                        assertThat(rows.replace(key(key), row))
                                .isEqualTo(model.computeIfPresent(key, (k, old) -> row) != null);
                    default -> {
                        rows.remove(key(key));
                        model.remove(key);
                    }
                }
            }
        }
    }

    @Test
    void showsEachReaderAWholeRowWhileOthersWrite() throws Exception {
        rows = table(10_000);
        IntStream.range(0, 64).forEach(i -> given(i, LATER, 100));

        List<Integer> torn = whileWriting(
                random -> {
                    int key = random.nextInt(64);
                    rows.replace(key(key), row(key, LATER, 30 + random.nextInt(2_000)));
                },
                random -> {
                    int key = random.nextInt(64);
                    byte[] row = rows.find(key(key)).orElseThrow();
                    return Arrays.equals(row, row(key, LATER, row.length));
                });

        assertThat(torn).containsOnly(0);
        assertThat(rows.count()).isEqualTo(64);
    }

    @Test
    void findsWhatStaysWhileItsNeighboursComeAndGo() throws Exception {
        PackedSegment segment = new PackedSegment(Digest.LENGTH, PackedRowsTest::keptUntil);
        IntStream.range(0, 80).forEach(i -> segment.insert(key(i), hash(i), row(i, LATER, 40)));

        List<Integer> missed = whileWriting(
                random -> {
                    int neighbour = 80 + random.nextInt(15);
                    segment.remove(key(neighbour), hash(neighbour));
                    int another = 80 + random.nextInt(15);
                    segment.insert(key(another), hash(another), row(another, LATER, 40));
                },
                random -> {
                    int key = random.nextInt(80);
                    return segment.find(key(key), hash(key)) != null;
                });

        assertThat(missed).containsOnly(0);
    }

    /** How often each of two readers was not satisfied while two writers did their work. */
    private static List<Integer> whileWriting(Consumer<Random> writing, Predicate<Random> reading)
            throws InterruptedException, ExecutionException {
        AtomicInteger writersLeft = new AtomicInteger(2);
        List<Callable<Integer>> work = new ArrayList<>();
        for (int seed = 0; seed < 2; seed++) {
            Random writers = new Random(seed);
            Random readers = new Random(seed);
            work.add(() -> {
                IntStream.range(0, 300_000).forEach(i -> writing.accept(writers));
                writersLeft.decrementAndGet();
                return 0;
            });
            work.add(() -> {
                int dissatisfied = 0;
                while (writersLeft.get() > 0) {
                    dissatisfied += reading.test(readers) ? 0 : 1;
                }
                return dissatisfied;
            });
        }
        ExecutorService threads = Executors.newFixedThreadPool(work.size());
        try {
            List<Integer> counts = new ArrayList<>();
            for (Future<Integer> done : threads.invokeAll(work)) {
                counts.add(done.get());
            }
            return counts;
        } finally {
            threads.shutdownNow();
        }
    }

    private static int hash(int number) {
        return PackedRows.indexHash(PackedRows.hash(key(number)));
    }

    private void given(int key, Instant keptUntil, int length) {
        rows.reserve(1, NOON);
        rows.insert(key(key), row(key, keptUntil, length));
    }

    private static PackedRows table(long capacity) {
        return new PackedRows("the test", capacity, Digest.LENGTH, PackedRowsTest::keptUntil);
    }

    private static Digest key(int number) {
        Digest digest = Digest.of(ByteBuffer.allocate(4).putInt(number).array());
        return new Digest(digest.a(), digest.b(), 0, 0);
    }

    /** A row whose bytes all follow from the key: half of one and half of another would show. */
    private static byte[] row(int key, Instant keptUntil, int length) {
        byte[] row = new byte[length];
        Arrays.fill(row, (byte) (key * 31 + length));
        ByteBuffer.wrap(row).putLong(1, keptUntil.toEpochMilli());
        return row;
    }

    private static long keptUntil(byte[] bytes, int start) {
        return ByteBuffer.wrap(bytes).getLong(start + 1);
    }
}
