// SPDX-License-Identifier: Apache-2.0
package io.symbolon.oauth.jdbc.internal.store;

import io.symbolon.oauth.api.Secret;
import io.symbolon.oauth.api.store.SigningKeyStore;
import io.symbolon.oauth.api.token.SigningKey;
import java.time.Instant;
import java.util.List;

/** Keys in a table, encrypted. */
public final class JdbcSigningKeyStore implements SigningKeyStore {

    private final Database database;
    private final int issuer;
    private final KeyEncryption encryption;
    private final SingleInsert insertion;

    /** The store of this issuer. */
    public JdbcSigningKeyStore(Database database, int issuer, KeyEncryption encryption) {
        this.database = database;
        this.issuer = issuer;
        this.encryption = encryption;
        this.insertion = new SingleInsert(
                database,
                "{signing_key} (issuer, kid, purpose, algorithm, jwk, encrypted_with, created_at, active_from)",
                8);
    }

    @Override
    public List<SigningKey> all() {
        return database.withHandle(handle -> handle.createQuery(database.sql("SELECT kid, purpose, algorithm, jwk,"
                        + " encrypted_with, created_at, active_from FROM {signing_key} WHERE issuer = :issuer"))
                .bind("issuer", issuer)
                .map((row, context) -> {
                    String kid = row.getString(1);
                    Secret jwk = encryption.decrypted(
                            row.getString(5), row.getBytes(4), context(kid, row.getString(2), row.getString(3)));
                    return new SigningKey(
                            kid,
                            SigningKey.Use.valueOf(row.getString(2)),
                            row.getString(3),
                            jwk,
                            Instant.ofEpochMilli(row.getLong(6)),
                            Instant.ofEpochMilli(row.getLong(7)));
                })
                .list());
    }

    /** Encrypts with the key in use what another one has encrypted. */
    public void encryptAnew() {
        List<String> others = database.withHandle(handle -> handle.createQuery(database.sql(
                        "SELECT kid FROM {signing_key} WHERE issuer = :issuer AND encrypted_with <> :inUse"))
                .bind("issuer", issuer)
                .bind("inUse", encryption.keyInUse())
                .mapTo(String.class)
                .list());
        if (!others.isEmpty()) {
            all().stream().filter(key -> others.contains(key.kid())).forEach(this::encryptAnew);
        }
    }

    private void encryptAnew(SigningKey key) {
        byte[] encrypted =
                encryption.encrypted(key.jwk(), context(key.kid(), key.use().name(), key.algorithm()));
        database.withHandle(handle -> handle.createUpdate(database.sql("UPDATE {signing_key} SET jwk = :jwk,"
                        + " encrypted_with = :inUse WHERE issuer = :issuer AND kid = :kid"))
                .bind("jwk", encrypted)
                .bind("inUse", encryption.keyInUse())
                .bind("issuer", issuer)
                .bind("kid", key.kid())
                .execute());
    }

    @Override
    public void insert(SigningKey key) {
        byte[] encrypted =
                encryption.encrypted(key.jwk(), context(key.kid(), key.use().name(), key.algorithm()));
        database.withHandle(handle -> insertion.isInserted(
                handle.getConnection(),
                parameters -> parameters
                        .number(issuer)
                        .text(key.kid())
                        .text(key.use().name())
                        .text(key.algorithm())
                        .bytes(encrypted)
                        .text(encryption.keyInUse())
                        .bigNumber(Times.millis(key.createdAt()))
                        .bigNumber(Times.millis(key.activeFrom()))));
    }

    @Override
    public void remove(String kid) {
        database.withHandle(handle -> handle.createUpdate(
                        database.sql("DELETE FROM {signing_key} WHERE issuer = :issuer AND kid = :kid"))
                .bind("issuer", issuer)
                .bind("kid", kid)
                .execute());
    }

    /** What ties the encrypted key to its row: in another one, or under another name, it cannot be decrypted. */
    private String context(String kid, String purpose, String algorithm) {
        return issuer + "\n" + purpose + "\n" + algorithm + "\n" + kid;
    }
}
