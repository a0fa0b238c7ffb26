// SPDX-License-Identifier: Apache-2.0
package io.symbolon.oauth.quality.faults;

import java.util.concurrent.atomic.AtomicInteger;

/** Counts what requests ask of the database, and halts the JVM in front of one of the steps, without a last word to it. */
final class Steps {

    private static final int NEVER = 0;

    // Jetty's threads; what the server does in the background is no step of a request.
    private static final String REQUESTS = "qtp";

    private final AtomicInteger left = new AtomicInteger(NEVER);

    void haltAt(int step) {
        left.set(step);
    }

    void reach(String step) {
        if (left.get() == NEVER || !Thread.currentThread().getName().startsWith(REQUESTS)) {
            return;
        }
        if (left.decrementAndGet() == NEVER) {
            System.out.println(step);
            Runtime.getRuntime().halt(137);
        }
    }
}
