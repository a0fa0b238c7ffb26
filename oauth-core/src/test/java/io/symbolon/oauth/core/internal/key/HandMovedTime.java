// SPDX-License-Identifier: Apache-2.0
package io.symbolon.oauth.core.internal.key;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;

/** Time that passes when the test says so. */
public final class HandMovedTime implements InstantSource {

    private volatile Instant now;

    public HandMovedTime(Instant start) {
        this.now = start;
    }

    @Override
    public Instant instant() {
        return now;
    }

    public void pass(Duration duration) {
        now = now.plus(duration);
    }
}
