// SPDX-License-Identifier: Apache-2.0
package io.symbolon.oauth.quality.benchmarks.server;

import io.symbolon.oauth.api.store.TokenStore;
import io.symbolon.oauth.core.OAuthServer;
import io.symbolon.oauth.nativecrypto.NativeCryptoModule;
import java.time.Instant;

/** The authorization server with everything in memory, mounted by its servlet. */
public final class SubjectServer {

    /** Enough for what a run issues at full speed. */
    private static final int ROOM = 5_000_000;

    private SubjectServer() {}

    /**
     * Starts; the first argument says how many tokens are in the store from the beginning, the others with which algorithm
     * and by whom JWTs are signed.
     */
    public static void main(String[] arguments) throws Exception {
        int stored = Integer.parseInt(arguments[0]);
        StoredTokens tokens = new StoredTokens(Math.min(stored, StoredTokens.CLIENTS));
        try (OAuthServer server = server(arguments)) {
            tokens.register(server.clients());
            tokens.fill(server.part(TokenStore.class), stored, Instant.now());
            Listening.serve(AlwaysAlice.in(server));
        }
    }

    private static OAuthServer server(String[] arguments) {
        OAuthServer.Builder builder = Registered.starting(ROOM);
        if (arguments.length > 1) {
            builder.settings(
                    Registered.settings().signingAlgorithms(arguments[1]).build());
            if (Signing.valueOf(arguments[2]) == Signing.NATIVELY) {
                builder.install(new NativeCryptoModule());
            }
        }
        return builder.build();
    }
}
