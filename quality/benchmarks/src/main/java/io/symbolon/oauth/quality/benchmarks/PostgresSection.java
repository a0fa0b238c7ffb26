// SPDX-License-Identifier: Apache-2.0
package io.symbolon.oauth.quality.benchmarks;

import io.symbolon.oauth.quality.benchmarks.load.Crowd;
import io.symbolon.oauth.quality.benchmarks.load.Journeys;
import io.symbolon.oauth.quality.benchmarks.load.RawInserts;
import io.symbolon.oauth.quality.benchmarks.load.ServerProcess;
import io.symbolon.oauth.quality.benchmarks.load.TokenRequests;
import io.symbolon.oauth.quality.benchmarks.server.DatabaseServer;
import io.symbolon.oauth.quality.benchmarks.server.Registered;
import io.symbolon.oauth.quality.databases.Database;
import io.symbolon.oauth.quality.databases.Databases;
import io.symbolon.oauth.quality.databases.RunningDatabase;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * Everything on PostgreSQL as it comes, with 16 connections of load: client credentials and whole journeys, beside Spring
 * Authorization Server and beside bare inserts.
 */
final class PostgresSection implements Section {

    private static final int LARGE_COMMIT = 64;
    private static final double FASTER_THAN_PEER = 3;
    private static final String PEER = "Spring Authorization Server, JDBC with the indexes that it lacks, ";

    @Override
    public String name() {
        return "postgres";
    }

    @Override
    public List<Figure> measure(Plan plan) {
        RunningDatabase postgres = Databases.postgres();
        Database ours = postgres.freshDatabase();
        Database raw = postgres.freshDatabase();
        RawInserts.createTable(raw.dataSource());
        try (ServerProcess server =
                ServerProcess.start(Rig.HEAP, DatabaseServer.class, ours.url(), ours.user(), ours.password())) {
            Optional<ServerProcess> peer = SpringPeer.start(postgres.freshDatabase());
            try {
                List<Figure> figures = new ArrayList<>(tokens(plan, server, peer, raw));
                figures.addAll(journeys(plan, server, peer));
                return figures;
            } finally {
                peer.ifPresent(ServerProcess::close);
            }
        }
    }

    private static List<Figure> tokens(Plan plan, ServerProcess server, Optional<ServerProcess> peer, Database raw) {
        Supplier<Duration> noServer = () -> Duration.ZERO;
        try (Crowd singles = new Crowd(() -> new RawInserts(raw.dataSource(), 1), noServer);
                Crowd many = new Crowd(() -> new RawInserts(raw.dataSource(), LARGE_COMMIT), noServer);
                Crowd ours = tokens(server, "/token");
                Crowd theirs = peer.map(process -> tokens(process, SpringPeer.TOKEN_PATH))
                        .orElse(ours)) {
            SideBySide measured = peer.isPresent()
                    ? SideBySide.measure(plan, singles, many, ours, theirs)
                    : SideBySide.measure(plan, singles, many, ours);
            List<Figure> figures = new ArrayList<>();
            figures.add(Figure.rate("rows by bare JDBC, one in each commit", measured, 0));
            figures.add(Figure.rate("rows by bare JDBC, 64 in each commit", measured, 1));
            figures.addAll(beside(peer, measured, 2, 3, "client credentials, opaque token, PostgreSQL"));
            figures.add(Figure.others(measured));
            return figures;
        }
    }

    private static List<Figure> journeys(Plan plan, ServerProcess server, Optional<ServerProcess> peer) {
        try (Crowd ours = journeys(server, "/authorize", "/token");
                Crowd theirs = peer.map(process -> journeys(process, SpringPeer.AUTHORIZE_PATH, SpringPeer.TOKEN_PATH))
                        .orElse(ours)) {
            SideBySide measured =
                    peer.isPresent() ? SideBySide.measure(plan, ours, theirs) : SideBySide.measure(plan, ours);
            List<Figure> figures =
                    new ArrayList<>(beside(peer, measured, 0, 1, "journeys (code, PKCE, refresh), PostgreSQL"));
            figures.add(Figure.others(measured));
            return figures;
        }
    }

    private static List<Figure> beside(
            Optional<ServerProcess> peer, SideBySide measured, int ours, int theirs, String what) {
        if (peer.isEmpty()) {
            return List.of(
                    Figure.rate(what, measured, ours),
                    new Figure(PEER + "is skipped: it was not built", "", "", "", ""));
        }
        return List.of(
                Figure.rate(PEER + what, measured, theirs),
                Figure.rate(what, measured, ours, theirs, FASTER_THAN_PEER));
    }

    private static Crowd tokens(ServerProcess server, String path) {
        return new Crowd(
                () -> new TokenRequests(server.port(), path, Registered.OPAQUE_CLIENT, Registered.SECRET),
                server::processorTime);
    }

    private static Crowd journeys(ServerProcess server, String authorizePath, String tokenPath) {
        return new Crowd(
                () -> new Journeys(
                        server.port(), authorizePath, tokenPath, Registered.OPAQUE_CLIENT, Registered.SECRET),
                server::processorTime);
    }
}
