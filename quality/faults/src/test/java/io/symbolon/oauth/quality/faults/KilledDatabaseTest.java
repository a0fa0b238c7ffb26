// SPDX-License-Identifier: Apache-2.0
package io.symbolon.oauth.quality.faults;

import static org.assertj.core.api.Assertions.assertThat;

import io.symbolon.oauth.api.Secret;
import io.symbolon.oauth.jdbc.JdbcStorage;
import io.symbolon.oauth.quality.databases.Database;
import io.symbolon.oauth.quality.databases.Engine;
import io.symbolon.oauth.quality.databases.RunningDatabase;
import java.time.Duration;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * The database is killed in mid-load, all of its processes with {@code kill -9}, and started again: once, or as often as
 * {@code symbolon.kills} says.
 */
@Tag("security-case-1")
final class KilledDatabaseTest {

    private static final int KILLS = Integer.getInteger("symbolon.kills", 1);
    private static final Duration LONGEST_RECOVERY = Duration.ofSeconds(30);

    @ParameterizedTest
    @EnumSource(names = {"H2_SERVER", "POSTGRESQL", "MARIADB"})
    void losesNothingThatWasAnswered(Engine engine) {
        try (RunningDatabase running = engine.start()) {
            Database database = running.freshDatabase();
            try (Node node = Node.on(impatient(database), Duration.ofMinutes(1));
                    Load load = Load.on(node)) {
                Duration longest = Duration.ZERO;
                load.awaitAnswers(200);
                for (int kill = 0; kill < KILLS; kill++) {
                    running.kill();
                    load.awaitRefusals(20);
                    running.restart();
                    long restarted = System.nanoTime();
                    load.awaitAnswers(200);
                    Duration recovery = Duration.ofNanos(System.nanoTime() - restarted);
                    longest = recovery.compareTo(longest) > 0 ? recovery : longest;
                }
                Load.Tally tally = load.stop();

                Report.line("killed database: " + engine + ", " + KILLS + " x kill -9: " + tally.summary(node)
                        + "; 200 more answers at most " + longest.toMillis() + " ms after the restart");
                assertThat(tally.missing(node)).isEmpty();
                assertThat(tally.redeemedTwice()).isZero();
                assertThat(new Rows(database).halfWritten()).isZero();
                assertThat(longest).isLessThan(LONGEST_RECOVERY);
            }
        }
    }

    /** A request waits for a connection for a second only. */
    private static JdbcStorage.Builder impatient(Database database) {
        return JdbcStorage.at(database.url())
                .user(database.user())
                .password(Secret.of(database.password()))
                .connectionTimeout(Duration.ofSeconds(1));
    }
}
