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
import io.symbolon.oauth.jdbc.internal.commit.CommitLimits;
import io.symbolon.oauth.jdbc.internal.commit.CommitStatements;
import io.symbolon.oauth.jdbc.internal.commit.Committer;
import io.symbolon.oauth.jdbc.internal.schema.Migrations;
import io.symbolon.oauth.jdbc.internal.schema.SchemaCheck;
import io.symbolon.oauth.jdbc.internal.schema.SchemaException;
import io.symbolon.oauth.jdbc.internal.schema.SchemaPlace;
import io.symbolon.oauth.jdbc.internal.store.Commits;
import io.symbolon.oauth.jdbc.internal.store.Database;
import io.symbolon.oauth.jdbc.internal.store.DatabaseException;
import io.symbolon.oauth.jdbc.internal.store.Dialect;
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
import io.symbolon.oauth.jdbc.internal.store.Tables;
import java.nio.ByteBuffer;
import java.sql.SQLException;
import java.util.UUID;
import javax.sql.DataSource;

/** A database that was found fit, and the stores of issuers on it. Closes what it opened, and nothing else. */
final class OpenStorage implements AutoCloseable {

    private final JdbcStorage settings;
    private final Pool pool;
    private final Database database;
    private final Committer committer;
    private final byte[] node = bytes(UUID.randomUUID());

    private OpenStorage(JdbcStorage settings, Pool pool, Database database) {
        this.settings = settings;
        this.pool = pool;
        this.database = database;
        CommitStatements statements = Commits.on(database);
        this.committer = settings.isGroupCommit()
                ? Committer.together(statements, CommitLimits.standard())
                : Committer.oneByOne(statements);
    }

    /**
     * Connects, and makes or checks the tables.
     *
     * @throws IllegalArgumentException if the database cannot be used; says why, and what to change
     */
    static OpenStorage open(JdbcStorage settings) {
        Pool pool = Pool.of(settings);
        boolean opened = false;
        try {
            Database database = Database.of(pool.dataSource(), new Tables(settings.schema(), settings.tablePrefix()));
            prepare(settings, pool.dataSource(), database.dialect());
            OpenStorage storage = new OpenStorage(settings, pool, database);
            opened = true;
            return storage;
        } catch (SQLException e) {
            throw Pool.unreachable(e);
        } finally {
            if (!opened) {
                pool.close();
            }
        }
    }

    private static void prepare(JdbcStorage settings, DataSource dataSource, Dialect dialect) {
        SchemaPlace place = new SchemaPlace(dialect.folder(), settings.schema(), settings.tablePrefix());
        boolean possible = Migrations.arePossible();
        if (settings.migration() == JdbcStorage.Migration.REQUIRED && !possible) {
            throw new IllegalArgumentException(
                    "the tables are to be migrated at start, but Flyway is not on the class path:"
                            + " add flyway-core, and flyway-database-postgresql or flyway-mysql");
        }
        try {
            if (possible && settings.migration() != JdbcStorage.Migration.CHECK_ONLY) {
                Migrations.migrate(dataSource, place);
            }
            SchemaCheck.check(dataSource, place);
        } catch (SchemaException e) {
            throw new IllegalArgumentException(e.getMessage(), e);
        }
    }

    TokenStore tokens(Issuer issuer) {
        return new JdbcTokenStore(database, committer::commit, numberOf(issuer), node);
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
        committer.close();
        pool.close();
    }

    private static byte[] bytes(UUID id) {
        return ByteBuffer.allocate(16)
                .putLong(id.getMostSignificantBits())
                .putLong(id.getLeastSignificantBits())
                .array();
    }
}
