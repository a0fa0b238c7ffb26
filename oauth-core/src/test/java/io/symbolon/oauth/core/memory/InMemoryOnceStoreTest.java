// SPDX-License-Identifier: Apache-2.0
package io.symbolon.oauth.core.memory;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.symbolon.oauth.api.Digest;
import io.symbolon.oauth.api.store.OnceStore;
import io.symbolon.oauth.api.store.OnceStore.Burned;
import io.symbolon.oauth.api.store.StoreFullException;
import java.time.Instant;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

class InMemoryOnceStoreTest {

    private static final Instant NOON = Instant.parse("2026-03-01T12:00:00Z");
    private static final Instant OVER = NOON.plusSeconds(60);

    private final OnceStore store =
            new InMemoryOnceStore(InMemoryCapacity.standard().withOnceMarkers(100));

    @Test
    @Tag("security-case-05")
    void refusesAnotherMarkerWhenItIsFullAndForgetsNone() {
        LongStream.range(0, 100).forEach(i -> store.burn(marker(i), OVER, NOON));

        assertThatThrownBy(() -> store.burn(marker(100), OVER, NOON)).isInstanceOf(StoreFullException.class);

        assertThat(LongStream.range(0, 100)).allMatch(i -> store.burn(marker(i), OVER, NOON) == Burned.AGAIN);
    }

    @Test
    void needsNobodyToPruneIt() {
        for (int minute = 0; minute < 10; minute++) {
            Instant now = NOON.plusSeconds(minute * 60L);
            long first = minute * 100L;
            LongStream.range(first, first + 100).forEach(i -> store.burn(marker(i), now.plusSeconds(60), now));
        }

        assertThat(store.burn(marker(999), OVER, NOON.plusSeconds(9 * 60))).isEqualTo(Burned.AGAIN);
    }

    @Test
    void takesAMarkerWhoseTimeIsOverForANewOne() {
        store.burn(marker(1), OVER, NOON);

        assertThat(store.burn(marker(1), OVER.plusSeconds(60), OVER)).isEqualTo(Burned.FIRST_TIME);
        assertThat(store.burn(marker(1), OVER.plusSeconds(60), OVER)).isEqualTo(Burned.AGAIN);
    }

    private static Digest marker(long number) {
        return new Digest(number, 0, 0, 0);
    }
}
