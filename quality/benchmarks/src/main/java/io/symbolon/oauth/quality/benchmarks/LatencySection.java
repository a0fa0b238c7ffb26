// SPDX-License-Identifier: Apache-2.0
package io.symbolon.oauth.quality.benchmarks;

import io.symbolon.oauth.quality.benchmarks.load.ClosedLoop;
import io.symbolon.oauth.quality.benchmarks.load.OpenLoop;
import io.symbolon.oauth.quality.benchmarks.load.RawInserts;
import io.symbolon.oauth.quality.benchmarks.server.Registered;
import io.symbolon.oauth.quality.databases.Database;
import io.symbolon.oauth.quality.databases.Databases;
import io.symbolon.oauth.quality.databases.RunningDatabase;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * How long client credentials take when the load is half of what the server can bear at most, in memory beside the bare servlet,
 * and on PostgreSQL beside one raw commit. Both sides of a comparison get the same load, at the same times.
 */
final class LatencySection implements Section {

    private static final double TIMES_BARE = 3;
    private static final double TIMES_COMMIT = 5;
    private static final String IN_MEMORY = "client credentials, opaque token, in memory";
    private static final String ON_POSTGRES = "client credentials, opaque token, PostgreSQL";
    private static final String COMMIT = "one row by bare JDBC, committed";

    @Override
    public String name() {
        return "latency";
    }

    @Override
    public double minutes(Plan plan) {
        return plan.minutes(4) + 4 * plan.warmUp().toMillis() / 60_000.0;
    }

    @Override
    public Reach reach() {
        return Reach.EACH_PLATFORM;
    }

    @Override
    public List<Figure> measure(Plan plan) {
        List<Figure> figures = new ArrayList<>(inMemory(plan));
        figures.addAll(onPostgres(plan));
        return figures;
    }

    private static List<Figure> inMemory(Plan plan) {
        try (LineUp open = new LineUp()) {
            Rig bare = open.closing(Rig.bare());
            Rig subject = open.closing(Rig.subject(0));
            OpenLoop limit = open.closing(bare.fixedAnswersAtRate());
            OpenLoop tokens = open.closing(subject.tokensAtRate(Registered.OPAQUE_CLIENT));
            // the limit's code is compiled by as much load
            saturated(plan, bare.fixedAnswers());
            double rate = saturated(plan, subject.tokens(Registered.OPAQUE_CLIENT)) / 2;
            return figures(plan, rate, Peers.BARE, limit, IN_MEMORY, tokens, TIMES_BARE);
        }
    }

    private static List<Figure> onPostgres(Plan plan) {
        RunningDatabase postgres = Databases.postgres();
        Database raw = postgres.freshDatabase();
        RawInserts.createTable(raw.dataSource());
        try (LineUp open = new LineUp()) {
            Rig server = open.closing(Rig.on(postgres.freshDatabase()));
            OpenLoop commits = open.closing(new OpenLoop(() -> new RawInserts(raw.dataSource(), 1)));
            OpenLoop tokens = open.closing(server.tokensAtRate(Registered.OPAQUE_CLIENT));
            double rate = saturated(plan, server.tokens(Registered.OPAQUE_CLIENT)) / 2;
            return figures(plan, rate, COMMIT, commits, ON_POSTGRES, tokens, TIMES_COMMIT);
        }
    }

    /** What it bears at most, in operations per second. */
    private static double saturated(Plan plan, ClosedLoop load) {
        try (load) {
            load.run(plan.warmUp());
            return load.run(plan.measured()).perSecond();
        }
    }

    private static List<Figure> figures(
            Plan plan, double rate, String limitName, OpenLoop limit, String name, OpenLoop tokens, double atMost) {
        Latencies measured = Latencies.measure(plan, rate, limit, tokens);
        String load = String.format(Locale.ROOT, ", %%s, µs at %,.0f /s", rate);
        return List.of(
                Figure.plain(limitName + String.format(load, "p50"), measured.limitMicros(0.50), "%,.0f"),
                Figure.plain(limitName + String.format(load, "p99"), measured.limitMicros(0.99), "%,.0f"),
                Figure.plain(name + String.format(load, "p50"), measured.subjectMicros(0.50), "%,.0f"),
                Figure.plain(name + String.format(load, "p99"), measured.subjectMicros(0.99), "%,.0f"),
                Figure.atMost(name + ", p99 beside that of " + limitName, measured.ratio(0.99), "%.1f", atMost));
    }
}
