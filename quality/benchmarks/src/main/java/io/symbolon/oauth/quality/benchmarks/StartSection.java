// SPDX-License-Identifier: Apache-2.0
package io.symbolon.oauth.quality.benchmarks;

import io.symbolon.oauth.quality.benchmarks.load.Connection;
import io.symbolon.oauth.quality.benchmarks.load.FormPost;
import io.symbolon.oauth.quality.benchmarks.load.ServerProcess;
import io.symbolon.oauth.quality.benchmarks.server.Registered;
import io.symbolon.oauth.quality.benchmarks.server.SubjectServer;
import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.DoubleSupplier;

/** How long it takes from the start of a Java process until it has answered a token request: the quickstart, and a peer. */
final class StartSection implements Section {

    private static final String QUICKSTART =
            "seconds from the start of the process to its first token, quickstart in memory";
    private static final String PLAIN = "the same, a server as it comes on Jetty";
    private static final String SPRING = "the same, Spring Authorization Server in memory";
    private static final double MOST_SECONDS = 1.0;
    private static final double PART_OF_SPRING = 1.0 / 3;

    /** What {@code ./quickstart} starts its JVM with; the others get the same. */
    private static final List<String> JVM_OPTIONS = List.of("-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1");

    private static final String ISSUER = "http://127.0.0.1:";
    private static final String ROBOT = "photo-robot";
    private static final String ROBOT_SECRET = "photo-robot-secret-that-everybody-may-know";

    @Override
    public String name() {
        return "start";
    }

    @Override
    public double minutes(Plan plan) {
        return (plan.repetitions() + 1) * 0.15;
    }

    @Override
    public Reach reach() {
        return Reach.EACH_PLATFORM;
    }

    /** Each of them once in every repetition; before, once to no account, so that all finds its files in memory. */
    @Override
    public List<Figure> measure(Plan plan) {
        Map<String, DoubleSupplier> starts = new LinkedHashMap<>();
        Optional<Path> quickstart = quickstart();
        quickstart.ifPresent(jar -> starts.put(QUICKSTART, () -> quickstart(jar)));
        starts.put(PLAIN, StartSection::plain);
        if (SpringPeer.isThere(plan)) {
            starts.put(SPRING, () -> spring(plan));
        }
        Map<String, List<Double>> seconds = new LinkedHashMap<>();
        for (int i = 0; i <= plan.repetitions(); i++) {
            starts.forEach((name, start) ->
                    seconds.computeIfAbsent(name, any -> new ArrayList<>()).add(start.getAsDouble()));
        }
        seconds.values().forEach(each -> each.remove(0));
        return figures(seconds);
    }

    private static List<Figure> figures(Map<String, List<Double>> seconds) {
        List<Figure> figures = new ArrayList<>();
        seconds.forEach((name, each) -> figures.add(
                name.equals(QUICKSTART)
                        ? Figure.atMost(name, Spread.of(each), "%.2f", MOST_SECONDS)
                        : Figure.plain(name, Spread.of(each), "%.2f")));
        String beside = "start of the quickstart, beside Spring Authorization Server's";
        if (seconds.containsKey(QUICKSTART) && seconds.containsKey(SPRING)) {
            List<Double> ratios = new ArrayList<>();
            for (int i = 0; i < seconds.get(SPRING).size(); i++) {
                ratios.add(seconds.get(QUICKSTART).get(i) / seconds.get(SPRING).get(i));
            }
            figures.add(Figure.atMost(beside, Spread.of(ratios), "%.2f", PART_OF_SPRING));
        } else {
            figures.add(Figure.skipped(beside, "one of them is not there"));
        }
        return figures;
    }

    private static Optional<Path> quickstart() {
        return Built.sample("quickstart")
                .filter(target -> Files.isDirectory(target.resolve("lib")))
                .map(target -> target.resolve("quickstart.jar"))
                .filter(Files::exists);
    }

    private static double quickstart(Path jar) {
        long start = System.nanoTime();
        try (ServerProcess process = ServerProcess.start(
                JVM_OPTIONS,
                jar + File.pathSeparator + jar.resolveSibling("lib") + File.separator + "*",
                "io.symbolon.oauth.samples.quickstart.Quickstart",
                "--memory",
                "--port",
                "0")) {
            String line = process.nextLine();
            while (!line.contains(ISSUER) || !line.endsWith("/oauth")) {
                line = process.nextLine();
            }
            int port = Integer.parseInt(
                    line.substring(line.indexOf(ISSUER) + ISSUER.length(), line.length() - "/oauth".length()));
            return firstToken(
                    start, port, FormPost.bytes("/oauth/token", ROBOT, ROBOT_SECRET, "grant_type=client_credentials"));
        }
    }

    private static double plain() {
        long start = System.nanoTime();
        try (ServerProcess process = ServerProcess.start(JVM_OPTIONS, SubjectServer.class, "0")) {
            return firstToken(start, process.port(), tokenRequest(Server.OURS));
        }
    }

    private static double spring(Plan plan) {
        long start = System.nanoTime();
        try (ServerProcess process = SpringPeer.startCold(plan, JVM_OPTIONS).orElseThrow()) {
            return firstToken(start, process.port(), tokenRequest(Server.SPRING));
        }
    }

    private static byte[] tokenRequest(Server server) {
        return FormPost.bytes(
                server.tokenPath(),
                Registered.OPAQUE_CLIENT,
                Registered.SECRET,
                "grant_type=client_credentials&scope=photos.read");
    }

    private static double firstToken(long start, int port, byte[] request) {
        try (Connection connection = Connection.open(port)) {
            connection.ask(request);
            return (System.nanoTime() - start) / 1e9;
        }
    }
}
