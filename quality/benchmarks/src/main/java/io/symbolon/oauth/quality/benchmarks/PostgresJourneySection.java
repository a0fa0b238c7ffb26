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
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** Journeys on PostgreSQL that holds grants with their tokens already: a hundredth, and all of them; beside a peer. */
final class PostgresJourneySection implements Section {

    private static final double MOST_TIMES_AS_LONG = 1.3;

    /** The peer never holds more, at 2.6 KB for each with its indexes; which is to its advantage. */
    private static final int MOST_OF_THE_PEER = Plan.FULL.manyRows();

    // of the grant with the number n, and of its access token
    private static final String GRANT_ID = "substring(sha256(('grant-' || n)::bytea) FROM 1 FOR 16)";
    private static final String SUBJECT = "'account-' || n";
    private static final Map<String, String> OF_GRANT =
            Map.of("id", GRANT_ID, "subject", SUBJECT, "refresh_digest", "sha256(('refresh-' || n)::bytea)");
    private static final Map<String, String> OF_TOKEN =
            Map.of("id", "sha256(('token-' || n)::bytea)", "subject", SUBJECT, "grant_id", GRANT_ID);

    @Override
    public String name() {
        return "postgres-journeys";
    }

    @Override
    public double minutes(Plan plan) {
        return plan.minutes(4) + plan.manyRows() / 4e5;
    }

    @Override
    public Reach reach() {
        return Reach.FIRST_PLATFORM;
    }

    @Override
    public List<Figure> measure(Plan plan) {
        String few = stored(PostgresSection.JOURNEYS, plan.rows());
        String many = stored(PostgresSection.JOURNEYS, plan.manyRows());
        String spring = stored(PostgresSection.SPRING_JOURNEYS, ofThePeer(plan));
        RunningDatabase postgres = Databases.postgres();
        try (LineUp lineUp = new LineUp()) {
            // connections are opened once all is filled, since they would idle for minutes
            Rig sparse = ours(lineUp, postgres.freshDatabase(), plan.rows());
            Rig full = ours(lineUp, postgres.freshDatabase(), plan.manyRows());
            Optional<Rig> peer = spring(plan, lineUp, postgres.freshDatabase());
            lineUp.add(few, sparse.journeys());
            lineUp.add(many, full.journeys());
            lineUp.add(many + PostgresSection.OVER_MORE, full.journeys(PostgresSection.MORE_CONNECTIONS));
            peer.ifPresent(rig -> lineUp.add(spring, rig.journeys()));
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

    private static int ofThePeer(Plan plan) {
        return Math.min(plan.manyRows(), MOST_OF_THE_PEER);
    }

    private static String stored(String what, int rows) {
        return String.format(Locale.ROOT, "%s, %,d grants stored", what, rows);
    }

    /** A grant with its tokens that our own store has written, and copies of it, each with values of its own. */
    private static Rig ours(LineUp lineUp, Database database, int rows) {
        ScaledStore.filled(database.url(), database.user(), database.password(), 1)
                .close();
        copyFirst(database, "oauth_grant", OF_GRANT, rows);
        copyFirst(database, "oauth_access_token", OF_TOKEN, rows);
        Sql.execute(database, "VACUUM ANALYZE");
        return lineUp.closing(Rig.on(database));
    }

    private static void copyFirst(Database database, String table, Map<String, String> own, int rows) {
        List<String> columns = Sql.texts(
                database, "SELECT column_name FROM information_schema.columns WHERE table_name = '" + table + "'");
        String values = columns.stream()
                .map(column -> own.getOrDefault(column, "copied." + column))
                .collect(Collectors.joining(", "));
        Sql.execute(
                database,
                "INSERT INTO " + table + " (" + String.join(", ", columns) + ") SELECT " + values
                        + " FROM (SELECT * FROM " + table + ") copied, generate_series(2, " + rows + ") n");
    }

    /** Copies of one of the peer's own authorizations, each with values of its own. */
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
                            + ofThePeer(plan)
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
