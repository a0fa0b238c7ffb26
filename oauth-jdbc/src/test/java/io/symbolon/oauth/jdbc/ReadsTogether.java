// SPDX-License-Identifier: Apache-2.0
package io.symbolon.oauth.jdbc;

import static org.assertj.core.api.Assertions.assertThat;

import io.symbolon.oauth.api.ClientId;
import io.symbolon.oauth.api.Issuer;
import io.symbolon.oauth.api.store.ClientStore;
import io.symbolon.oauth.api.store.TokenStore;
import io.symbolon.oauth.api.token.AccessToken;
import io.symbolon.oauth.api.token.Grant;
import io.symbolon.oauth.api.token.Redeemable;
import io.symbolon.oauth.testkit.TestCommit;
import io.symbolon.oauth.testkit.TestGrants;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;

/** Many threads that read at the same time, so that their rows are read together, and check that each got its own. */
final class ReadsTogether {

    /** How many statements there are for that. */
    static final int STATEMENTS = 4;

    private static final Issuer ISSUER = new Issuer("https://a.example");
    // after EveryStatement has ended all of the subject's tokens
    private static final Instant LATER = Instant.parse("2026-03-01T13:00:00Z");
    private static final int THREADS = 8;
    private static final int TIMES = 200;

    /**
     * Twice as many rows as all reads touch: the grant, the code and the token with their grants, and the marks. Where the
     * database has counted its rows meanwhile, a plan may lead past rows that were deleted. One over all rows would read
     * hundreds for each.
     */
    static final int ROWS_TO_READ = 20 * THREADS * TIMES;

    private ReadsTogether() {}

    static void runOn(OpenStorage storage) {
        TokenStore tokens = storage.tokens(ISSUER);
        ClientStore clients = storage.clients(ISSUER);
        ExecutorService threads = Executors.newFixedThreadPool(THREADS);
        try {
            List<Future<?>> running = new ArrayList<>();
            for (int i = 0; i < THREADS; i++) {
                running.add(threads.submit(() -> read(tokens, clients)));
            }
            for (Future<?> each : running) {
                each.get(50, TimeUnit.SECONDS);
            }
        } catch (Exception e) {
            throw new AssertionError("somebody did not get its own row", e);
        } finally {
            threads.shutdownNow();
        }
    }

    /** Whether the statement is one of those. */
    static boolean isOne(String statement) {
        return statement.startsWith("SELECT k.place");
    }

    private static void read(TokenStore store, ClientStore clients) {
        TestGrants later = TestGrants.madeAt(LATER);
        Grant grant = later.refreshableGrant();
        Redeemable code = later.code(grant);
        AccessToken token = later.accessToken(grant);
        store.commit(TestCommit.at(LATER)
                .inserting(grant)
                .inserting(code)
                .inserting(token)
                .commit());
        for (int i = 0; i < TIMES; i++) {
            assertThat(store.findGrant(grant.id())).contains(grant);
            assertThat(store.findRedeemable(code.id()).orElseThrow().redeemable())
                    .isEqualTo(code);
            assertThat(store.findAccessToken(token.id()).orElseThrow().token()).isEqualTo(token);
            assertThat(store.findRedeemable(TestGrants.digest())).isEmpty();
            assertThat(clients.find(new ClientId("nobody"))).isEmpty();
        }
    }
}
