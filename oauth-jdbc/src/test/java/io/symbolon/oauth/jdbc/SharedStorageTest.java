// SPDX-License-Identifier: Apache-2.0
package io.symbolon.oauth.jdbc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.symbolon.oauth.api.store.CommitOutcome;
import io.symbolon.oauth.api.store.TokenStore;
import io.symbolon.oauth.api.token.AccessToken;
import io.symbolon.oauth.core.OAuthServer;
import io.symbolon.oauth.quality.databases.Database;
import io.symbolon.oauth.testkit.TestCommit;
import io.symbolon.oauth.testkit.TestGrants;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

@DisplayName("Servers that are given the same storage")
@Timeout(value = 30, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
final class SharedStorageTest {

    private static final Instant NOON = Instant.parse("2026-03-01T12:00:00Z");
    private static final TestGrants GRANTS = TestGrants.madeAt(NOON);
    private static final CommitOutcome COMMITTED = new CommitOutcome.Committed();

    private final ExecutorService requests = Executors.newCachedThreadPool();

    @AfterEach
    void stop() {
        requests.shutdownNow();
    }

    @ParameterizedTest
    @EnumSource
    void putTheirCommitsTogether(TestStorage make) throws InterruptedException, ExecutionException {
        WatchedDataSource connections = new WatchedDataSource(make.fresh().dataSource());
        JdbcStorage storage = on(connections);
        try (OAuthServer one = server("https://a.example", storage);
                OAuthServer other = server("https://b.example", storage)) {
            TokenStore ones = one.part(TokenStore.class);
            TokenStore others = other.part(TokenStore.class);
            AccessToken onesToken = GRANTS.accessToken();
            AccessToken othersToken = GRANTS.accessToken();
            connections.withhold();
            Future<CommitOutcome> first = commit(GRANTS.accessToken(), ones);
            connections.awaitRequest();
            Future<CommitOutcome> second = commit(onesToken, ones);
            Future<CommitOutcome> third = commit(othersToken, others);
            awaitWaiting(2, storage);

            connections.letGo();

            assertThat(List.of(first.get(), second.get(), third.get())).containsOnly(COMMITTED);
            assertThat(storage.metrics().commits().decided()).isEqualTo(3);
            assertThat(storage.metrics().commits().transactions()).isEqualTo(2);
            assertThat(ones.findAccessToken(onesToken.id())).isPresent();
            assertThat(ones.findAccessToken(othersToken.id())).isEmpty();
            assertThat(others.findAccessToken(othersToken.id())).isPresent();
        }
    }

    @Test
    void goOnWhenAnotherOneIsClosed() throws InterruptedException, ExecutionException {
        JdbcStorage storage = pooled(TestStorage.H2.fresh());
        OAuthServer one = server("https://a.example", storage);
        try (OAuthServer other = server("https://b.example", storage)) {

            one.close();
            one.close();

            assertThat(commit(GRANTS.accessToken(), other.part(TokenStore.class))
                            .get())
                    .isEqualTo(COMMITTED);
        }
    }

    @Test
    void shareOnePoolWhichTheLastOneCloses() {
        JdbcStorage storage = pooled(TestStorage.H2.fresh());
        OAuthServer one = server("https://a.example", storage);
        Pool pool = storage.shared().now().orElseThrow().pool();
        OAuthServer other = server("https://b.example", storage);

        assertThat(storage.shared().now().orElseThrow().pool()).isSameAs(pool);
        one.close();
        assertThat(storage.metrics().connections()).isPresent();
        other.close();

        assertThat(storage.metrics().connections()).isEmpty();
        assertThatThrownBy(() -> pool.dataSource().getConnection()).hasMessageContaining("has been closed");
    }

    @Test
    void openTheDatabaseAgainWhenAllHadClosedIt() throws InterruptedException, ExecutionException {
        JdbcStorage storage = pooled(TestStorage.H2.fresh());
        server("https://a.example", storage).close();

        try (OAuthServer later = server("https://a.example", storage)) {
            assertThat(commit(GRANTS.accessToken(), later.part(TokenStore.class))
                            .get())
                    .isEqualTo(COMMITTED);
        }
    }

    private Future<CommitOutcome> commit(AccessToken token, TokenStore store) {
        return requests.submit(
                () -> store.commit(TestCommit.at(NOON).inserting(token).commit()));
    }

    private static void awaitWaiting(int commits, JdbcStorage storage) {
        while (storage.metrics().commits().waiting() < commits
                && !Thread.currentThread().isInterrupted()) {
            Thread.onSpinWait();
        }
    }

    private static JdbcStorage on(WatchedDataSource connections) {
        return JdbcStorage.on(connections.dataSource())
                .encryptionKey("test", TestStorage.KEY)
                .build();
    }

    private static JdbcStorage pooled(Database database) {
        return TestStorage.H2.settings(database).connections(4).build();
    }

    private static OAuthServer server(String issuer, JdbcStorage storage) {
        return OAuthServer.builder(issuer)
                .loginPage("/login")
                .storage(new JdbcStorageModule(storage))
                .build();
    }
}
