// SPDX-License-Identifier: Apache-2.0
package io.symbolon.oauth.core;

import static com.google.inject.multibindings.Multibinder.newSetBinder;
import static org.assertj.core.api.Assertions.assertThat;

import com.google.inject.Module;
import com.sun.management.ThreadMXBean;
import io.symbolon.oauth.api.Claims;
import io.symbolon.oauth.api.Digest;
import io.symbolon.oauth.api.Response;
import io.symbolon.oauth.api.grant.Contribution;
import io.symbolon.oauth.api.grant.TokenContributor;
import io.symbolon.oauth.core.CountedCrypto.Work;
import io.symbolon.oauth.core.internal.token.TokenGenerator;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What a call costs, in counts and never in time. Whoever makes one cost more, or less, says so here. */
final class CostTest {

    @Nested
    @DisplayName("digests, MACs and signatures")
    class Crypto {

        // A client secret is digested to be compared; a code or token to be stored, and to be found. A code verifier is
        // digested for its challenge. A JWT is digested to be recognized, and so is its identifier when it is read; its
        // signature is verified the first time only. A refresh token has a MAC, and its successor is derived by
        // another.
        @ParameterizedTest
        @CsvSource(delimiter = '|', textBlock = """
                        CLIENT_CREDENTIALS     | {DIGEST=2}
                        CLIENT_CREDENTIALS_JWT | {DIGEST=2, SIGNATURE=1}
                        CODE                   | {DIGEST=5, MAC=1}
                        REFRESH                | {DIGEST=4, MAC=3}
                        INTROSPECTION          | {DIGEST=2}
                        AUTHENTICATE           | {DIGEST=1}
                        INTROSPECTION_JWT_AGAIN | {DIGEST=2}
                        AUTHENTICATE_JWT       | {DIGEST=2, VERIFICATION=1}
                        AUTHENTICATE_JWT_AGAIN | {DIGEST=1}
                        """)
        void areCounted(Call call, String expected) {
            try (CountedCrypto crypto = CountedCrypto.onThisThread();
                    ServerUnderTest running = Call.server()) {
                assertThat(workOf(call, running, crypto)).hasToString(expected);
            }
        }

        @Test
        void showOneMore() {
            try (CountedCrypto crypto = CountedCrypto.onThisThread();
                    ServerUnderTest running = Call.server(contributing(CostTest::digest))) {
                assertThat(workOf(Call.CLIENT_CREDENTIALS, running, crypto)).hasToString("{DIGEST=3}");
            }
        }

        private Map<Work, Integer> workOf(Call call, ServerUnderTest running, CountedCrypto crypto) {
            answered(call.prepare(running));
            Supplier<Response> prepared = call.prepare(running);
            crypto.taken();
            answered(prepared);
            Map<Work, Integer> taken = crypto.taken();
            taken.remove(Work.RANDOM_BYTE);
            return taken;
        }
    }

    @Nested
    @DisplayName("random bytes")
    class RandomBytes {

        private static final int CALLS = 400;

        // They are drawn in pieces, the last of which is not used up, and whose ends go to waste.
        private static final int TOLERANCE = 5;

        // A token is 34 bytes; a grant and a commit are 16 each; the secret of a first refresh token is 32.
        @ParameterizedTest
        @CsvSource(textBlock = """
                        CLIENT_CREDENTIALS,     50
                        CLIENT_CREDENTIALS_JWT, 50
                        CODE,                   82
                        REFRESH,                50
                        INTROSPECTION,          0
                        AUTHENTICATE,           0
                        """)
        void areFew(Call call, int each) {
            assertThat(drawnBy(call)).isBetween(each - TOLERANCE, each + TOLERANCE);
        }

        @Test
        void showOneMoreToken() {
            Module drawing = binder -> {
                TokenGenerator generator = new TokenGenerator();
                contributing(contribution -> {
                            generator.newSecret();
                            return Claims.none();
                        })
                        .configure(binder);
            };

            assertThat(drawnBy(Call.CLIENT_CREDENTIALS, drawing)).isGreaterThan(50 + TOLERANCE);
        }

        private int drawnBy(Call call, Module... besides) {
            try (CountedCrypto crypto = CountedCrypto.onThisThread();
                    ServerUnderTest running = Call.server(besides)) {
                List<Supplier<Response>> calls = Stream.generate(() -> call.prepare(running))
                        .limit(CALLS)
                        .toList();
                crypto.taken();
                calls.forEach(CostTest::answered);
                return crypto.taken().getOrDefault(Work.RANDOM_BYTE, 0) / CALLS;
            }
        }
    }

    @Nested
    @DisplayName("locks")
    class Locks {

        // SSMW is what Caffeine calls the cache that keeps what was verified.
        @ParameterizedTest
        @CsvSource(delimiter = '|', textBlock = """
                        CLIENT_CREDENTIALS     | {PackedSegment=1, RandomBytes=2}
                        CLIENT_CREDENTIALS_JWT | {RandomBytes=2}
                        CODE                   | {PackedSegment=2, RandomBytes=3, Stripes=2}
                        REFRESH                | {PackedSegment=2, RandomBytes=2, Stripes=1}
                        INTROSPECTION          | {}
                        AUTHENTICATE           | {}
                        AUTHENTICATE_JWT       | {SSMW=2}
                        AUTHENTICATE_JWT_AGAIN | {}
                        """)
        void areTaken(Call call, String expected) {
            try (ServerUnderTest running = Call.server()) {
                assertThat(locksOf(call, running)).hasToString(expected);
            }
        }

        @Test
        void showOneMore() {
            try (ServerUnderTest running = Call.server(contributing(new Locking()))) {
                assertThat(locksOf(Call.CLIENT_CREDENTIALS, running))
                        .hasToString("{Locking=1, PackedSegment=1, RandomBytes=2}");
            }
        }

        private Map<String, Integer> locksOf(Call call, ServerUnderTest running) {
            CountedLocks locks = CountedLocks.below(running.server);
            answered(call.prepare(running));
            Supplier<Response> prepared = call.prepare(running);
            locks.taken();
            answered(prepared);
            return locks.taken();
        }
    }

    @Nested
    @DisplayName("allocated bytes")
    class Allocation {

        private static final int WARM = 300;
        private static final int CALLS = 101;

        // A fifth more than what a JVM that has compiled little yet allocates for the median of these calls.
        @ParameterizedTest
        @CsvSource(textBlock = """
                        CLIENT_CREDENTIALS,      5_650
                        CLIENT_CREDENTIALS_JWT, 45_000
                        CODE,                   13_600
                        REFRESH,                14_400
                        INTROSPECTION,           3_900
                        AUTHENTICATE,            1_300
                        AUTHENTICATE_JWT,       67_500
                        AUTHENTICATE_JWT_AGAIN,  2_350
                        """)
        void areFew(Call call, String most) {
            try (ServerUnderTest running = Call.server()) {
                assertThat(bytesOf(call, running)).isBetween(1L, Long.parseLong(most.replace("_", "")));
            }
        }

        @Test
        void showFourKibibytesMore() {
            try (ServerUnderTest running = Call.server(contributing(new Wasting()))) {
                assertThat(bytesOf(Call.CLIENT_CREDENTIALS, running)).isGreaterThan(5_650);
            }
        }

        private long bytesOf(Call call, ServerUnderTest running) {
            ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
            assertThat(threads.isThreadAllocatedMemoryEnabled()).isTrue();
            for (int i = 0; i < WARM; i++) {
                answered(call.prepare(running));
            }
            long[] bytes = LongStream.range(0, CALLS)
                    .map(i -> {
                        Supplier<Response> prepared = call.prepare(running);
                        long before = threads.getCurrentThreadAllocatedBytes();
                        answered(prepared);
                        return threads.getCurrentThreadAllocatedBytes() - before;
                    })
                    .sorted()
                    .toArray();
            return bytes[CALLS / 2];
        }
    }

    /** A contributor that makes all responses queue. */
    private static final class Locking implements TokenContributor {

        private final ReentrantLock queue = new ReentrantLock();

        @Override
        public Claims contribute(Contribution contribution) {
            queue.lock();
            try {
                return Claims.none();
            } finally {
                queue.unlock();
            }
        }
    }

    /** A contributor that allocates what nobody needs. */
    private static final class Wasting implements TokenContributor {

        @SuppressWarnings("UnusedVariable") // what nobody can see, the JVM need not allocate
        private volatile byte[] wasted = {};

        @Override
        public Claims contribute(Contribution contribution) {
            wasted = new byte[4_096];
            return Claims.none();
        }
    }

    private static void answered(Supplier<Response> prepared) {
        assertThat(prepared.get().status()).isEqualTo(200);
    }

    private static Module contributing(TokenContributor contributor) {
        return binder ->
                newSetBinder(binder, TokenContributor.class).addBinding().toInstance(contributor);
    }

    private static Claims digest(Contribution contribution) {
        Digest.of("one more".getBytes(StandardCharsets.UTF_8));
        return Claims.none();
    }
}
