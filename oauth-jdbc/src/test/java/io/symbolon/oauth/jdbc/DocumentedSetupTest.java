// SPDX-License-Identifier: Apache-2.0
package io.symbolon.oauth.jdbc;

import static org.assertj.core.api.Assertions.assertThat;

import io.symbolon.oauth.api.Secret;
import io.symbolon.oauth.core.OAuthServer;
import io.symbolon.oauth.jdbc.JdbcMetrics.Connections;
import io.symbolon.oauth.quality.databases.Database;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** What docs/jdbc.md shows. */
final class DocumentedSetupTest {

    @Test
    void starts() {
        Database database = TestStorage.H2.fresh();

        try (OAuthServer oauth =
                started(database.url(), database.user(), Secret.of(database.password()), TestStorage.KEY)) {
            assertThat(oauth.scopes().all()).isEmpty();
        }
    }

    @Test
    void tellsHowItIsDoing() {
        Database database = TestStorage.H2.fresh();
        JdbcStorage storage = TestStorage.H2.settings(database).build();

        try (OAuthServer oauth = OAuthServer.builder("https://photos.example.com/oauth")
                .loginPage("/login")
                .storage(new JdbcStorageModule(storage))
                .build()) {
            JdbcMetrics metrics = storage.metrics();
            int waiting = metrics.commits().waiting()
                    + metrics.connections().map(Connections::waiting).orElse(0);
            Duration perStatement = metrics.statements()
                    .time()
                    .dividedBy(Math.max(1, metrics.statements().executed()));

            assertThat(oauth.scopes().all()).isEmpty();
            assertThat(waiting).isZero();
            assertThat(perStatement).isPositive();
        }
    }

    private static OAuthServer started(String url, String user, Secret password, Secret encryptionKey) {
        OAuthServer oauth = OAuthServer.builder("https://photos.example.com/oauth")
                .loginPage("/login")
                .storage(new JdbcStorageModule(JdbcStorage.at(url)
                        .user(user)
                        .password(password)
                        .encryptionKey("key-1", encryptionKey)
                        .build()))
                .build();
        return oauth;
    }
}
