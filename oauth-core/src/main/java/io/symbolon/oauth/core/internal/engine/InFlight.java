// SPDX-License-Identifier: Apache-2.0
package io.symbolon.oauth.core.internal.engine;

import io.symbolon.oauth.api.OAuthException;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.LongAdder;
import java.util.concurrent.locks.LockSupport;

/** Counts requests, so that closing waits for those that have begun, and turns away those that come after. */
final class InFlight {

    private final LongAdder begun = new LongAdder();
    private final LongAdder done = new LongAdder();
    private final AtomicBoolean closed = new AtomicBoolean();

    /** A request begins; {@link #leave()} follows in any case, even if this refuses it. */
    void enter() {
        begun.increment();
        if (closed.get()) {
            throw OAuthException.temporarilyUnavailable("the server is shutting down", Duration.ofSeconds(5))
                    .refusedBy("shutting-down");
        }
    }

    /** A request is done. */
    void leave() {
        done.increment();
    }

    /** Turns away what comes from now on, and waits for what has begun; false if it was closed before. */
    boolean close(Duration atMost) {
        if (!closed.compareAndSet(false, true)) {
            return false;
        }
        long deadline = System.nanoTime() + atMost.toNanos();
        while (done.sum() < begun.sum() && System.nanoTime() < deadline) {
            LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(2));
        }
        return true;
    }
}
