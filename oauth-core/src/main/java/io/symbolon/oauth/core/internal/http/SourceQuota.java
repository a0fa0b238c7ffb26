// SPDX-License-Identifier: Apache-2.0
package io.symbolon.oauth.core.internal.http;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.time.Duration;

/** How many rows one address has had written of late; nobody may fill a store alone. Safe for use by many threads. */
public final class SourceQuota {

    private final long atMost;
    private final Cache<String, Integer> taken;

    /**
     * A quota.
     *
     * @param atMost how many one address gets, at least one
     * @param lifetime after how long without another they are forgotten
     * @param trackedSources how many addresses are remembered
     */
    public SourceQuota(long atMost, Duration lifetime, int trackedSources) {
        this.atMost = Math.max(1, atMost);
        this.taken = Caffeine.newBuilder()
                .maximumSize(trackedSources)
                .expireAfterWrite(lifetime)
                .executor(Runnable::run)
                .build();
    }

    /** Counts one more; whether it is within the quota. */
    public boolean takes(String address) {
        return taken.asMap().merge(address, 1, Integer::sum) <= atMost;
    }
}
