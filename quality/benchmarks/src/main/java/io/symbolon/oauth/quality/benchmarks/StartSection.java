// SPDX-License-Identifier: Apache-2.0
package io.symbolon.oauth.quality.benchmarks;

import io.symbolon.oauth.quality.benchmarks.load.Connection;
import io.symbolon.oauth.quality.benchmarks.load.ServerProcess;
import io.symbolon.oauth.quality.benchmarks.server.Registered;
import io.symbolon.oauth.quality.benchmarks.server.SubjectServer;
import java.util.ArrayList;
import java.util.List;

/** How long it takes from the start of a Java process until it has answered a token request. */
final class StartSection implements Section {

    private static final double MOST_SECONDS = 1.5;

    @Override
    public String name() {
        return "start";
    }

    @Override
    public List<Figure> measure(Plan plan) {
        List<Double> seconds = new ArrayList<>();
        for (int i = 0; i < plan.repetitions(); i++) {
            seconds.add(startToFirstToken());
        }
        return List.of(Figure.amount(
                "seconds from the start of the process to its first token", Spread.of(seconds), "%.2f", MOST_SECONDS));
    }

    private static double startToFirstToken() {
        long start = System.nanoTime();
        try (ServerProcess process = ServerProcess.start(List.of(), SubjectServer.class, "0");
                Connection connection = Connection.open(process.port())) {
            connection.ask(Rig.tokenRequest(Registered.OPAQUE_CLIENT));
            return (System.nanoTime() - start) / 1e9;
        }
    }
}
