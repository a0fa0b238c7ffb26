// SPDX-License-Identifier: Apache-2.0
package io.symbolon.oauth.core.internal.token;

import static org.assertj.core.api.Assertions.assertThat;

import io.symbolon.oauth.api.Digest;
import io.symbolon.oauth.api.Secret;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;

class DigestsTest {

    private final Digests digests = new Digests();

    @Test
    void areThoseOfANewEngineEachTime() {
        for (String text : List.of("", "a", "x".repeat(63), "x".repeat(64), "x".repeat(1_000), "\u00e9\ud83d\ude00")) {
            assertThat(digests.of(Secret.of(text))).isEqualTo(Digest.of(Secret.of(text)));
        }
    }

    /** More threads than engines, so that some share a place and find it empty. */
    @Test
    void areNeverMixedUpBetweenThreads() throws Exception {
        ExecutorService threads = Executors.newFixedThreadPool(64);
        try {
            List<Callable<Boolean>> calls = new ArrayList<>();
            for (int i = 0; i < 64; i++) {
                Secret own = Secret.of("secret " + i);
                Digest expected = Digest.of(own);
                calls.add(() -> {
                    boolean right = true;
                    for (int round = 0; round < 2_000; round++) {
                        right &= digests.of(own).equals(expected);
                    }
                    return right;
                });
            }
            for (Future<Boolean> right : threads.invokeAll(calls)) {
                assertThat(right.get()).isTrue();
            }
        } finally {
            threads.shutdownNow();
        }
    }
}
