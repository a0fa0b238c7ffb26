// SPDX-License-Identifier: Apache-2.0
package io.symbolon.oauth.quality.benchmarks.load;

import io.symbolon.oauth.quality.benchmarks.Load;
import io.symbolon.oauth.quality.benchmarks.Sample;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Supplier;

/**
 * Keeps a server or a database busy: 16 workers, each with a connection of its own, begin the next piece of work as soon as
 * the last one is done. What they do may take several steps. A piece of work that goes wrong ends the measurement.
 */
public final class Crowd implements Load {

    private static final int WORKERS = 16;

    /** What one worker does, over and over; for one thread. */
    public interface Work extends AutoCloseable {

        /** Does it once, and answers how much that counts. */
        int once();

        @Override
        void close();
    }

    private final List<Work> workers = new ArrayList<>();
    private final ExecutorService threads = Executors.newFixedThreadPool(WORKERS);
    private final Supplier<Duration> processorTime;

    /**
     * Gives work to all.
     *
     * @param work makes what one of them does
     * @param processorTime what whoever is kept busy has used so far
     */
    public Crowd(Supplier<Work> work, Supplier<Duration> processorTime) {
        this.processorTime = processorTime;
        for (int i = 0; i < WORKERS; i++) {
            workers.add(work.get());
        }
    }

    @Override
    public Sample run(Duration duration) {
        Duration processorBefore = processorTime.get();
        long start = System.nanoTime();
        List<Future<Long>> running = workers.stream()
                .map(worker -> threads.submit(() -> work(worker, start + duration.toNanos())))
                .toList();
        long done = running.stream().mapToLong(Crowd::result).sum();
        long nanos = System.nanoTime() - start;
        return new Sample(
                done, nanos, processorTime.get().minus(processorBefore).toNanos());
    }

    private static long work(Work worker, long deadline) {
        long done = 0;
        do {
            done += worker.once();
        } while (System.nanoTime() - deadline < 0);
        return done;
    }

    private static long result(Future<Long> running) {
        try {
            return running.get();
        } catch (ExecutionException e) {
            throw new IllegalStateException(e.getCause());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    @Override
    public void close() {
        threads.shutdown();
        workers.forEach(Work::close);
    }
}
