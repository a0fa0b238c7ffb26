// SPDX-License-Identifier: Apache-2.0
package io.symbolon.oauth.quality.benchmarks.server;

import io.symbolon.oauth.api.Body;
import io.symbolon.oauth.api.Request;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Base64;

/** Form posts of clients that authenticate with their secret, as an adapter hands them over. */
public final class Posts {

    private Posts() {}

    /** A request that has arrived. */
    public static Request post(String path, String client, String form, Instant at) {
        return Request.received("POST", path, at)
                .header("Host", "localhost")
                .header("Authorization", basic(client))
                .header("Content-Type", "application/x-www-form-urlencoded")
                .header("Content-Length", Integer.toString(form.length()))
                .body(Body.utf8(form))
                .remoteAddress("127.0.0.1")
                .build();
    }

    private static String basic(String client) {
        String pair = client + ":" + Registered.SECRET;
        return "Basic " + Base64.getEncoder().encodeToString(pair.getBytes(StandardCharsets.US_ASCII));
    }
}
