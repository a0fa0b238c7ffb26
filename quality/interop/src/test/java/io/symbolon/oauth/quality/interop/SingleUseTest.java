// SPDX-License-Identifier: Apache-2.0
package io.symbolon.oauth.quality.interop;

import static org.assertj.core.api.Assertions.assertThat;

import io.symbolon.oauth.api.store.TokenStore;
import io.symbolon.oauth.core.memory.InMemoryCapacity;
import io.symbolon.oauth.testkit.InterposedTokenStore;
import io.symbolon.oauth.testkit.ReplacedTokenStoreModule;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BiFunction;
import java.util.function.UnaryOperator;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * Eight racers present the same code, or the same refresh token, over HTTP at the same moment: 300 times, or as often as
 * {@code symbolon.rounds} says. Each race is seen to fail against a store that looks first and acts later.
 */
@Tag("security-case-1")
@Tag("security-case-3")
@Tag("security-case-4")
class SingleUseTest {

    private static final int ROUNDS = Integer.getInteger("symbolon.rounds", 300);
    private static final int ROUNDS_UNTIL_IT_SHOWS = 20;
    private static final Duration WINDOW = Duration.ofSeconds(60);
    private static final Path REPORT = Path.of("target", "single-use.txt");
    private static final Logger REFUSALS = Logger.getLogger("io.symbolon.oauth");

    /** What stands between the engine and the rows, and how many rounds run side by side on it. */
    private record Store(String words, int groups, UnaryOperator<TokenStore> between) {

        static final Store IN_MEMORY = new Store("the store in memory", 2, real -> real);
        static final Store SLOW = new Store("a store that takes 3 ms between reading and writing", 4, Store::slowed);
        static final Store TORN = new Store("a store that looks first and acts later", 1, TornTokenStore::new);

        private static TokenStore slowed(TokenStore real) {
            InterposedTokenStore slow = InterposedTokenStore.before(real);
            slow.at(InterposedTokenStore.Point.BEFORE_COMMIT, () -> LockSupport.parkNanos(3_000_000));
            return slow;
        }
    }

    @BeforeAll
    static void quiet() {
        REFUSALS.setLevel(Level.WARNING);
    }

    @AfterAll
    static void loud() {
        REFUSALS.setLevel(null);
    }

    @Nested
    @DisplayName("RFC 6749 §4.1.2, RFC 9700 §4.5: authorization codes")
    class Codes {

        @Test
        void areRedeemedOnce() {
            assertHolds("authorization codes", Store.IN_MEMORY, Duration.ZERO, SingleUse::codes);
        }

        @Test
        void areRedeemedOnceOnASlowStore() {
            assertHolds("authorization codes", Store.SLOW, Duration.ZERO, SingleUse::codes);
        }

        @Test
        void areSeenToBeRedeemedTwiceOnATornStore() {
            assertFails(Duration.ZERO, SingleUse::codes);
        }
    }

    @Nested
    @DisplayName("RFC 9700 §4.14.2: refresh tokens without a window")
    @Tag("security-case-7")
    @Tag("security-case-11")
    class RefreshTokensWithoutAWindow {

        @Test
        void areRedeemedOnce() {
            assertHolds(
                    "refresh tokens without a window",
                    Store.IN_MEMORY,
                    Duration.ZERO,
                    SingleUse::refreshTokensWithoutAWindow);
        }

        @Test
        void areRedeemedOnceOnASlowStore() {
            assertHolds(
                    "refresh tokens without a window",
                    Store.SLOW,
                    Duration.ZERO,
                    SingleUse::refreshTokensWithoutAWindow);
        }

        @Test
        void areSeenToBeRedeemedTwiceOnATornStore() {
            assertFails(Duration.ZERO, SingleUse::refreshTokensWithoutAWindow);
        }
    }

    @Nested
    @DisplayName("refresh tokens within the window")
    class RefreshTokensWithinTheWindow {

        @Test
        void haveOneSuccessor() {
            assertHolds(
                    "refresh tokens within the window",
                    Store.IN_MEMORY,
                    WINDOW,
                    SingleUse::refreshTokensWithinTheWindow);
        }

        @Test
        void haveOneSuccessorOnASlowStore() {
            assertHolds(
                    "refresh tokens within the window", Store.SLOW, WINDOW, SingleUse::refreshTokensWithinTheWindow);
        }

        @Test
        void areSeenToHaveSeveralOnATornStore() {
            assertFails(WINDOW, SingleUse::refreshTokensWithinTheWindow);
        }
    }

    private static void assertHolds(
            String what, Store store, Duration window, BiFunction<SingleUse, Integer, SingleUse.Result> race) {
        try (PhotoApplication application = givenApplication(store, window)) {
            SingleUse.Result result = race.apply(new SingleUse(application, store.groups), ROUNDS);

            report(result.summary(what + ", " + store.words));
            assertThat(result.violations()).isEmpty();
            assertThat(result.rounds()).isEqualTo(ROUNDS);
        }
    }

    private static void assertFails(Duration window, BiFunction<SingleUse, Integer, SingleUse.Result> race) {
        try (PhotoApplication application = givenApplication(Store.TORN, window)) {
            SingleUse.Result result = race.apply(new SingleUse(application, Store.TORN.groups), ROUNDS_UNTIL_IT_SHOWS);

            assertThat(result.violations()).isNotEmpty();
        }
    }

    private static PhotoApplication givenApplication(Store store, Duration window) {
        // all logins come from one address, which may start a tenth of these
        InMemoryCapacity manyLogins = InMemoryCapacity.standard().withInteractions(1_000_000);
        return PhotoApplication.start(
                settings -> settings.signingAlgorithms("ES256")
                        .refreshWindow(window)
                        .inMemory(manyLogins),
                server -> server.storage(new ReplacedTokenStoreModule(store.between)));
    }

    private static void report(String line) {
        System.out.println(line);
        try {
            Files.createDirectories(REPORT.toAbsolutePath().getParent());
            Files.writeString(REPORT, line + "\n", StandardOpenOption.CREATE, StandardOpenOption.APPEND);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
