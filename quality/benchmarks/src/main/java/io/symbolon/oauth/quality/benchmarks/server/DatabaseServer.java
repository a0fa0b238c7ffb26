// SPDX-License-Identifier: Apache-2.0
package io.symbolon.oauth.quality.benchmarks.server;

import io.symbolon.oauth.api.Secret;
import io.symbolon.oauth.api.client.Client;
import io.symbolon.oauth.core.OAuthServer;
import io.symbolon.oauth.core.memory.InMemoryCapacity;
import io.symbolon.oauth.core.settings.Settings;
import io.symbolon.oauth.jdbc.JdbcStorage;
import io.symbolon.oauth.jdbc.JdbcStorageModule;
import io.symbolon.oauth.quality.benchmarks.load.Journey;
import java.util.Base64;

/** The authorization server with everything on a database, and a session for everybody, which is alice's. */
public final class DatabaseServer {

    private static final int CONNECTIONS = 16;
    private static final int KEY_BYTES = 32;

    private DatabaseServer() {}

    /** The arguments are JDBC URL, user and password. */
    public static void main(String[] arguments) throws Exception {
        JdbcStorage storage = JdbcStorage.at(arguments[0])
                .user(arguments[1])
                .password(Secret.of(arguments[2]))
                .connections(CONNECTIONS)
                .encryptionKey("key-1", Secret.of(Base64.getEncoder().encodeToString(new byte[KEY_BYTES])))
                .build();
        try (OAuthServer server = OAuthServer.builder(Settings.forIssuer(Registered.ISSUER)
                        .loginPage("/login")
                        .inMemory(InMemoryCapacity.standard().withInteractions(Registered.LOGINS))
                        .build())
                .storage(new JdbcStorageModule(storage))
                .scope("photos.read", "See your photos")
                .client(Client.confidential(Registered.OPAQUE_CLIENT, Secret.of(Registered.SECRET))
                        .clientCredentials()
                        .authorizationCode(Journey.REDIRECT_URI)
                        .consentRequired(false)
                        .scopes("photos.read")
                        .build())
                .build()) {
            Listening.serve(AlwaysAlice.in(server));
        }
    }
}
