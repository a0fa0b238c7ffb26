// SPDX-License-Identifier: Apache-2.0
package io.symbolon.oauth.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import io.symbolon.oauth.api.Digest;
import io.symbolon.oauth.api.Issuer;
import io.symbolon.oauth.api.store.OnceStore;
import io.symbolon.oauth.api.store.OnceStore.Burned;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * What every {@link OnceStore} does. The test of a store extends this class and opens the store. Its race has been seen to
 * fail against a store that looks first and then writes.
 */
public abstract class OnceStoreContract {

    // a store whose rows expire by its own clock keeps these for longer than a test runs
    private static final Instant NOW = Instant.parse("2126-03-01T12:00:00.123Z");
    private static final Instant KEPT_UNTIL = NOW.plusSeconds(60);

    private OnceStore store;

    /** Opens the store of this issuer; all that is opened in one test stands on the same ground, such as a database. */
    protected abstract OnceStore open(Issuer issuer);

    /** The race of this many callers that the tests run; a slow store may want another time. */
    protected Race race(int callers) {
        return Race.of(callers);
    }

    @BeforeEach
    void openTheStore() {
        store = open(TestIssuers.fresh());
    }

    /** What was seen is known. */
    @Nested
    @DisplayName("RFC 7523 §3: a jti is good for once")
    public class Burning {

        @Test
        @Tag("security-case-05")
        void tellsTheFirstTimeFromAllOthers() {
            Digest marker = TestGrants.digest();

            assertThat(store.burn(marker, KEPT_UNTIL, NOW)).isEqualTo(Burned.FIRST_TIME);
            assertThat(store.burn(marker, KEPT_UNTIL, NOW)).isEqualTo(Burned.AGAIN);
            assertThat(store.burn(marker, KEPT_UNTIL, NOW)).isEqualTo(Burned.AGAIN);
        }

        @Test
        void tellsMarkersApart() {
            List<Digest> markers = List.of(
                    new Digest(1, 2, 3, 4), new Digest(1, 2, 3, 5), new Digest(1, 2, 5, 4), new Digest(5, 2, 3, 4));

            assertThat(markers).allMatch(marker -> store.burn(marker, KEPT_UNTIL, NOW) == Burned.FIRST_TIME);
            assertThat(markers).allMatch(marker -> store.burn(marker, KEPT_UNTIL, NOW) == Burned.AGAIN);
        }

        @Test
        @Tag("security-case-13")
        void remembersUntilTheLastMoment() {
            Digest marker = TestGrants.digest();
            store.burn(marker, KEPT_UNTIL, NOW);

            assertThat(store.burn(marker, KEPT_UNTIL, KEPT_UNTIL.minus(Duration.ofMillis(1))))
                    .isEqualTo(Burned.AGAIN);
        }

        @Test
        void isNotMadeToForgetByASecondCall() {
            Digest marker = TestGrants.digest();
            store.burn(marker, KEPT_UNTIL, NOW);

            store.burn(marker, NOW.plusSeconds(1), NOW);

            assertThat(store.burn(marker, KEPT_UNTIL, NOW.plusSeconds(2))).isEqualTo(Burned.AGAIN);
        }

        @Test
        void remembersAmongManyOthers() {
            Digest marker = TestGrants.digest();
            store.burn(marker, KEPT_UNTIL, NOW);

            IntStream.range(0, 1_000)
                    .forEach(i -> store.burn(TestGrants.digest(), NOW.plusSeconds(1), NOW.plusSeconds(2)));

            assertThat(store.burn(marker, KEPT_UNTIL, NOW.plusSeconds(2))).isEqualTo(Burned.AGAIN);
        }

        @Test
        void knowsNothingOfAnotherIssuer() {
            Digest marker = TestGrants.digest();
            store.burn(marker, KEPT_UNTIL, NOW);

            assertThat(open(TestIssuers.fresh()).burn(marker, KEPT_UNTIL, NOW)).isEqualTo(Burned.FIRST_TIME);
        }

        @Test
        @Tag("security-case-04")
        @Tag("security-case-05")
        void isTheFirstTimeForOneOfTwoInARace() {
            assertOneIsFirst(2);
        }

        @Test
        @Tag("security-case-04")
        @Tag("security-case-05")
        void isTheFirstTimeForOneOfEightInARace() {
            assertOneIsFirst(8);
        }

        private void assertOneIsFirst(int callers) {
            List<Integer> first = race(callers)
                    .winners(
                            () -> {
                                Digest marker = TestGrants.digest();
                                return caller -> store.burn(marker, KEPT_UNTIL, NOW);
                            },
                            Burned.FIRST_TIME::equals);

            assertThat(first).isNotEmpty().containsOnly(1);
        }
    }
}
