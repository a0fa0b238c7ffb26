// SPDX-License-Identifier: Apache-2.0
package io.symbolon.oauth.quality.benchmarks.load;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Supplier;
import java.util.stream.LongStream;

/**
 * Offers work at a fixed rate, whether or not what was offered before is done: each piece is due at an instant that is known
 * beforehand, 16 workers take them in that order, and how long one took is counted from when it was due. So a pause is felt by
 * all that should have been served meanwhile, as it is by real clients. What the generator itself is late by is in it.
 */
public final class OpenLoop implements AutoCloseable {

    private static final int WORKERS = 16;

    private final List<Crowd.Work> workers = new ArrayList<>();
    private final ExecutorService threads = Executors.newFixedThreadPool(WORKERS);

    /** Gives each worker something to do. */
    public OpenLoop(Supplier<Crowd.Work> work) {
        for (int i = 0; i < WORKERS; i++) {
            workers.add(work.get());
        }
    }

    /** How long each piece of work took, in nanoseconds, in no order. */
    public long[] run(Duration duration, double perSecond) {
        long count = Math.max(Math.round(duration.toNanos() / 1e9 * perSecond), 1);
        double interval = 1e9 / perSecond;
        AtomicLong next = new AtomicLong();
        long start = System.nanoTime();
        List<Future<long[]>> running = new ArrayList<>();
        for (Crowd.Work worker : workers) {
            running.add(threads.submit(() -> work(worker, next, count, start, interval)));
        }
        return running.stream()
                .flatMapToLong(part -> LongStream.of(result(part)))
                .toArray();
    }

    private static long[] work(Crowd.Work worker, AtomicLong next, long count, long start, double interval) {
        long[] took = new long[1_024];
        int done = 0;
        for (long i = next.getAndIncrement(); i < count; i = next.getAndIncrement()) {
            long due = start + (long) (i * interval);
            for (long early = due - System.nanoTime(); early > 0; early = due - System.nanoTime()) {
                LockSupport.parkNanos(early);
            }
            worker.once();
            if (done == took.length) {
                took = Arrays.copyOf(took, 2 * done);
            }
            took[done++] = System.nanoTime() - due;
        }
        return Arrays.copyOf(took, done);
    }

    private static long[] result(Future<long[]> running) {
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
        workers.forEach(Crowd.Work::close);
    }
}
