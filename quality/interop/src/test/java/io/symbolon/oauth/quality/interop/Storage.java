// SPDX-License-Identifier: Apache-2.0
package io.symbolon.oauth.quality.interop;

import io.symbolon.oauth.api.Secret;
import io.symbolon.oauth.core.OAuthServer;
import io.symbolon.oauth.jdbc.JdbcStorage;
import io.symbolon.oauth.jdbc.JdbcStorageModule;
import io.symbolon.oauth.quality.databases.Database;
import io.symbolon.oauth.quality.databases.Engine;

/** Where the server keeps what it knows. */
enum Storage {
    MEMORY {
        @Override
        OAuthServer.Builder under(OAuthServer.Builder server) {
            return server;
        }
    },
    H2 {
        @Override
        OAuthServer.Builder under(OAuthServer.Builder server) {
            return on(Engine.H2_FILE, server);
        }
    },
    POSTGRESQL {
        @Override
        OAuthServer.Builder under(OAuthServer.Builder server) {
            return on(Engine.POSTGRESQL, server);
        }
    },
    MARIADB {
        @Override
        OAuthServer.Builder under(OAuthServer.Builder server) {
            return on(Engine.MARIADB, server);
        }
    };

    // 32 bytes that nobody may use but tests
    private static final Secret KEY = Secret.of("AAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh8=");

    /** Has the server keep its state here, in a database of its own. */
    abstract OAuthServer.Builder under(OAuthServer.Builder server);

    private static OAuthServer.Builder on(Engine engine, OAuthServer.Builder server) {
        Database database = engine.shared().freshDatabase();
        return server.storage(new JdbcStorageModule(JdbcStorage.at(database.url())
                .user(database.user())
                .password(Secret.of(database.password()))
                .connections(4)
                .encryptionKey("test", KEY)
                .build()));
    }
}
