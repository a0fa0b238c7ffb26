// SPDX-License-Identifier: Apache-2.0
package io.symbolon.oauth.quality.faults;

import io.symbolon.oauth.api.ClientId;
import io.symbolon.oauth.api.Digest;
import io.symbolon.oauth.api.Secret;
import io.symbolon.oauth.api.client.Client;
import io.symbolon.oauth.api.store.TokenStore;
import io.symbolon.oauth.api.token.Redeemable;
import io.symbolon.oauth.core.OAuthServer;
import io.symbolon.oauth.core.settings.Settings;
import io.symbolon.oauth.jdbc.JdbcStorage;
import io.symbolon.oauth.jdbc.JdbcStorageModule;
import io.symbolon.oauth.quality.databases.Database;
import io.symbolon.oauth.testkit.CodeFlow;
import io.symbolon.oauth.testkit.RawRequest;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import java.util.Map;
import java.util.Optional;

/** One of the nodes of an authorization server whose state is in a database; this one lives in the test's own JVM. */
final class Node implements AutoCloseable {

    private static final String ISSUER = "http://127.0.0.1/oauth";
    private static final String CLIENT = "web";
    private static final Secret SECRET = Secret.of("a secret that every node of this test knows");
    private static final Secret ENCRYPTION_KEY = Secret.of(Base64.getEncoder()
            .encodeToString("thirty-two bytes of no importance".substring(0, 32).getBytes(StandardCharsets.US_ASCII)));

    private final OAuthServer server;

    private Node(OAuthServer server) {
        this.server = server;
    }

    /** A node with a pool of connections of its own. */
    static Node on(Database database, Duration refreshWindow) {
        return on(
                JdbcStorage.at(database.url()).user(database.user()).password(Secret.of(database.password())),
                refreshWindow);
    }

    static Node on(JdbcStorage.Builder storage, Duration refreshWindow) {
        Settings settings = Settings.forIssuer(ISSUER)
                .signingAlgorithms("ES256")
                .refreshWindow(refreshWindow)
                .build();
        return new Node(OAuthServer.builder(settings)
                .storage(new JdbcStorageModule(
                        storage.encryptionKey("test", ENCRYPTION_KEY).build()))
                .loginPage("/login")
                .scope("photos.read", "See your photos")
                .client(Client.confidential(CLIENT, SECRET)
                        .authorizationCode("https://web.example.com/callback")
                        .clientCredentials()
                        .scopes("photos.read")
                        .build())
                .build());
    }

    OAuthServer server() {
        return server;
    }

    TokenStore tokens() {
        return server.part(TokenStore.class);
    }

    CodeFlow client() {
        return CodeFlow.of(server, new ClientId(CLIENT), SECRET);
    }

    /** Whether the store knows this access token. */
    boolean knows(String accessToken) {
        return tokens().findAccessToken(Digest.of(Secret.of(accessToken))).isPresent();
    }

    Optional<Redeemable.State> stateOf(CodeFlow.ObtainedCode code) {
        return tokens().findRedeemable(Digest.of(code.code()))
                .map(found -> found.redeemable().state());
    }

    /** The token request of the client, for any node. */
    static RawRequest tokenRequest(Map<String, String> parameters) {
        String pair = CLIENT + ":" + SECRET.reveal().replace(' ', '+');
        String basic = Base64.getEncoder().encodeToString(pair.getBytes(StandardCharsets.UTF_8));
        return RawRequest.of("POST", "/oauth/token")
                .header("Authorization", "Basic " + basic)
                .form(CodeFlow.encoded(parameters));
    }

    static RawRequest refreshRequest(String refreshToken) {
        return tokenRequest(Map.of("grant_type", "refresh_token", "refresh_token", refreshToken));
    }

    static RawRequest clientCredentialsRequest() {
        return tokenRequest(Map.of("grant_type", "client_credentials"));
    }

    @Override
    public void close() {
        server.close();
    }
}
