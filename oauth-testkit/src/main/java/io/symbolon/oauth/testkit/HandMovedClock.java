// SPDX-License-Identifier: Apache-2.0
package io.symbolon.oauth.testkit;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;

/** A clock that stands still until the test moves it. Safe for use by many threads. */
public final class HandMovedClock implements InstantSource {

    private volatile Instant now;

    private HandMovedClock(Instant start) {
        this.now = start;
    }

    /** A clock that shows this instant. */
    public static HandMovedClock at(Instant start) {
        return new HandMovedClock(start);
    }

    /** Moves the clock on; a negative duration moves it back. */
    public synchronized void move(Duration by) {
        now = now.plus(by);
    }

    @Override
    public Instant instant() {
        return now;
    }

    @Override
    public String toString() {
        return now.toString();
    }
}
