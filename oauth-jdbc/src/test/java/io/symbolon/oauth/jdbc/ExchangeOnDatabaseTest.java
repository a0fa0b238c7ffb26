// SPDX-License-Identifier: Apache-2.0
package io.symbolon.oauth.jdbc;

import static org.assertj.core.api.Assertions.assertThat;

import io.symbolon.oauth.api.ClientId;
import io.symbolon.oauth.api.GrantType;
import io.symbolon.oauth.api.Response;
import io.symbolon.oauth.api.Secret;
import io.symbolon.oauth.api.client.Client;
import io.symbolon.oauth.api.token.AccessToken;
import io.symbolon.oauth.api.token.Revocations;
import io.symbolon.oauth.api.token.TokenReads;
import io.symbolon.oauth.core.OAuthServer;
import io.symbolon.oauth.core.grant.exchange.ExchangeRule;
import io.symbolon.oauth.core.grant.exchange.ExchangeRules;
import io.symbolon.oauth.core.grant.exchange.TokenExchangeGrantModule;
import io.symbolon.oauth.quality.databases.Database;
import io.symbolon.oauth.testkit.CodeFlow;
import io.symbolon.oauth.testkit.IssuedTokens;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Exchanged tokens in a database. */
@DisplayName("RFC 8693: an exchanged token on a database")
final class ExchangeOnDatabaseTest {

    private static final Secret SECRET = Secret.of("a-secret-of-both-clients-that-nobody-guesses");

    @ParameterizedTest
    @EnumSource
    void saysWhoActsAndEndsWithTheGrantItCameFrom(TestStorage storage) {
        Database database = storage.fresh();
        try (OAuthServer server = server(storage, database)) {
            IssuedTokens subject =
                    CodeFlow.of(server, new ClientId("web"), SECRET).tokensFor("alice");
            CodeFlow gateway = CodeFlow.of(server, new ClientId("gateway"), SECRET);
            String actor = IssuedTokens.in(gateway.tokenRequest(Map.of("grant_type", "client_credentials")))
                    .accessToken();
            Response response = gateway.tokenRequest(Map.of(
                    "grant_type",
                    GrantType.TOKEN_EXCHANGE.value(),
                    "subject_token",
                    subject.accessToken(),
                    "subject_token_type",
                    "urn:ietf:params:oauth:token-type:access_token",
                    "actor_token",
                    actor,
                    "actor_token_type",
                    "urn:ietf:params:oauth:token-type:access_token"));
            Secret exchanged = Secret.of(IssuedTokens.in(response).accessToken());
            AccessToken found = server.part(TokenReads.class)
                    .findAccessToken(exchanged, Instant.now())
                    .orElseThrow();

            server.part(Revocations.class).revoke(found.grants().get(1));

            assertThat(found.claims().asMap()).containsKey("act");
            assertThat(found.grants()).hasSize(2);
            assertThat(server.part(TokenReads.class).findAccessToken(exchanged, Instant.now()))
                    .isEmpty();
        }
    }

    private static OAuthServer server(TestStorage storage, Database database) {
        return OAuthServer.builder("https://a.example")
                .loginPage("/login")
                .install(new TokenExchangeGrantModule(ExchangeRules.of(ExchangeRule.forClient("gateway")
                        .issuedTo("web")
                        .actor("gateway")
                        .scopes("photos.read")
                        .build())))
                .scope("photos.read", "See your photos")
                .client(Client.confidential("web", SECRET)
                        .authorizationCode("https://web.example.com/callback")
                        .scopes("photos.read")
                        .build())
                .client(Client.confidential("gateway", SECRET)
                        .grantType(GrantType.TOKEN_EXCHANGE)
                        .clientCredentials()
                        .scopes("photos.read")
                        .build())
                .storage(new JdbcStorageModule(
                        storage.settings(database).connections(4).build()))
                .build();
    }
}
