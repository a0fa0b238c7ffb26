// SPDX-License-Identifier: Apache-2.0
package io.symbolon.oauth.jdbc;

import static com.google.inject.multibindings.Multibinder.newSetBinder;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.inject.Module;
import io.symbolon.oauth.api.Issuer;
import io.symbolon.oauth.api.Secret;
import io.symbolon.oauth.api.grant.GrantHandler;
import io.symbolon.oauth.api.token.SigningKey;
import io.symbolon.oauth.core.OAuthServer;
import io.symbolon.oauth.quality.databases.Database;
import java.io.IOException;
import java.net.ServerSocket;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

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

    @ParameterizedTest
    @ValueSource(strings = {"postgresql", "mariadb"})
    void saysThatNobodyListens(String make) throws IOException {
        JdbcStorage.Builder nobody = JdbcStorage.at("jdbc:" + make + "://127.0.0.1:" + portOfNobody() + "/none")
                .connectionTimeout(Duration.ofMillis(250))
                .encryptionKey("test", TestStorage.KEY);

        assertThatThrownBy(() -> start(nobody)).hasMessageContaining("no connection to the database can be had");
    }

    @ParameterizedTest
    @EnumSource
    void saysThatThereIsNoSuchDatabase(TestStorage storage) {
        Database database = storage.fresh();
        String elsewhere = storage == TestStorage.H2
                ? "jdbc:h2:mem:nowhere;IFEXISTS=TRUE"
                : database.url().replace(nameOf(database), "nowhere");
        JdbcStorage.Builder settings = JdbcStorage.at(elsewhere)
                .user(database.user())
                .password(Secret.of(database.password()))
                .connectionTimeout(Duration.ofMillis(250))
                .encryptionKey("test", TestStorage.KEY);

        assertThatThrownBy(() -> start(settings))
                .hasMessageContaining("no connection to the database can be had")
                .hasMessageContaining("nowhere");
    }

    @ParameterizedTest
    @EnumSource
    void saysThatThereIsNoSuchSchema(TestStorage storage) {
        JdbcStorage.Builder elsewhere = storage.settings(storage.fresh()).schema("nowhere");

        assertThatThrownBy(() -> start(elsewhere)).hasMessageContaining("There is no schema 'nowhere'");
        assertThatThrownBy(() -> start(elsewhere.migration(JdbcStorage.Migration.CHECK_ONLY)))
                .hasMessageContaining("There is no table nowhere.oauth_schema_version");
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

    @ParameterizedTest
    @EnumSource
    void saysThatTheDatabaseIsReadOnly(TestStorage storage) throws SQLException {
        Database database = storage.fresh();
        start(storage.settings(database));
        Database readOnly = readOnly(storage, database);

        for (JdbcStorage.Migration migration : JdbcStorage.Migration.values()) {
            JdbcStorage settings =
                    storage.settings(readOnly).migration(migration).build();

            assertThatThrownBy(() -> start(settings))
                    .as(migration.name())
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageMatching("(?is).*(cannot be written to|could not be locked).*read[- ]only.*");
            assertThat(settings.metrics().connections()).isEmpty();
        }
    }

    private static Database readOnly(TestStorage storage, Database database) throws SQLException {
        String url = database.url();
        switch (storage) {
            case H2 -> {
                execute(database, "SHUTDOWN");
                url += ";ACCESS_MODE_DATA=r";
            }
            case POSTGRESQL ->
                execute(database, "ALTER DATABASE " + nameOf(database) + " SET default_transaction_read_only = on");
            case MARIADB -> url += (url.contains("?") ? "&" : "?") + "sessionVariables=tx_read_only=1";
        }
        return new Database(url, database.user(), database.password(), database.dataSource());
    }

    private static String nameOf(Database database) {
        return database.url().substring(database.url().lastIndexOf('/') + 1).split("\\?", 2)[0];
    }

    private static int portOfNobody() throws IOException {
        try (ServerSocket socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        }
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

    @ParameterizedTest
    @EnumSource
    void leavesNothingOpenWhereItFailsBeforeThereIsAServer(TestStorage storage) {
        Module broken =
                binder -> newSetBinder(binder, GrantHandler.class).addBinding().toProvider(() -> {
                    throw new IllegalArgumentException("broken on purpose");
                });

        assertThatNothingStaysOpen(broken, storage.settings(storage.fresh()));
    }

    @ParameterizedTest
    @EnumSource
    void leavesNothingOpenWhereItFailsWhenTheServerIsThereAlready(TestStorage storage) {
        Module broken = binder -> binder.bind(StringBuilder.class)
                .toProvider(() -> {
                    throw new IllegalArgumentException("broken on purpose");
                })
                .asEagerSingleton();

        assertThatNothingStaysOpen(broken, storage.settings(storage.fresh()));
    }

    private static void assertThatNothingStaysOpen(Module broken, JdbcStorage.Builder settings) {
        JdbcStorage storage = settings.build();
        Set<Thread> before = threads();

        assertThatThrownBy(() -> OAuthServer.builder(ISSUER.uri())
                        .loginPage("/login")
                        .listener(event -> {})
                        .storage(new JdbcStorageModule(storage))
                        .install(broken)
                        .build())
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("broken on purpose");

        assertThat(storage.metrics().statements().executed()).isPositive();
        assertThat(storage.metrics().connections()).isEmpty();
        Set<Thread> started = threads();
        started.removeAll(before);
        started.forEach(StartTest::awaitEnd);
    }

    /** The threads of servers and of their pools. */
    private static Set<Thread> threads() {
        return Thread.getAllStackTraces().keySet().stream()
                .filter(thread -> thread.getName().startsWith("symbolon"))
                .collect(Collectors.toSet());
    }

    private static void awaitEnd(Thread thread) {
        try {
            thread.join(10_000);
            assertThat(thread.isAlive()).as(thread.getName()).isFalse();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    private static void start(JdbcStorage.Builder settings) {
        start(settings.build());
    }

    private static void start(JdbcStorage storage) {
        OAuthServer.builder(ISSUER.uri())
                .loginPage("/login")
                .storage(new JdbcStorageModule(storage))
                .build()
                .close();
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

    private static void execute(Database database, String sql) throws SQLException {
        try (Connection connection = database.dataSource().getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }
}
