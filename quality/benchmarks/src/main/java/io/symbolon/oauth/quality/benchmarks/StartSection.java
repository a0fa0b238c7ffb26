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
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * How long it takes from the start of a Java process until it has answered a token request: the quickstart, and a peer. Both
 * with and without an archive of the classes that this takes (JEP 350); {@code ./quickstart} makes one, and the peer makes none
 * on its own.
 */
final class StartSection implements Section {

    private static final String QUICKSTART =
            "seconds from the start of the process to its first token, quickstart in memory";
    private static final String READING = "the same without the archive of its classes";
    private static final String PLAIN = "the same, a server as it comes on Jetty, without an archive";
    private static final String SPRING = "the same, Spring Authorization Server in memory";
    private static final String SPRING_MAPPING =
            "the same, Spring Authorization Server in memory, given an archive of its classes";
    private static final String BESIDE_SPRING = "start of the quickstart, beside Spring Authorization Server's";
    private static final double MOST_SECONDS = 1.0;
    private static final double PART_OF_SPRING = 1.0 / 3;

    /** What {@code ./quickstart} starts its JVM with; the others get the same. */
    private static final List<String> JVM_OPTIONS = List.of("-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1");

    private static final String ISSUER = "http://127.0.0.1:";
    private static final String ROBOT = "photo-robot";
    private static final String ROBOT_SECRET = "photo-robot-secret-that-everybody-may-know";

    /** Starts a program with these options of the JVM, and ends it; the seconds until it has answered. */
    private interface Start {
        double seconds(List<String> jvmOptions);
    }

    @Override
    public String name() {
        return "start";
    }

    @Override
    public double minutes(Plan plan) {
        return (plan.repetitions() + 2) * 0.2;
    }

    @Override
    public Reach reach() {
        return Reach.EACH_PLATFORM;
    }

    /** Each of them once in every repetition; before, once to no account, so that all finds its files in memory. */
    @Override
    public List<Figure> measure(Plan plan) {
        Map<String, DoubleSupplier> starts = new LinkedHashMap<>();
        quickstart().ifPresent(jar -> {
            starts.put(QUICKSTART, mapping("quickstart", options -> quickstart(jar, options)));
            starts.put(READING, () -> quickstart(jar, JVM_OPTIONS));
        });
        starts.put(PLAIN, StartSection::plain);
        if (SpringPeer.isThere(plan)) {
            starts.put(SPRING, () -> spring(plan, JVM_OPTIONS));
            starts.put(SPRING_MAPPING, mapping("spring", options -> spring(plan, options)));
        }
        Map<String, List<Double>> seconds = new LinkedHashMap<>();
        for (int i = 0; i <= plan.repetitions(); i++) {
            starts.forEach((name, start) ->
                    seconds.computeIfAbsent(name, any -> new ArrayList<>()).add(start.getAsDouble()));
        }
        seconds.values().forEach(each -> each.remove(0));
        return figures(seconds);
    }

    /** Starts it once, for an archive of the classes that it took, and then with that. */
    private static DoubleSupplier mapping(String name, Start start) {
        Path archive = Built.target().resolve(name + ".jsa");
        start.seconds(with("-XX:ArchiveClassesAtExit=" + archive, "-Xlog:disable"));
        if (!Files.exists(archive)) {
            throw new IllegalStateException("there is no archive of the classes of " + name);
        }
        List<String> options = with("-XX:SharedArchiveFile=" + archive, "-Xlog:cds=off", "-Xlog:cds+dynamic=off");
        return () -> start.seconds(options);
    }

    private static List<String> with(String... options) {
        return Stream.concat(JVM_OPTIONS.stream(), Stream.of(options)).toList();
    }

    private static List<Figure> figures(Map<String, List<Double>> seconds) {
        List<Figure> figures = new ArrayList<>();
        seconds.forEach((name, each) -> figures.add(
                name.equals(QUICKSTART)
                        ? Figure.atMost(name, Spread.of(each), "%.2f", MOST_SECONDS)
                        : Figure.plain(name, Spread.of(each), "%.2f")));
        if (seconds.containsKey(QUICKSTART) && seconds.containsKey(SPRING)) {
            figures.add(Figure.atMost(BESIDE_SPRING, beside(seconds, QUICKSTART, SPRING), "%.2f", PART_OF_SPRING));
            figures.add(Figure.plain("the same, both without an archive", beside(seconds, READING, SPRING), "%.2f"));
            figures.add(Figure.plain(
                    "the same, both with an archive", beside(seconds, QUICKSTART, SPRING_MAPPING), "%.2f"));
        } else {
            figures.add(Figure.skipped(BESIDE_SPRING, "one of them is not there"));
        }
        return figures;
    }

    private static Spread beside(Map<String, List<Double>> seconds, String name, String other) {
        List<Double> ours = seconds.getOrDefault(name, List.of());
        List<Double> theirs = seconds.getOrDefault(other, List.of());
        return Spread.of(IntStream.range(0, ours.size())
                .mapToObj(i -> ours.get(i) / theirs.get(i))
                .toList());
    }

    private static Optional<Path> quickstart() {
        return Built.sample("quickstart")
                .filter(target -> Files.isDirectory(target.resolve("lib")))
                .map(target -> target.resolve("quickstart.jar"))
                .filter(Files::exists);
    }

    private static double quickstart(Path jar, List<String> jvmOptions) {
        long start = System.nanoTime();
        try (ServerProcess process = ServerProcess.start(
                jvmOptions,
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

    private static double spring(Plan plan, List<String> jvmOptions) {
        long start = System.nanoTime();
        try (ServerProcess process = SpringPeer.startCold(plan, jvmOptions).orElseThrow()) {
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
