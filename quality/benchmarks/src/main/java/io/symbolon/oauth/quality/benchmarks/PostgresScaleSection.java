// SPDX-License-Identifier: Apache-2.0
package io.symbolon.oauth.quality.benchmarks;

import io.symbolon.oauth.quality.benchmarks.server.RecordedStatements;
import io.symbolon.oauth.quality.benchmarks.server.ScaledStore;
import io.symbolon.oauth.quality.databases.Database;
import io.symbolon.oauth.quality.databases.Databases;
import io.symbolon.oauth.quality.databases.RunningDatabase;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Consumer;
import java.util.stream.Stream;

/** Whether the stores on PostgreSQL take as long with many tokens as with a hundredth of them. */
final class PostgresScaleSection implements Section {

    private static final int FEWER = 100;
    private static final double MOST_TIMES_AS_LONG = 1.5;

    /** With fewer rows a sequential scan may well be the quickest way. */
    private static final int ENOUGH_FOR_INDEXES = 100_000;

    private static final String SEQUENTIAL_SCANS =
            "SELECT sum(seq_scan) FROM pg_stat_user_tables" + " WHERE relname IN ('oauth_access_token', 'oauth_grant')";

    @Override
    public String name() {
        return "postgres-scale";
    }

    @Override
    public double minutes(Plan plan) {
        return operations().size() * plan.minutes(2) + plan.storedTokens() / 2e5;
    }

    @Override
    public Reach reach() {
        return Reach.FIRST_PLATFORM;
    }

    @Override
    public List<Figure> measure(Plan plan) {
        int many = plan.storedTokens();
        int few = Math.max(many / FEWER, 1);
        RunningDatabase postgres = Databases.postgres();
        Database large = postgres.freshDatabase();
        List<Figure> figures = new ArrayList<>();
        RecordedStatements recorded = new RecordedStatements(large);
        long before;
        try (ScaledStore small = filled(postgres.freshDatabase(), few);
                ScaledStore big = filled(large, many);
                ScaledStore watched = ScaledStore.over(recorded.recording(), many)) {
            before = Sql.number(large, SEQUENTIAL_SCANS);
            for (Map.Entry<String, Consumer<ScaledStore>> operation :
                    operations().entrySet()) {
                figures.addAll(compare(plan, operation.getKey(), operation.getValue(), small, big, many, few));
                Sql.execute(large, "DELETE FROM oauth_lease");
                figures.add(plans(operation.getKey(), operation.getValue(), watched, recorded, many));
            }
        }
        long scans = Sql.number(large, SEQUENTIAL_SCANS) - before;
        figures.add(Figure.fact(
                "sequential scans of the larger tables of tokens and grants meanwhile",
                Long.toString(scans),
                many < ENOUGH_FOR_INDEXES || scans == 0));
        return figures;
    }

    private static Map<String, Consumer<ScaledStore>> operations() {
        Map<String, Consumer<ScaledStore>> operations = new LinkedHashMap<>();
        operations.put("issue", ScaledStore::issue);
        operations.put("introspect", ScaledStore::introspect);
        operations.put("refresh", ScaledStore::refresh);
        operations.put("issue and revoke by grant", ScaledStore::issueAndRevokeGrant);
        operations.put("revoke by client", ScaledStore::revokeByClient);
        operations.put("revoke by subject", ScaledStore::revokeBySubject);
        operations.put("issue and prune 20", ScaledStore::issueAndPrune);
        return operations;
    }

    private static List<Figure> compare(
            Plan plan,
            String what,
            Consumer<ScaledStore> operation,
            ScaledStore small,
            ScaledStore large,
            int many,
            int few) {
        String stored = what + ", PostgreSQL, one thread, %,d tokens and grants stored";
        String fewStored = String.format(Locale.ROOT, stored, few);
        String manyStored = String.format(Locale.ROOT, stored, many);
        try (LineUp lineUp = new LineUp()) {
            lineUp.addPlain(fewStored, repeated(operation, small));
            lineUp.addPlain(manyStored, repeated(operation, large));
            SideBySide measured = lineUp.measure(plan);
            List<Figure> figures = new ArrayList<>(measured.rates());
            figures.add(Figure.atMost(
                    "time of the latter beside the former",
                    measured.ratio(fewStored, manyStored),
                    "%.2f",
                    MOST_TIMES_AS_LONG));
            return figures;
        }
    }

    /** How the database finds the rows of each statement of the operation; by an index, if there are many. */
    private static Figure plans(
            String what, Consumer<ScaledStore> operation, ScaledStore store, RecordedStatements recorded, int many) {
        recorded.forget();
        operation.accept(store);
        List<String> accesses = recorded.accesses();
        boolean found = accesses.stream().noneMatch(PostgresScaleSection::readsWholeTable);
        return Figure.fact(
                "plans of " + what,
                accesses.isEmpty() ? "inserts alone" : String.join("<br>", accesses),
                many < ENOUGH_FOR_INDEXES || found);
    }

    /** There is one issuer, a few clients and a few leases; the other tables grow. */
    private static boolean readsWholeTable(String access) {
        return access.startsWith("Seq Scan on ")
                && Stream.of("oauth_issuer", "oauth_client", "oauth_lease").noneMatch(access::contains);
    }

    private static Contender repeated(Consumer<ScaledStore> operation, ScaledStore store) {
        return (Duration duration) -> {
            long start = System.nanoTime();
            long count = 0;
            long now;
            do {
                operation.accept(store);
                count++;
                now = System.nanoTime();
            } while (now - start < duration.toNanos());
            return new Sample(count, now - start, 0);
        };
    }

    private static ScaledStore filled(Database database, int rows) {
        ScaledStore store = ScaledStore.filled(database.url(), database.user(), database.password(), rows);
        Sql.execute(database, "VACUUM ANALYZE");
        return store;
    }
}
