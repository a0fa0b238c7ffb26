// SPDX-License-Identifier: Apache-2.0
package io.symbolon.oauth.core.memory;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.symbolon.oauth.api.store.StoreFullException;
import java.time.Instant;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class RowsTest {

    private static final Instant NOON = Instant.parse("2026-03-01T12:00:00Z");

    private final Rows<Integer, Long> rows = new Rows<>("the test", 100, Long::longValue);

    @Test
    void refusesAnotherRowWhenItIsFull() {
        givenRows(0, 100, NOON.plusMillis(1));

        assertThatThrownBy(() -> rows.reserve(1, NOON))
                .isInstanceOf(StoreFullException.class)
                .hasMessageContaining("the test");

        assertThat(IntStream.range(0, 100)).allMatch(rows::contains);
    }

    @Test
    void forgetsWhatIsOverBeforeItRefuses() {
        givenRows(0, 99, NOON.plusMillis(1));
        givenRows(99, 100, NOON);

        givenRows(100, 101, NOON.plusMillis(1));

        assertThat(rows.contains(99)).isFalse();
        assertThat(rows.contains(100)).isTrue();
        assertThat(IntStream.range(0, 99)).allMatch(rows::contains);
    }

    @Test
    void reservesAllRoomOrNone() {
        givenRows(0, 98, NOON.plusMillis(1));

        assertThatThrownBy(() -> rows.reserve(3, NOON)).isInstanceOf(StoreFullException.class);

        givenRows(98, 100, NOON.plusMillis(1));
        assertThat(rows.contains(99)).isTrue();
    }

    @Test
    void givesBackTheRoomOfARowThatIsThereAlready() {
        givenRows(0, 99, NOON.plusMillis(1));

        IntStream.range(0, 10).forEach(i -> givenRows(0, 1, NOON.plusMillis(2)));

        givenRows(99, 100, NOON.plusMillis(1));
        assertThat(rows.find(0)).contains(NOON.plusMillis(1).toEpochMilli());
    }

    @Test
    void givesBackTheRoomOfARemovedRow() {
        givenRows(0, 100, NOON.plusMillis(1));

        rows.remove(7);
        rows.remove(7);

        givenRows(100, 101, NOON.plusMillis(1));
        assertThatThrownBy(() -> rows.reserve(1, NOON)).isInstanceOf(StoreFullException.class);
    }

    @Test
    void prunesAllThatIsOverInBatches() {
        givenRows(0, 50, NOON);
        givenRows(50, 100, NOON.plusMillis(1));

        assertThat(rows.prune(NOON.minusMillis(1), 100)).isZero();
        assertThat(rows.prune(NOON, 30)).isEqualTo(30);
        assertThat(rows.prune(NOON, 30)).isEqualTo(20);
        assertThat(rows.prune(NOON, 30)).isZero();
        assertThat(rows.prune(NOON.plusMillis(1), 1_000)).isEqualTo(50);
        givenRows(0, 100, NOON);
    }

    @Test
    void prunesNothingWhereNothingMayBeDeleted() {
        givenRows(0, 50, NOON);

        assertThat(rows.prune(NOON, 0)).isZero();

        assertThat(IntStream.range(0, 50)).allMatch(rows::contains);
    }

    @Test
    void findsInOneSweepWhatIsOverAlthoughRowsWereRemovedMeanwhile() {
        givenRows(0, 100, NOON);
        rows.prune(NOON, 10);
        IntStream.range(0, 100).filter(i -> i % 3 == 0).forEach(rows::remove);
        int left = (int) IntStream.range(0, 100).filter(rows::contains).count();

        assertThat(rows.prune(NOON, 1_000)).isEqualTo(left);
    }

    private void givenRows(int from, int to, Instant keptUntil) {
        for (int key = from; key < to; key++) {
            rows.reserve(1, NOON);
            rows.insert(key, keptUntil.toEpochMilli());
        }
    }
}
