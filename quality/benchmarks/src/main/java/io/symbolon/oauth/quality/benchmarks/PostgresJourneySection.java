// SPDX-License-Identifier: Apache-2.0
package io.symbolon.oauth.quality.benchmarks;

import io.symbolon.oauth.quality.benchmarks.load.ClosedLoop;
import io.symbolon.oauth.quality.benchmarks.server.ScaledStore;
import io.symbolon.oauth.quality.databases.Database;
import io.symbolon.oauth.quality.databases.Databases;
import io.symbolon.oauth.quality.databases.RunningDatabase;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** Journeys on PostgreSQL that holds grants with their tokens already: a hundredth, and all of them; beside a peer. */
final class PostgresJourneySection implements Section {

    private static final double MOST_TIMES_AS_LONG = 1.3;

    @Override
    public String name() {
        return "postgres-journeys";
    }

    @Override
    public double minutes(Plan plan) {
        return plan.minutes(4) + plan.manyRows() / 2e5;
    }

    @Override
    public Reach reach() {
        return Reach.FIRST_PLATFORM;
    }

    @Override
    public List<Figure> measure(Plan plan) {
        String few = stored(PostgresSection.JOURNEYS, plan.rows());
        String many = stored(PostgresSection.JOURNEYS, plan.manyRows());
        String spring = stored(PostgresSection.SPRING_JOURNEYS, plan.manyRows());
        RunningDatabase postgres = Databases.postgres();
        try (LineUp lineUp = new LineUp()) {
            lineUp.add(few, ours(lineUp, postgres.freshDatabase(), plan.rows()).journeys());
            Rig full = ours(lineUp, postgres.freshDatabase(), plan.manyRows());
            lineUp.add(many, full.journeys());
            lineUp.add(many + PostgresSection.OVER_MORE, full.journeys(PostgresSection.MORE_CONNECTIONS));
            spring(plan, lineUp, postgres.freshDatabase()).ifPresent(peer -> lineUp.add(spring, peer.journeys()));
            SideBySide measured = lineUp.measure(plan);
            List<Figure> figures = new ArrayList<>(measured.rates());
            figures.add(PostgresSection.timesSpring(measured, many, spring));
            figures.add(PostgresSection.timesSpring(measured, many + PostgresSection.OVER_MORE, spring));
            figures.add(Figure.atMost(
                    String.format(
                            Locale.ROOT,
                            "time of a journey with %,d grants stored, beside %,d",
                            plan.manyRows(),
                            plan.rows()),
                    measured.ratio(few, many),
                    "%.2f",
                    MOST_TIMES_AS_LONG));
            return figures;
        }
    }

    private static String stored(String what, int rows) {
        return String.format(Locale.ROOT, "%s, %,d grants stored", what, rows);
    }

    private static Rig ours(LineUp lineUp, Database database, int rows) {
        ScaledStore.filled(database.url(), database.user(), database.password(), rows)
                .close();
        Sql.execute(database, "VACUUM ANALYZE");
        return lineUp.closing(Rig.on(database));
    }

    /** As many copies of one of the peer's own authorizations, each with values of its own. */
    private static Optional<Rig> spring(Plan plan, LineUp lineUp, Database database) {
        Optional<Rig> peer = Rig.spring(plan, database).map(lineUp::closing);
        if (peer.isPresent()) {
            try (ClosedLoop journeys = peer.get().journeys()) {
                journeys.run(Duration.ZERO);
            }
            Sql.execute(
                    database,
                    "CREATE UNLOGGED TABLE filler AS SELECT copied.* FROM (SELECT * FROM oauth2_authorization"
                            + " WHERE refresh_token_value IS NOT NULL LIMIT 1) copied, generate_series(1, "
                            + plan.manyRows()
                            + ")");
            Sql.execute(
                    database,
                    "UPDATE filler SET id = gen_random_uuid()::text,"
                            + " authorization_code_value = gen_random_uuid()::text || gen_random_uuid()::text,"
                            + " access_token_value = gen_random_uuid()::text || gen_random_uuid()::text,"
                            + " refresh_token_value = gen_random_uuid()::text || gen_random_uuid()::text");
            Sql.execute(database, "INSERT INTO oauth2_authorization SELECT * FROM filler");
            Sql.execute(database, "DROP TABLE filler");
            Sql.execute(database, "VACUUM ANALYZE");
        }
        return peer;
    }
}
