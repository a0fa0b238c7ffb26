// SPDX-License-Identifier: Apache-2.0
package io.symbolon.oauth.jdbc;

import static org.assertj.core.api.Assertions.assertThat;

import io.symbolon.oauth.api.ClientId;
import io.symbolon.oauth.api.Response;
import io.symbolon.oauth.api.Secret;
import io.symbolon.oauth.api.client.Client;
import io.symbolon.oauth.api.resource.RegisteredScope;
import io.symbolon.oauth.api.store.ClientStore;
import io.symbolon.oauth.api.store.ConsentStore;
import io.symbolon.oauth.api.store.InteractionStore;
import io.symbolon.oauth.api.store.OnceStore;
import io.symbolon.oauth.api.store.ResourceStore;
import io.symbolon.oauth.api.store.ScopeStore;
import io.symbolon.oauth.api.store.SigningKeyStore;
import io.symbolon.oauth.api.store.TokenStore;
import io.symbolon.oauth.api.token.SigningKey;
import io.symbolon.oauth.api.token.TokenReads;
import io.symbolon.oauth.core.OAuthServer;
import io.symbolon.oauth.core.memory.InMemoryStorageModule;
import io.symbolon.oauth.quality.databases.Database;
import io.symbolon.oauth.testkit.CodeFlow;
import io.symbolon.oauth.testkit.IssuedTokens;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** A whole server whose state is in a database. */
final class ServerOnDatabaseTest {

    private static final Secret PRINTER_SECRET = Secret.of("a-secret-of-the-printer-that-nobody-guesses");
    private static final Client PRINTER = Client.confidential("printer", PRINTER_SECRET)
            .authorizationCode("https://printer.example.com/callback")
            .scopes("photos.read")
            .build();

    @ParameterizedTest
    @EnumSource
    void holdsAllOverARestart(TestStorage storage) {
        Database database = storage.fresh();
        IssuedTokens tokens;
        List<SigningKey> keys;
        try (OAuthServer server = server("https://a.example", storage, database)) {
            tokens = flow(server).tokensFor("alice");
            keys = server.part(SigningKeyStore.class).all();
        }

        try (OAuthServer restarted = server("https://a.example", storage, database)) {
            Response refreshed = flow(restarted).refresh(tokens);

            assertThat(isLive(tokens, restarted)).isTrue();
            assertThat(refreshed.status()).isEqualTo(200);
            assertThat(restarted.part(SigningKeyStore.class).all()).containsAll(keys);
            assertThat(keys).isNotEmpty();
        }
    }

    @ParameterizedTest
    @EnumSource
    void showsOneIssuerNothingOfAnother(TestStorage storage) {
        Database database = storage.fresh();
        try (OAuthServer one = server("https://a.example", storage, database);
                OAuthServer other = server("https://b.example", storage, database)) {
            IssuedTokens tokens = flow(one).tokensFor("alice");
            other.clients().remove(new ClientId("printer"));
            other.scopes().remove(PRINTER.scopes().asList().get(0));

            assertThat(isLive(tokens, one)).isTrue();
            assertThat(isLive(tokens, other)).isFalse();
            assertThat(one.scopes().all()).hasSize(1);
            assertThat(one.clients().find(new ClientId("printer"))).isPresent();
            assertThat(one.part(SigningKeyStore.class).all()).isNotEmpty();
            assertThat(other.part(SigningKeyStore.class).all()).isEmpty();
        }
    }

    @ParameterizedTest
    @EnumSource
    void keepsClientsHereAndTokensThere(TestStorage storage) {
        Database database = storage.fresh();
        JdbcStorageModule inDatabase = new JdbcStorageModule(
                        JdbcStorage.on(database.dataSource()).build())
                .only(ClientStore.class, ScopeStore.class, ResourceStore.class);
        InMemoryStorageModule inMemory = new InMemoryStorageModule()
                .only(
                        TokenStore.class,
                        OnceStore.class,
                        ConsentStore.class,
                        InteractionStore.class,
                        SigningKeyStore.class);
        IssuedTokens tokens;
        try (OAuthServer server = OAuthServer.builder("https://a.example")
                .loginPage("/login")
                .scope("photos.read", "See your photos")
                .client(PRINTER)
                .storage(inDatabase, inMemory)
                .build()) {
            tokens = flow(server).tokensFor("alice");

            assertThat(isLive(tokens, server)).isTrue();
        }

        try (OAuthServer restarted = OAuthServer.builder("https://a.example")
                .loginPage("/login")
                .storage(inDatabase, inMemory)
                .build()) {
            assertThat(restarted.clients().find(new ClientId("printer"))).isPresent();
            assertThat(restarted.scopes().all())
                    .extracting(RegisteredScope::description)
                    .containsExactly("See your photos");
            assertThat(isLive(tokens, restarted)).isFalse();
        }
    }

    private static OAuthServer server(String issuer, TestStorage storage, Database database) {
        return OAuthServer.builder(issuer)
                .loginPage("/login")
                .scope("photos.read", "See your photos")
                .client(PRINTER)
                .storage(new JdbcStorageModule(
                        storage.settings(database).connections(4).build()))
                .build();
    }

    private static CodeFlow flow(OAuthServer server) {
        return CodeFlow.of(server, new ClientId("printer"), PRINTER_SECRET);
    }

    private static boolean isLive(IssuedTokens tokens, OAuthServer server) {
        return server.part(TokenReads.class)
                .findAccessToken(Secret.of(tokens.accessToken()), Instant.now())
                .isPresent();
    }
}
