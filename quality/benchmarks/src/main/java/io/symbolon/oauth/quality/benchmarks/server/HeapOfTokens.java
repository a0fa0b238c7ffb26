// SPDX-License-Identifier: Apache-2.0
package io.symbolon.oauth.quality.benchmarks.server;

import io.symbolon.oauth.api.store.TokenStore;
import io.symbolon.oauth.api.token.TokenReads;
import io.symbolon.oauth.core.OAuthServer;
import java.lang.management.ManagementFactory;
import java.time.Instant;
import java.time.temporal.ChronoUnit;

/**
 * Puts tokens of as many subjects and clients into a server, and prints by how many bytes they made its heap grow and how
 * many of them the server then finds valid. The clients are registered before, since their rows are not the tokens'.
 */
public final class HeapOfTokens {

    private HeapOfTokens() {}

    /** The first argument says how many tokens. */
    public static void main(String[] arguments) {
        int count = Integer.parseInt(arguments[0]);
        Instant now = Instant.now().truncatedTo(ChronoUnit.MILLIS);
        StoredTokens tokens = new StoredTokens(count);
        try (OAuthServer server = Registered.server(2 * count)) {
            tokens.register(server.clients());
            long before = usedHeap();
            tokens.fill(server.part(TokenStore.class), count, now);
            long grown = usedHeap() - before;
            int valid = tokens.countValid(server.part(TokenReads.class), count, now);
            System.out.println(grown + " " + valid);
        }
    }

    /** What is left when nothing more can be collected. */
    private static long usedHeap() {
        long used = Long.MAX_VALUE;
        long last;
        do {
            last = used;
            System.gc();
            used = ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed();
        } while (used < last);
        return last;
    }
}
