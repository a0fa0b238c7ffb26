// SPDX-License-Identifier: Apache-2.0
package io.symbolon.oauth.quality.interop;

import io.symbolon.oauth.testkit.RawConnection;
import io.symbolon.oauth.testkit.RawRequest;
import io.symbolon.oauth.testkit.RawResponse;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BrokenBarrierException;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/** Callers that send the same request at the same moment, each on a connection of its own that is kept alive. */
final class HttpRacers implements AutoCloseable {

    private final List<RawConnection> connections = new ArrayList<>();
    private final CyclicBarrier barrier;
    private final ExecutorService threads;

    HttpRacers(int port, int racers) {
        for (int i = 0; i < racers; i++) {
            connections.add(RawConnection.to(port));
        }
        barrier = new CyclicBarrier(racers);
        threads = Executors.newFixedThreadPool(racers);
    }

    /** What each of them got. */
    List<RawResponse> race(RawRequest request) {
        List<Callable<RawResponse>> calls = new ArrayList<>();
        for (RawConnection connection : connections) {
            calls.add(() -> {
                awaitAll();
                return connection.exchange(request);
            });
        }
        try {
            List<RawResponse> answers = new ArrayList<>();
            for (Future<RawResponse> answer : threads.invokeAll(calls)) {
                answers.add(answer.get());
            }
            return answers;
        } catch (ExecutionException e) {
            throw new AssertionError("a racer got no answer", e.getCause());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError("the race was stopped", e);
        }
    }

    /** What one of them gets alone. */
    RawResponse alone(RawRequest request) {
        return connections.get(0).exchange(request);
    }

    @Override
    public void close() {
        threads.shutdownNow();
        connections.forEach(RawConnection::close);
    }

    private void awaitAll() {
        try {
            barrier.await();
        } catch (BrokenBarrierException e) {
            throw new AssertionError("the race was stopped", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError("the race was stopped", e);
        }
    }
}
