// SPDX-License-Identifier: Apache-2.0
package io.symbolon.oauth.quality.benchmarks.server;

import com.sun.management.ThreadMXBean;
import io.symbolon.oauth.api.Request;
import io.symbolon.oauth.api.Response;
import io.symbolon.oauth.core.OAuthServer;
import java.lang.management.ManagementFactory;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.LongStream;

/** Counts the bytes that the server allocates for a request that is there already, up to the response. For one thread. */
final class Allocating {

    private static final int BATCH = 100;
    private static final int BATCHES = 11;

    /** Compiled by then, and there is still room for tokens. */
    private static final int MOST_WARM_UP_BATCHES = 3_000;

    private final ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    private final OAuthServer server;
    private final String token;

    Allocating(OAuthServer server) {
        this.server = server;
        String json = server.handle(token(Registered.OPAQUE_CLIENT)).body().asUtf8();
        int start = json.indexOf(":\"") + 2;
        this.token = json.substring(start, json.indexOf('"', start));
    }

    /** For each kind of request the median of some batches, after so many nanoseconds of each. */
    String each(long warmUpNanos) {
        return List.of(
                        token(Registered.OPAQUE_CLIENT),
                        token(Registered.JWT_CLIENT),
                        Posts.post("/introspect", Registered.RESOURCE_SERVER, "token=" + token, Instant.now()),
                        Request.received("GET", "/.well-known/oauth-authorization-server", Instant.now())
                                .header("Host", "localhost")
                                .remoteAddress("127.0.0.1")
                                .build())
                .stream()
                .map(request -> String.format(Locale.ROOT, "%d", bytesOf(request, warmUpNanos)))
                .collect(Collectors.joining(" "));
    }

    private static Request token(String client) {
        return Posts.post("/token", client, "grant_type=client_credentials&scope=photos.read", Instant.now());
    }

    private long bytesOf(Request request, long warmUpNanos) {
        long start = System.nanoTime();
        int batches = 0;
        do {
            batch(request);
            batches++;
        } while (batches < MOST_WARM_UP_BATCHES && System.nanoTime() - start < warmUpNanos);
        return LongStream.generate(() -> batch(request) / BATCH)
                .limit(BATCHES)
                .sorted()
                .skip(BATCHES / 2)
                .findFirst()
                .orElseThrow();
    }

    private long batch(Request request) {
        long before = threads.getCurrentThreadAllocatedBytes();
        for (int i = 0; i < BATCH; i++) {
            Response response = server.handle(request);
            if (response.status() != 200) {
                throw new IllegalStateException(response.body().asUtf8());
            }
        }
        return threads.getCurrentThreadAllocatedBytes() - before;
    }
}
