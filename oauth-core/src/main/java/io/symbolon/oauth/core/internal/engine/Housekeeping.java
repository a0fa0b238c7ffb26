// SPDX-License-Identifier: Apache-2.0
package io.symbolon.oauth.core.internal.engine;

import io.symbolon.oauth.api.store.InteractionStore;
import io.symbolon.oauth.api.store.OnceStore;
import io.symbolon.oauth.api.store.TokenStore;
import io.symbolon.oauth.core.internal.key.KeyRing;
import io.symbolon.oauth.core.settings.Settings;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.IntSupplier;

/** Does from time to time what no request waits for: makes and destroys keys, deletes rows that nobody needs. */
@Singleton
final class Housekeeping implements AutoCloseable {

    private static final System.Logger LOG = System.getLogger("io.symbolon.oauth");

    private final KeyRing keys;
    private final TokenStore tokens;
    private final InteractionStore interactions;
    private final OnceStore markers;
    private final InstantSource clock;
    private final int batch;
    private final Duration period;
    private final CountDownLatch closing = new CountDownLatch(1);
    private final Thread worker;

    @Inject
    Housekeeping(
            KeyRing keys,
            TokenStore tokens,
            InteractionStore interactions,
            OnceStore markers,
            InstantSource clock,
            Settings settings) {
        this.keys = keys;
        this.tokens = tokens;
        this.interactions = interactions;
        this.markers = markers;
        this.clock = clock;
        this.batch = settings.pruneBatch();
        this.period = settings.pruneInterval();
        this.worker = new Thread(this::work, "symbolon-housekeeping");
        worker.setDaemon(true);
    }

    void start() {
        worker.start();
    }

    /** Stops, and waits for a round that has begun. */
    @Override
    public void close() {
        closing.countDown();
        try {
            worker.join(TimeUnit.SECONDS.toMillis(5));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        if (worker.isAlive()) {
            LOG.log(Level.WARNING, "housekeeping did not stop within five seconds");
        }
    }

    private void work() {
        try {
            while (!closing.await(period.toMillis(), TimeUnit.MILLISECONDS)) {
                round();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void round() {
        Instant now = clock.instant();
        attempt("keys", () -> keys.maintain(now));
        attempt("tokens", () -> prune(() -> tokens.prune(now, batch)));
        attempt("interactions", () -> prune(() -> interactions.prune(now, batch)));
        attempt("markers", () -> prune(() -> markers.prune(now, batch)));
    }

    private void prune(IntSupplier step) {
        int deleted = batch;
        while (deleted >= batch && closing.getCount() > 0) {
            deleted = step.getAsInt();
        }
    }

    /** One part that fails must not stop the others, nor the next round. */
    private static void attempt(String what, Runnable part) {
        try {
            part.run();
        } catch (RuntimeException e) {
            LOG.log(Level.WARNING, "housekeeping of " + what + " failed; it is tried again in the next round", e);
        }
    }
}
