// SPDX-License-Identifier: Apache-2.0
package io.symbolon.oauth.quality.faults;

import static org.assertj.core.api.Assertions.assertThat;

import io.symbolon.oauth.api.Response;
import io.symbolon.oauth.api.token.Redeemable;
import io.symbolon.oauth.jdbc.JdbcStorage.Migration;
import io.symbolon.oauth.quality.databases.Database;
import io.symbolon.oauth.quality.databases.Engine;
import io.symbolon.oauth.testkit.CodeFlow.ObtainedCode;
import io.symbolon.oauth.testkit.IssuedTokens;
import io.symbolon.oauth.testkit.RawConnection;
import io.symbolon.oauth.testkit.RawRequest;
import io.symbolon.oauth.testkit.RawResponse;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * A node dies in front of each thing that it asks of the database while it redeems, and behind the last one: nothing is half
 * done, and the next node goes on from there.
 */
@Tag("security-case-1")
final class KilledNodeTest {

    // Each step costs a JVM; the campaign takes all of them.
    private static final int STRIDE = Integer.getInteger("symbolon.stride", 4);
    private static final int TOKENS = 100;
    private static final Duration WINDOW = Duration.ofMinutes(1);

    @ParameterizedTest
    @EnumSource(names = {"POSTGRESQL", "MARIADB"})
    void redeemsACodeWhollyOrNotAtAll(Engine engine) {
        Database database = engine.shared().freshDatabase();
        Rows rows = new Rows(database);
        List<String> seen = new ArrayList<>();
        try (Node survivor = Node.on(database, WINDOW)) {
            boolean halted = true;
            for (int step = 1; halted; step += STRIDE) {
                ObtainedCode code = survivor.client().codeFor("account-" + step);
                long before = rows.accessTokens();
                Optional<String> at = haltedAtStep(step, database, Node.tokenRequest(code.tokenRequest()));
                halted = at.isPresent();

                boolean spent = survivor.stateOf(code).orElseThrow() == Redeemable.State.SPENT;
                assertThat(rows.accessTokens() - before).isEqualTo(spent ? 1 : 0);
                assertThat(rows.halfWritten()).isZero();
                Response next = survivor.client().redeem(code);
                assertThat(next.status()).isEqualTo(spent ? 400 : 200);
                seen.add(at.orElse("not at all") + (spent ? ": redeemed" : ": redeemed by the next node"));
            }
        }
        report(engine, "a code", seen);
        assertThat(seen).anyMatch(end -> end.endsWith("next node")).anyMatch(end -> end.endsWith(": redeemed"));
    }

    @ParameterizedTest
    @EnumSource(names = {"POSTGRESQL", "MARIADB"})
    void rotatesARefreshTokenWhollyOrNotAtAll(Engine engine) {
        Database database = engine.shared().freshDatabase();
        Rows rows = new Rows(database);
        List<String> seen = new ArrayList<>();
        try (Node survivor = Node.on(database, WINDOW)) {
            boolean halted = true;
            for (int step = 1; halted; step += STRIDE) {
                IssuedTokens tokens = survivor.client().tokensFor("account-" + step);
                long before = rows.accessTokens();
                Optional<String> at = haltedAtStep(
                        step,
                        database,
                        Node.refreshRequest(tokens.refreshToken().orElseThrow()));
                halted = at.isPresent();

                long written = rows.accessTokens() - before;
                assertThat(written).isBetween(0L, 1L);
                assertThat(rows.halfWritten()).isZero();
                // the client, which has heard nothing, asks again and gets the one successor
                assertThat(survivor.client().refresh(tokens).status()).isEqualTo(200);
                seen.add(at.orElse("not at all") + (written == 1 ? ": rotated" : ": rotated by the next node"));
            }
        }
        report(engine, "a refresh token", seen);
        assertThat(seen).anyMatch(end -> end.endsWith("next node")).anyMatch(end -> end.endsWith(": rotated"));
    }

    @ParameterizedTest
    @EnumSource(names = {"POSTGRESQL", "MARIADB", "H2_FILE"})
    void keepsAllThatItAnsweredBefore(Engine engine) {
        Database database = engine.shared().freshDatabase();
        List<String> answered = new ArrayList<>();
        try (NodeProcess node = NodeProcess.start(database, WINDOW, Migration.REQUIRED);
                RawConnection connection = RawConnection.to(node.port())) {
            for (int token = 0; token < TOKENS; token++) {
                answered.add(Answers.accessToken(connection.exchange(Node.clientCredentialsRequest())));
            }
            node.kill();
        }

        try (Node next = Node.on(database, WINDOW)) {
            List<String> missing =
                    answered.stream().filter(token -> !next.knows(token)).toList();
            Report.line("killed node: " + engine + ", kill -9 right after the last of " + answered.size() + " answers: "
                    + missing.size() + " tokens missing");
            assertThat(missing).isEmpty();
        }
    }

    /** Where it died; absent if it answered before it came so far. */
    private static Optional<String> haltedAtStep(int step, Database database, RawRequest request) {
        try (NodeProcess node = NodeProcess.start(database, WINDOW)) {
            node.haltAtStep(step);
            try {
                RawResponse answer = RawConnection.exchange(node.port(), request);
                assertThat(answer.status()).isEqualTo(200);
                return Optional.empty();
            } catch (UncheckedIOException e) {
                return Optional.of("before " + node.haltedAt());
            }
        }
    }

    private static void report(Engine engine, String what, List<String> seen) {
        Report.line("killed node: " + engine + ", " + what + ": died " + (seen.size() - 1) + " times: "
                + String.join(", ", seen) + "; nothing half-written");
    }
}
