// SPDX-License-Identifier: Apache-2.0
package io.symbolon.oauth.quality.faults;

import static org.assertj.core.api.Assertions.assertThat;

import io.symbolon.oauth.quality.databases.Engine;
import io.symbolon.oauth.testkit.CodeFlow.ObtainedCode;
import io.symbolon.oauth.testkit.RawRequest;
import io.symbolon.oauth.testkit.RawResponse;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * Two nodes share a database, and eight racers, four at each, present the same code or refresh token over HTTP at the same
 * moment: 100 times, or as often as {@code symbolon.rounds} says.
 */
@Tag("security-case-1")
@Tag("security-case-3")
@Tag("security-case-4")
final class NodesRacingTest {

    private static final int ROUNDS = Integer.getInteger("symbolon.rounds", 100);

    @ParameterizedTest
    @EnumSource(names = {"H2_SERVER", "POSTGRESQL", "MARIADB"})
    void aCodeIsRedeemedOnce(Engine engine) {
        try (Arena arena = Arena.on(engine, Duration.ZERO)) {
            Arena.Result result = arena.run(ROUNDS, account -> codeRequest(arena, account), NodesRacingTest::oneWinner);

            Report.line(result.summary(engine + ", authorization codes"));
            assertThat(result.violations()).isEmpty();
            assertThat(result.counts()).containsOnlyKeys("200", "400 invalid_grant");
            assertThat(result.counts()).containsEntry("200", (long) ROUNDS);
            assertThat(new Rows(arena.database()).halfWritten()).isZero();
        }
    }

    @ParameterizedTest
    @EnumSource(names = {"H2_SERVER", "POSTGRESQL", "MARIADB"})
    void aRefreshTokenIsUsedOnceWithoutAWindow(Engine engine) {
        try (Arena arena = Arena.on(engine, Duration.ZERO)) {
            Arena.Result result =
                    arena.run(ROUNDS, account -> refreshRequest(arena, account), NodesRacingTest::oneWinner);

            Report.line(result.summary(engine + ", refresh tokens without a window"));
            assertThat(result.violations()).isEmpty();
            assertThat(result.counts()).containsEntry("200", (long) ROUNDS);
            assertThat(new Rows(arena.database()).halfWritten()).isZero();
        }
    }

    @ParameterizedTest
    @EnumSource(names = {"H2_SERVER", "POSTGRESQL", "MARIADB"})
    void withinTheWindowAllGetTheSameSuccessor(Engine engine) {
        try (Arena arena = Arena.on(engine, Duration.ofMinutes(1))) {
            Arena.Result result =
                    arena.run(ROUNDS, account -> refreshRequest(arena, account), NodesRacingTest::oneSuccessor);

            Report.line(result.summary(engine + ", refresh tokens within the window"));
            assertThat(result.violations()).isEmpty();
            assertThat(result.counts()).containsOnlyKeys("200");
            assertThat(new Rows(arena.database()).halfWritten()).isZero();
        }
    }

    static RawRequest codeRequest(Arena arena, String account) {
        ObtainedCode code = arena.maker().client().codeFor(account);
        return Node.tokenRequest(code.tokenRequest());
    }

    static RawRequest refreshRequest(Arena arena, String account) {
        return Node.refreshRequest(
                arena.maker().client().tokensFor(account).refreshToken().orElseThrow());
    }

    static String oneWinner(List<RawResponse> answers) {
        long winners = answers.stream().filter(answer -> answer.status() == 200).count();
        long losers = answers.stream().filter(Answers::isInvalidGrant).count();
        return winners == 1 && losers == answers.size() - 1 ? "" : winners + " winners, " + losers + " losers";
    }

    static String oneSuccessor(List<RawResponse> answers) {
        Set<String> successors = answers.stream().map(Answers::refreshToken).collect(Collectors.toSet());
        return successors.size() == 1 && !successors.contains("") ? "" : successors.size() + " successors";
    }
}
