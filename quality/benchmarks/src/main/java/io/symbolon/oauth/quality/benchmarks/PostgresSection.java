// SPDX-License-Identifier: Apache-2.0
package io.symbolon.oauth.quality.benchmarks;

import io.symbolon.oauth.quality.benchmarks.load.Crowd;
import io.symbolon.oauth.quality.benchmarks.load.RawInserts;
import io.symbolon.oauth.quality.benchmarks.server.Registered;
import io.symbolon.oauth.quality.databases.Database;
import io.symbolon.oauth.quality.databases.Databases;
import io.symbolon.oauth.quality.databases.RunningDatabase;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Everything on PostgreSQL as it comes, with 16 and 64 connections of load: client credentials and whole journeys, beside bare inserts,
 * the bare servlet and Spring Authorization Server.
 */
final class PostgresSection implements Section {

    static final String JOURNEYS = "journeys (code, PKCE, refresh), PostgreSQL";
    static final String SPRING_JOURNEYS = "Spring Authorization Server, JDBC with the indexes that it lacks, journeys";

    private static final double TIMES_SPRING = 5;
    private static final int LARGE_COMMIT = 64;
    private static final double OF_SERIES = 0.45;
    private static final String SINGLES = "rows by bare JDBC, one in each commit";
    private static final String MANY = "rows by bare JDBC, 64 in each commit";
    private static final String TOKENS = "client credentials, opaque token, PostgreSQL";
    static final int MORE_CONNECTIONS = 64;
    static final String OVER_MORE = ", 64 connections";
    private static final String TOKENS_OF_MORE = TOKENS + OVER_MORE;
    private static final String SPRING_TOKENS =
            "Spring Authorization Server, JDBC with the indexes that it lacks, tokens";

    @Override
    public String name() {
        return "postgres";
    }

    @Override
    public double minutes(Plan plan) {
        return plan.minutes(6) + plan.minutes(3);
    }

    @Override
    public Reach reach() {
        return Reach.EACH_KIND_OF_THREADS;
    }

    @Override
    public List<Figure> measure(Plan plan) {
        RunningDatabase postgres = Databases.postgres();
        Database raw = postgres.freshDatabase();
        RawInserts.createTable(raw.dataSource());
        try (LineUp servers = new LineUp()) {
            Rig ours = servers.closing(Rig.on(postgres.freshDatabase()));
            Optional<Rig> spring = Rig.spring(plan, postgres.freshDatabase()).map(servers::closing);
            List<Figure> figures = new ArrayList<>(tokens(plan, ours, spring, raw));
            figures.addAll(journeys(plan, ours, spring));
            return figures;
        }
    }

    private static List<Figure> tokens(Plan plan, Rig ours, Optional<Rig> spring, Database raw) {
        try (LineUp lineUp = new LineUp()) {
            lineUp.add(Peers.BARE, lineUp.closing(Rig.bare()).fixedAnswers());
            lineUp.add(SINGLES, inserts(raw, 1));
            lineUp.add(MANY, inserts(raw, LARGE_COMMIT));
            lineUp.add(TOKENS, ours.tokens(Registered.OPAQUE_CLIENT));
            lineUp.add(TOKENS_OF_MORE, ours.tokens(Registered.OPAQUE_CLIENT, MORE_CONNECTIONS));
            spring.ifPresent(peer -> lineUp.add(SPRING_TOKENS, peer.tokens(Registered.OPAQUE_CLIENT)));
            SideBySide measured = lineUp.measure(plan);
            List<Figure> figures = new ArrayList<>(measured.rates());
            figures.add(ofSeries(measured, TOKENS));
            figures.add(ofSeries(measured, TOKENS_OF_MORE));
            figures.add(timesSpring(measured, TOKENS, SPRING_TOKENS));
            figures.add(timesSpring(measured, TOKENS_OF_MORE, SPRING_TOKENS));
            return figures;
        }
    }

    private static Figure ofSeries(SideBySide measured, String tokens) {
        return Figure.atLeast(
                tokens + ", of the bare servlet followed by commits of 64 rows",
                measured.compare(rates -> rates.of(tokens) * (1 / rates.of(Peers.BARE) + 1 / rates.of(MANY))),
                OF_SERIES);
    }

    private static List<Figure> journeys(Plan plan, Rig ours, Optional<Rig> spring) {
        try (LineUp lineUp = new LineUp()) {
            lineUp.add(JOURNEYS, ours.journeys());
            lineUp.add(JOURNEYS + OVER_MORE, ours.journeys(MORE_CONNECTIONS));
            spring.ifPresent(peer -> lineUp.add(SPRING_JOURNEYS, peer.journeys()));
            SideBySide measured = lineUp.measure(plan);
            List<Figure> figures = new ArrayList<>(measured.rates());
            figures.add(timesSpring(measured, JOURNEYS, SPRING_JOURNEYS));
            figures.add(timesSpring(measured, JOURNEYS + OVER_MORE, SPRING_JOURNEYS));
            return figures;
        }
    }

    static Figure timesSpring(SideBySide measured, String ours, String spring) {
        return Peers.times(measured, ours, "Spring Authorization Server", spring, TIMES_SPRING);
    }

    private static Crowd inserts(Database raw, int rows) {
        return new Crowd(() -> new RawInserts(raw.dataSource(), rows), () -> Duration.ZERO);
    }
}
