// SPDX-License-Identifier: Apache-2.0
package io.symbolon.oauth.quality.faults;

import static org.assertj.core.api.Assertions.assertThat;

import io.symbolon.oauth.quality.databases.Database;
import io.symbolon.oauth.quality.databases.Engine;
import io.symbolon.oauth.testkit.RawRequest;
import io.symbolon.oauth.testkit.RawResponse;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import java.util.function.BiFunction;
import java.util.function.Function;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What the other tests judge by is shown a database that does not keep what it was told, and must notice it. */
final class ForgetfulDatabaseTest {

    private static final Duration WINDOW = Duration.ofMinutes(1);
    private static final int ROUNDS = 5;
    private static final String FORGETS_THAT_CODES_WERE_SPENT =
            "CREATE TRIGGER forgets BEFORE UPDATE ON oauth_redeemable FOR EACH ROW SET NEW.state = OLD.state";
    private static final String FORGETS_THAT_TOKENS_WERE_ROTATED =
            "CREATE TRIGGER forgets BEFORE UPDATE ON oauth_grant FOR EACH ROW"
                    + " SET NEW.refresh_digest = COALESCE(OLD.refresh_digest, NEW.refresh_digest)";

    @Test
    void hasARaceForACodeWonMoreThanOnce() {
        assertNoticed(
                FORGETS_THAT_CODES_WERE_SPENT,
                Duration.ZERO,
                NodesRacingTest::codeRequest,
                NodesRacingTest::oneWinner,
                " winners");
    }

    @Test
    void hasARaceForARefreshTokenWonMoreThanOnce() {
        assertNoticed(
                FORGETS_THAT_TOKENS_WERE_ROTATED,
                Duration.ZERO,
                NodesRacingTest::refreshRequest,
                NodesRacingTest::oneWinner,
                " winners");
    }

    @Test
    void hasARefreshTokenFollowedByMoreThanOne() {
        assertNoticed(
                FORGETS_THAT_TOKENS_WERE_ROTATED,
                WINDOW,
                NodesRacingTest::refreshRequest,
                NodesRacingTest::oneSuccessor,
                " successors");
    }

    @Test
    void showsTheClientsCodesThatAreRedeemedTwiceAndTokensThatAreMissing() {
        Database database = Engine.MARIADB.shared().freshDatabase();
        try (Node node = Node.on(database, WINDOW)) {
            execute(database, FORGETS_THAT_CODES_WERE_SPENT);
            Load.Tally tally;
            try (Load load = Load.on(node)) {
                load.awaitAnswers(50);
                tally = load.stop();
            }
            assertThat(tally.missing(node)).isEmpty();

            execute(database, "DELETE FROM oauth_access_token");

            assertThat(tally.redeemedTwice()).isPositive();
            assertThat(tally.missing(node)).containsAll(tally.answered());
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "DELETE FROM oauth_access_token WHERE grant_id IS NOT NULL",
                "DELETE FROM oauth_grant",
                "UPDATE oauth_redeemable SET state = 1 WHERE state = 3",
                "UPDATE oauth_redeemable SET state = 3 WHERE state = 1",
                "UPDATE oauth_grant SET refresh_digest = NULL",
                "UPDATE oauth_grant SET refresh_generation = refresh_generation + 1",
                "UPDATE oauth_grant SET refresh_repeats = refresh_repeats + 1",
                "INSERT INTO oauth_access_token SELECT issuer, HASH('SHA-256', id), client, subject_type, subject, scopes,"
                        + " audience, grant_id, further_grants, origin, sender_key, claims, issued_at, expires_at, kept_until,"
                        + " revoked FROM oauth_access_token"
            })
    void showsRowsThatAreHalfWritten(String manipulation) {
        Database database = Engine.H2_MEMORY.shared().freshDatabase();
        try (Node node = Node.on(database, WINDOW)) {
            node.client().codeFor("alice");
            node.client().refresh(node.client().tokensFor("bob"));
            Rows rows = new Rows(database);
            assertThat(rows.halfWritten()).isZero();

            execute(database, manipulation);

            assertThat(rows.halfWritten()).isPositive();
        }
    }

    private static void assertNoticed(
            String trigger,
            Duration window,
            BiFunction<Arena, String, RawRequest> making,
            Function<List<RawResponse>, String> violationIn,
            String violation) {
        try (Arena arena = Arena.on(Engine.MARIADB, window)) {
            execute(arena.database(), trigger);

            Arena.Result result = arena.run(ROUNDS, account -> making.apply(arena, account), violationIn);

            assertThat(result.violations()).isNotEmpty().allMatch(found -> found.contains(violation));
        }
    }

    private static void execute(Database database, String statement) {
        try (Connection connection = database.dataSource().getConnection();
                Statement prepared = connection.createStatement()) {
            prepared.execute(statement);
        } catch (SQLException e) {
            throw new AssertionError(statement, e);
        }
    }
}
