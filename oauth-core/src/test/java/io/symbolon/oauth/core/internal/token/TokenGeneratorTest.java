// SPDX-License-Identifier: Apache-2.0
package io.symbolon.oauth.core.internal.token;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.symbolon.oauth.api.GrantId;
import io.symbolon.oauth.api.Secret;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashSet;
import java.util.List;
import java.util.OptionalInt;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.FutureTask;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TokenGeneratorTest {

    private static final int THREADS = 8;

    private final TokenGenerator generator = new TokenGenerator();

    @Test
    @Tag("security-case-12")
    void makesNoTokenTwiceHoweverManyThreadsAskAtOnce() throws Exception {
        CyclicBarrier barrier = new CyclicBarrier(THREADS);
        Callable<List<String>> minting = () -> {
            barrier.await();
            return IntStream.range(0, 10_000)
                    .mapToObj(i -> generator.newToken(7).reveal())
                    .toList();
        };

        List<String> tokens = inThreads(minting);

        assertThat(tokens).hasSize(THREADS * 10_000).doesNotHaveDuplicates();
    }

    @Test
    @Tag("security-case-12")
    void makesNoSecretIdentifierOrCommitTwice() {
        Set<Object> made = new HashSet<>();

        for (int i = 0; i < 10_000; i++) {
            made.add(generator.newSecret().reveal());
            made.add(generator.newGrantId());
            made.add(generator.newCommitId());
        }

        assertThat(made).hasSize(30_000);
    }

    @Test
    void twoGeneratorsMakeDifferentTokens() {
        TokenGenerator other = new TokenGenerator();

        assertThat(other.newSecret()).isNotEqualTo(generator.newSecret());
    }

    @Test
    void startsATokenWithTheTagOfItsGrant() {
        for (int i = 0; i < 1_000; i++) {
            GrantId grant = generator.newGrantId();

            Secret token = generator.newToken(grant.tag());

            assertThat(token.length()).isEqualTo(TokenGenerator.TOKEN_LENGTH);
            assertThat(TokenGenerator.tagOf(token)).hasValue(grant.tag());
            assertThat(TokenGenerator.tagOf(Secret.of(grant.toString()))).hasValue(grant.tag());
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 63, 64, 8191, 16383})
    void keepsEveryBitOfATag(int tag) {
        assertThat(TokenGenerator.tagOf(generator.newToken(tag))).hasValue(tag);
    }

    @ParameterizedTest
    @ValueSource(ints = {-1, 16384})
    void refusesWhatIsNoTag(int tag) {
        assertThatIllegalArgumentException().isThrownBy(() -> generator.newToken(tag));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "AA", "A=A", "A A", "A+A", "A/A", "ÄAA"})
    void findsNoTagInWhatIsNoToken(String text) {
        assertThat(TokenGenerator.tagOf(Secret.of(text))).isEqualTo(OptionalInt.empty());
    }

    @Test
    void usesEveryTagAndEveryBit() {
        Set<Integer> tags = new HashSet<>();
        byte[] ones = new byte[32];
        byte[] zeros = new byte[32];

        for (int i = 0; i < 1_000; i++) {
            tags.add(TokenGenerator.tagOf(generator.newToken()).orElseThrow());
            byte[] secret = Base64.getUrlDecoder().decode(generator.newSecret().reveal());
            for (int at = 0; at < secret.length; at++) {
                ones[at] |= secret[at];
                zeros[at] |= (byte) ~secret[at];
            }
        }

        assertThat(tags).hasSizeGreaterThan(900).allMatch(tag -> tag >= 0 && tag < 16384);
        assertThat(ones).containsOnly(0xFF);
        assertThat(zeros).containsOnly(0xFF);
    }

    private static <T> List<T> inThreads(Callable<List<T>> work) throws Exception {
        List<FutureTask<List<T>>> tasks = new ArrayList<>();
        for (int i = 0; i < THREADS; i++) {
            FutureTask<List<T>> task = new FutureTask<>(work);
            tasks.add(task);
            new Thread(task).start();
        }
        List<T> all = new ArrayList<>();
        for (FutureTask<List<T>> task : tasks) {
            all.addAll(task.get());
        }
        return all;
    }
}
