// SPDX-License-Identifier: Apache-2.0
package io.symbolon.oauth.quality.faults;

import io.symbolon.oauth.api.Response;
import io.symbolon.oauth.api.store.StoreUnavailableException;
import io.symbolon.oauth.testkit.CodeFlow;
import io.symbolon.oauth.testkit.CodeFlow.ObtainedCode;
import io.symbolon.oauth.testkit.IssuedTokens;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Supplier;

/**
 * Clients that do not give up: each asks for a token of its own, gets a code, redeems it until it has an answer that says
 * yes or no, then redeems it once more, and refreshes. Every answer is kept.
 */
final class Load implements AutoCloseable {

    private static final int CLIENTS = 8;
    private static final int PATIENCE_SECONDS = 120;
    private static final long LOOK_NANOS = 1_000_000;

    private final CodeFlow client;
    private final ExecutorService threads = Executors.newFixedThreadPool(CLIENTS);
    private final AtomicBoolean stopped = new AtomicBoolean();
    private final AtomicLong answers = new AtomicLong();
    private final AtomicLong refusals = new AtomicLong();
    private final ConcurrentLinkedQueue<String> accessTokens = new ConcurrentLinkedQueue<>();
    private final ConcurrentLinkedQueue<String> surprises = new ConcurrentLinkedQueue<>();
    private final AtomicInteger codes = new AtomicInteger();
    private final AtomicInteger redeemedTwice = new AtomicInteger();

    private Load(CodeFlow client) {
        this.client = client;
    }

    /**
     * What all clients saw together.
     *
     * @param answered the access tokens that were answered
     * @param codes how many codes were made
     * @param redeemedTwice how many of them two answers with tokens were given for
     * @param refusals how many answers said that the server cannot answer
     * @param surprises what should not have been answered
     */
    record Tally(List<String> answered, int codes, int redeemedTwice, long refusals, List<String> surprises) {

        /** What was answered and is not there. */
        List<String> missing(Node node) {
            List<String> missing = new ArrayList<>(
                    answered.stream().filter(token -> !node.knows(token)).toList());
            missing.addAll(surprises);
            return missing;
        }

        String summary(Node node) {
            return answered.size() + " tokens answered, " + missing(node).size() + " of them missing, " + codes
                    + " codes, " + redeemedTwice + " redeemed twice, " + refusals + " requests refused meanwhile";
        }
    }

    static Load on(Node node) {
        Load load = new Load(node.client());
        for (int client = 0; client < CLIENTS; client++) {
            String account = "account-" + client;
            load.threads.execute(() -> load.run(account));
        }
        return load;
    }

    /** Waits until this many more tokens were answered. */
    void awaitAnswers(long more) {
        await(answers, answers.get() + more);
    }

    /** Waits until this many more requests were refused. */
    void awaitRefusals(long more) {
        await(refusals, refusals.get() + more);
    }

    Tally stop() {
        close();
        return new Tally(
                List.copyOf(accessTokens), codes.get(), redeemedTwice.get(), refusals.get(), List.copyOf(surprises));
    }

    @Override
    public void close() {
        stopped.set(true);
        threads.shutdown();
        try {
            if (!threads.awaitTermination(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
                throw new AssertionError("a client hangs");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError(e);
        }
    }

    private void run(String account) {
        while (!stopped.get()) {
            take(() -> client.tokenRequest(Map.of("grant_type", "client_credentials")));
            findCode(account).ifPresent(this::redeem);
        }
    }

    /** The flow that asks for a code wants it at once, and fails where the server cannot give it. */
    private Optional<ObtainedCode> findCode(String account) {
        try {
            return Optional.of(client.codeFor(account));
        } catch (AssertionError | RuntimeException e) {
            refusals.incrementAndGet();
            return Optional.empty();
        }
    }

    private void redeem(ObtainedCode code) {
        codes.incrementAndGet();
        Response first = redeemUntilTold(code);
        if (first.status() != 200) {
            return; // redeemed by a request whose answer was lost
        }
        refresh(IssuedTokens.in(first));
        Response second = redeemUntilTold(code);
        if (second.status() == 200) {
            redeemedTwice.incrementAndGet();
        }
    }

    private Response redeemUntilTold(ObtainedCode code) {
        Response answer = take(() -> client.redeem(code));
        while (answer.status() >= 500 && !stopped.get()) {
            answer = take(() -> client.redeem(code));
        }
        return answer;
    }

    private void refresh(IssuedTokens tokens) {
        Response answer = take(() -> client.refresh(tokens));
        while (answer.status() >= 500 && !stopped.get()) {
            answer = take(() -> client.refresh(tokens));
        }
        if (answer.status() == 400) {
            surprises.add("a refresh token that was never used is refused: "
                    + answer.body().asUtf8());
        }
    }

    private Response take(Supplier<Response> request) {
        Response answer = answered(request);
        if (answer.status() == 200) {
            accessTokens.add(IssuedTokens.in(answer).accessToken());
            answers.incrementAndGet();
        } else if (answer.status() >= 500) {
            refusals.incrementAndGet();
        }
        return answer;
    }

    /** The flow looks its client up before it asks, which fails like the server does. */
    private static Response answered(Supplier<Response> request) {
        try {
            return request.get();
        } catch (StoreUnavailableException | IllegalStateException e) {
            return Response.status(503).build();
        }
    }

    private static void await(AtomicLong count, long goal) {
        long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(PATIENCE_SECONDS);
        while (count.get() < goal) {
            if (System.nanoTime() > deadline) {
                throw new AssertionError("only " + count.get() + " of " + goal + " after two minutes");
            }
            LockSupport.parkNanos(LOOK_NANOS);
        }
    }
}
