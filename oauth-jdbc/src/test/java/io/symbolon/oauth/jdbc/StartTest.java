// SPDX-License-Identifier: Apache-2.0
package io.symbolon.oauth.jdbc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.symbolon.oauth.api.Issuer;
import io.symbolon.oauth.api.Secret;
import io.symbolon.oauth.api.token.SigningKey;
import io.symbolon.oauth.core.OAuthServer;
import io.symbolon.oauth.quality.databases.Database;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What stops the start, and what the operator is told. */
final class StartTest {

    private static final Issuer ISSUER = new Issuer("https://a.example");
    private static final Secret ANOTHER_KEY = Secret.of("Hx4dHBsaGRgXFhUUExIREA8ODQwLCgkIBwYFBAMCAQA=");

    @ParameterizedTest
    @EnumSource
    void saysThatThePasswordMayBeWrong(TestStorage storage) {
        Database database = storage.fresh();
        start(storage.settings(database));
        JdbcStorage.Builder wrong =
                storage.settings(database).user("mallory").password(Secret.of("not-a-password-of-ours"));

        assertThatThrownBy(() -> start(wrong))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("check the JDBC URL, the user and the password")
                .hasMessageNotContaining("not-a-password-of-ours");
    }

    @Test
    void saysThatNobodyListens() {
        JdbcStorage.Builder nobody = JdbcStorage.at("jdbc:postgresql://127.0.0.1:1/none")
                .connectionTimeout(Duration.ofMillis(250))
                .encryptionKey("test", TestStorage.KEY);

        assertThatThrownBy(() -> start(nobody)).hasMessageContaining("no connection to the database can be had");
    }

    @Test
    void saysThatThereIsNoDriver() {
        JdbcStorage.Builder unknown = JdbcStorage.at("jdbc:nosuchdatabase:x").encryptionKey("test", TestStorage.KEY);

        assertThatThrownBy(() -> start(unknown)).hasMessageContaining("there is no driver for the JDBC URL");
    }

    @Test
    void saysThatAKeyIsMissing() {
        JdbcStorage.Builder without = JdbcStorage.at("jdbc:h2:mem:nothing");

        assertThatThrownBy(() -> start(without))
                .hasMessageContaining("signing keys are kept encrypted")
                .hasMessageContaining("openssl rand -base64 32");
    }

    @ParameterizedTest
    @EnumSource
    void saysThatTheTablesAreMissing(TestStorage storage) {
        JdbcStorage.Builder checked = storage.settings(storage.fresh()).migration(JdbcStorage.Migration.CHECK_ONLY);

        assertThatThrownBy(() -> start(checked))
                .hasMessageContaining("schema_version")
                .hasMessageContaining("V1__");
    }

    @ParameterizedTest
    @EnumSource
    void saysThatTheTablesAreOfANewerVersion(TestStorage storage) throws SQLException {
        Database database = storage.fresh();
        start(storage.settings(database));
        execute(database, "INSERT INTO oauth_schema_version (version, compatible_from) VALUES (99, 99)");

        assertThatThrownBy(() -> start(storage.settings(database))).hasMessageContaining("99");
    }

    @Test
    void saysThatTheDatabaseIsReadOnly() throws SQLException {
        Database database = TestStorage.POSTGRESQL.fresh();
        start(TestStorage.POSTGRESQL.settings(database));
        String name =
                database.url().substring(database.url().lastIndexOf('/') + 1).split("\\?", 2)[0];
        execute(database, "ALTER DATABASE " + name + " SET default_transaction_read_only = on");

        assertThatThrownBy(() ->
                        start(TestStorage.POSTGRESQL.settings(database).migration(JdbcStorage.Migration.CHECK_ONLY)))
                .hasMessageContaining("cannot be written to")
                .hasMessageContaining("read-only");
    }

    @ParameterizedTest
    @EnumSource
    void saysWhichEncryptionKeyIsLacking(TestStorage storage) {
        Database database = storage.fresh();
        givenKey(storage.settings(database));
        JdbcStorage.Builder replaced = JdbcStorage.on(database.dataSource()).encryptionKey("new", ANOTHER_KEY);

        assertThatThrownBy(() -> open(replaced)).hasMessageContaining("encrypted with the key 'test'");
        open(JdbcStorage.on(database.dataSource())
                .encryptionKey("new", ANOTHER_KEY)
                .encryptionKey("test", TestStorage.KEY));
        open(replaced);
    }

    @ParameterizedTest
    @EnumSource
    void saysThatTheKeyIsNotTheOneOfThatName(TestStorage storage) {
        Database database = storage.fresh();
        givenKey(storage.settings(database));
        JdbcStorage.Builder wrong = JdbcStorage.on(database.dataSource()).encryptionKey("test", ANOTHER_KEY);

        assertThatThrownBy(() -> start(wrong)).hasMessageContaining("is not the one that encrypted it");
    }

    private static void start(JdbcStorage.Builder settings) {
        server(settings).close();
    }

    private static void open(JdbcStorage.Builder settings) {
        try (OpenStorage storage = OpenStorage.open(settings.build())) {
            assertThat(storage.signingKeys(ISSUER).all()).hasSize(1);
        }
    }

    private static void givenKey(JdbcStorage.Builder settings) {
        try (OpenStorage storage = OpenStorage.open(settings.build())) {
            Instant now = Instant.EPOCH;
            storage.signingKeys(ISSUER)
                    .insert(new SigningKey(
                            "key-1", SigningKey.Use.REFRESH_TOKEN_MAC, "HS256", Secret.of("{}"), now, now));
        }
    }

    private static OAuthServer server(JdbcStorage.Builder settings) {
        return OAuthServer.builder(ISSUER.uri())
                .loginPage("/login")
                .storage(new JdbcStorageModule(settings.build()))
                .build();
    }

    private static void execute(Database database, String sql) throws SQLException {
        try (Connection connection = database.dataSource().getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }
}
