// SPDX-License-Identifier: Apache-2.0
package io.symbolon.oauth.jdbc;

import io.symbolon.oauth.api.Issuer;
import io.symbolon.oauth.api.store.ClientStore;
import io.symbolon.oauth.api.store.ConsentStore;
import io.symbolon.oauth.api.store.InteractionStore;
import io.symbolon.oauth.api.store.OnceStore;
import io.symbolon.oauth.api.store.ResourceStore;
import io.symbolon.oauth.api.store.ScopeStore;
import io.symbolon.oauth.api.store.SigningKeyStore;
import io.symbolon.oauth.api.store.TokenStore;
import io.symbolon.oauth.jdbc.internal.store.Database;
import io.symbolon.oauth.jdbc.internal.store.DatabaseException;
import io.symbolon.oauth.jdbc.internal.store.Issuers;
import io.symbolon.oauth.jdbc.internal.store.JdbcClientStore;
import io.symbolon.oauth.jdbc.internal.store.JdbcConsentStore;
import io.symbolon.oauth.jdbc.internal.store.JdbcInteractionStore;
import io.symbolon.oauth.jdbc.internal.store.JdbcOnceStore;
import io.symbolon.oauth.jdbc.internal.store.JdbcResourceStore;
import io.symbolon.oauth.jdbc.internal.store.JdbcScopeStore;
import io.symbolon.oauth.jdbc.internal.store.JdbcSigningKeyStore;
import io.symbolon.oauth.jdbc.internal.store.JdbcTokenStore;
import io.symbolon.oauth.jdbc.internal.store.KeyEncryption;
import java.nio.ByteBuffer;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicBoolean;

/** The stores of issuers on the database of a storage, for one server. */
final class OpenStorage implements AutoCloseable {

    private final JdbcStorage settings;
    private final OpenDatabase open;
    private final Database database;
    private final byte[] node = bytes(UUID.randomUUID());
    private final AtomicBoolean closed = new AtomicBoolean();

    private OpenStorage(JdbcStorage settings, OpenDatabase open) {
        this.settings = settings;
        this.open = open;
        this.database = open.database();
    }

    /**
     * Opens the database, unless another server has.
     *
     * @throws IllegalArgumentException if the database cannot be used; says why, and what to change
     */
    static OpenStorage open(JdbcStorage settings) {
        return new OpenStorage(settings, settings.shared().enter(settings));
    }

    TokenStore tokens(Issuer issuer) {
        return new JdbcTokenStore(database, open.committer()::commit, numberOf(issuer), node);
    }

    OnceStore markers(Issuer issuer) {
        return new JdbcOnceStore(database, numberOf(issuer), node);
    }

    ClientStore clients(Issuer issuer) {
        return new JdbcClientStore(database, numberOf(issuer), settings.staleness());
    }

    ResourceStore resources(Issuer issuer) {
        return new JdbcResourceStore(database, numberOf(issuer), settings.staleness());
    }

    ScopeStore scopes(Issuer issuer) {
        return new JdbcScopeStore(database, numberOf(issuer), settings.staleness());
    }

    ConsentStore consents(Issuer issuer) {
        return new JdbcConsentStore(database, numberOf(issuer));
    }

    InteractionStore interactions(Issuer issuer) {
        return new JdbcInteractionStore(database, numberOf(issuer), node);
    }

    SigningKeyStore signingKeys(Issuer issuer) {
        JdbcSigningKeyStore store =
                new JdbcSigningKeyStore(database, numberOf(issuer), new KeyEncryption(settings.encryptionKeys()));
        store.encryptAnew();
        return store;
    }

    private int numberOf(Issuer issuer) {
        try {
            return Issuers.numberOf(issuer, database);
        } catch (DatabaseException e) {
            throw new IllegalArgumentException(
                    "the tables cannot be written to; give the user the rights that docs/jdbc.md lists, on a database that"
                            + " is not read-only: " + e.getMessage(),
                    e);
        }
    }

    @Override
    public void close() {
        if (closed.compareAndSet(false, true)) {
            settings.shared().leave();
        }
    }

    private static byte[] bytes(UUID id) {
        return ByteBuffer.allocate(16)
                .putLong(id.getMostSignificantBits())
                .putLong(id.getLeastSignificantBits())
                .array();
    }
}
