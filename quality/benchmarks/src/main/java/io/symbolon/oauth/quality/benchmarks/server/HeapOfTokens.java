// SPDX-License-Identifier: Apache-2.0
package io.symbolon.oauth.quality.benchmarks.server;

import io.symbolon.oauth.core.OAuthServer;
import java.lang.management.ManagementFactory;
import java.time.Instant;
import java.time.temporal.ChronoUnit;

/**
 * Puts tokens of as many clients into a server, and prints by how many bytes they made its heap grow and how many of them the
 * server then finds valid. The clients are registered before, since their rows are not the tokens'.
 */
public final class HeapOfTokens {

    /** What is stored. */
    public enum Kind {
        /** An opaque access token of the client itself. */
        TOKEN_OF_CLIENT,
        /** A grant with its refresh token and one opaque access token. */
        GRANT_WITH_TOKENS
    }

    private HeapOfTokens() {}

    /** The first argument says what, the second how many. */
    public static void main(String[] arguments) {
        Kind kind = Kind.valueOf(arguments[0]);
        int count = Integer.parseInt(arguments[1]);
        Instant now = Instant.now().truncatedTo(ChronoUnit.MILLIS);
        try (OAuthServer server = Registered.server(2 * count)) {
            ManyTokens tokens = ManyTokens.registered(server, count, now);
            long before = usedHeap();
            if (kind == Kind.TOKEN_OF_CLIENT) {
                tokens.fillWithTokensOfClients();
            } else {
                tokens.fillWithGrants();
            }
            long grown = usedHeap() - before;
            int valid = kind == Kind.TOKEN_OF_CLIENT ? tokens.countValidTokensOfClients() : tokens.countValidGrants();
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
