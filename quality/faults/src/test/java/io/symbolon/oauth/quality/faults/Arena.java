// SPDX-License-Identifier: Apache-2.0
package io.symbolon.oauth.quality.faults;

import io.symbolon.oauth.quality.databases.Database;
import io.symbolon.oauth.quality.databases.Engine;
import io.symbolon.oauth.testkit.RawConnection;
import io.symbolon.oauth.testkit.RawRequest;
import io.symbolon.oauth.testkit.RawResponse;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * Two nodes in JVMs of their own and one here, which makes what is raced for, all on one database; and eight connections,
 * four to each of the two.
 */
final class Arena implements AutoCloseable {

    private static final int RACERS = 8;
    // So many at the same time share the commits of the database; a race has the machine for itself.
    private static final int MADE_TOGETHER = 64;

    private final Database database;
    private final Node maker;
    private final List<NodeProcess> nodes;
    private final List<RawConnection> connections = new ArrayList<>();
    private final CyclicBarrier barrier = new CyclicBarrier(RACERS);
    private final ExecutorService threads = Executors.newFixedThreadPool(RACERS);

    private Arena(Database database, Node maker, List<NodeProcess> nodes) {
        this.database = database;
        this.maker = maker;
        this.nodes = nodes;
        for (int racer = 0; racer < RACERS; racer++) {
            connections.add(RawConnection.to(nodes.get(racer % nodes.size()).port()));
        }
    }

    /**
     * How it went.
     *
     * @param rounds how many different things were presented
     * @param counts how many racers got which answer
     * @param violations what went wrong, at most once a round
     * @param took how long
     */
    record Result(int rounds, Map<String, Long> counts, List<String> violations, Duration took) {

        String summary(String what) {
            return String.format(
                    Locale.ROOT,
                    "single use: %s: %d rounds of %d racers at two nodes: %s; %d rounds violated; %.1f s",
                    what,
                    rounds,
                    RACERS,
                    counts.entrySet().stream()
                            .map(count -> count.getValue() + " x " + count.getKey())
                            .collect(Collectors.joining(", ")),
                    violations.size(),
                    took.toMillis() / 1000.0);
        }
    }

    static Arena on(Engine engine, Duration refreshWindow) {
        Database database = engine.shared().freshDatabase();
        Node maker = Node.on(database, refreshWindow);
        List<NodeProcess> nodes =
                List.of(NodeProcess.start(database, refreshWindow), NodeProcess.start(database, refreshWindow));
        return new Arena(database, maker, nodes);
    }

    Database database() {
        return database;
    }

    Node maker() {
        return maker;
    }

    /** Lets all present what the maker made, round after round. */
    Result run(int rounds, Function<String, RawRequest> making, Function<List<RawResponse>, String> violationIn) {
        long start = System.nanoTime();
        Map<String, Long> counts = new TreeMap<>();
        List<String> violations = new ArrayList<>();
        Deque<RawRequest> made = new ArrayDeque<>();
        for (int round = 0; round < rounds; round++) {
            if (made.isEmpty()) {
                made.addAll(make(round, Math.min(rounds, round + MADE_TOGETHER), making));
            }
            List<RawResponse> answers = race(made.remove());
            answers.forEach(answer -> counts.merge(Answers.inShort(answer), 1L, Long::sum));
            String violation = violationIn.apply(answers);
            if (!violation.isEmpty()) {
                violations.add("round " + round + ": " + violation);
            }
        }
        return new Result(rounds, counts, violations, Duration.ofNanos(System.nanoTime() - start));
    }

    private List<RawRequest> make(int first, int end, Function<String, RawRequest> making) {
        List<Callable<RawRequest>> calls = new ArrayList<>();
        for (int round = first; round < end; round++) {
            String account = "account-" + round;
            calls.add(() -> making.apply(account));
        }
        return all(calls);
    }

    private List<RawResponse> race(RawRequest request) {
        List<Callable<RawResponse>> calls = new ArrayList<>();
        for (RawConnection connection : connections) {
            calls.add(() -> {
                barrier.await();
                return connection.exchange(request);
            });
        }
        return all(calls);
    }

    private <T> List<T> all(List<Callable<T>> calls) {
        try {
            List<T> results = new ArrayList<>();
            for (Future<T> result : threads.invokeAll(calls)) {
                results.add(result.get());
            }
            return results;
        } catch (ExecutionException e) {
            throw new AssertionError("a request got no answer", e.getCause());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError(e);
        }
    }

    @Override
    public void close() {
        threads.shutdownNow();
        connections.forEach(RawConnection::close);
        nodes.forEach(NodeProcess::close);
        maker.close();
    }
}
