// SPDX-License-Identifier: Apache-2.0
package io.symbolon.oauth.core.internal.key;

import java.util.concurrent.atomic.AtomicReferenceArray;
import org.jspecify.annotations.Nullable;

/**
 * Engines of the platform, such as digests, that wait for their next use, since to make one costs more than to use it. A few
 * wait at most. An engine belongs to whoever took it until it is given back. Safe for use by many threads.
 *
 * @param <E> the kind of engine
 */
public final class IdleEngines<E> {

    private final AtomicReferenceArray<@Nullable E> idle = new AtomicReferenceArray<>(
            Integer.highestOneBit(4 * Runtime.getRuntime().availableProcessors()));

    /** An engine that nobody uses; null if there is none, and a new one has to be made. */
    public @Nullable E take() {
        return idle.getAndSet(stripe(), null);
    }

    /** Lets an engine wait that is ready for its next use; one that has failed is not given back. */
    public void giveBack(E engine) {
        idle.set(stripe(), engine);
    }

    private int stripe() {
        return (int) Thread.currentThread().getId() & (idle.length() - 1);
    }
}
