// SPDX-License-Identifier: Apache-2.0
package io.symbolon.oauth.jdbc.internal.schema;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import io.symbolon.oauth.quality.databases.Engine;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.flywaydb.core.Flyway;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.EnumSource.Mode;

final class MigrationsTest {

    private static final int NODES = 4;
    private static final String APPLICATIONS_HISTORY = "SELECT \"checksum\" FROM \"flyway_schema_history\"";

    @ParameterizedTest
    @EnumSource(
            mode = Mode.EXCLUDE,
            names = {"H2_FILE", "H2_SERVER"})
    void makeTheTables(Engine engine) {
        Place place = Place.on(engine);

        place.migrate();

        assertThatCode(place::check).doesNotThrowAnyException();
        assertThat(place.column("SELECT COUNT(*) FROM oauth_access_token")).containsExactly("0");
    }

    @ParameterizedTest
    @EnumSource(
            mode = Mode.EXCLUDE,
            names = {"H2_FILE", "H2_SERVER"})
    void changeNothingTheSecondTime(Engine engine) {
        Place place = Place.on(engine);
        place.migrate();
        List<String> history = history(place);

        place.migrate();

        assertThat(history(place)).isEqualTo(history);
    }

    @ParameterizedTest
    @EnumSource(
            mode = Mode.EXCLUDE,
            names = {"H2_FILE", "H2_SERVER"})
    void keepOutOfTheApplicationsOwnMigrations(Engine engine) {
        Place place = Place.on(engine);
        Flyway application = applicationOf(place);
        application.migrate();
        List<String> before = applicationsHistory(place);

        place.migrate();

        assertThatCode(application::validate).doesNotThrowAnyException();
        assertThat(application.migrate().migrationsExecuted).isZero();
        assertThat(applicationsHistory(place)).isEqualTo(before);
        assertThat(place.column("SELECT title FROM album")).containsExactly("Samothrace");
        assertThatCode(place::check).doesNotThrowAnyException();
    }

    @ParameterizedTest
    @EnumSource(
            mode = Mode.EXCLUDE,
            names = {"H2_FILE", "H2_SERVER"})
    void runEachScriptThoughTablesOfOthersAreThere(Engine engine) {
        Place place = Place.on(engine);
        place.execute("CREATE TABLE album (id INT NOT NULL PRIMARY KEY)");

        place.migrate();

        assertThat(history(place)).contains("V1__baseline.sql");
    }

    @ParameterizedTest
    @EnumSource(
            mode = Mode.EXCLUDE,
            names = {"H2_FILE", "H2_SERVER"})
    void goOnFromTablesThatWereMadeByHand(Engine engine) {
        Place place = Place.on(engine);
        place.runByHand("V1__baseline.sql");

        place.migrate();

        assertThatCode(place::check).doesNotThrowAnyException();
        assertThat(history(place)).doesNotContain("V1__baseline.sql");
    }

    @ParameterizedTest
    @EnumSource(
            mode = Mode.EXCLUDE,
            names = {"H2_FILE", "H2_SERVER"})
    void makeTablesUnderSeveralPrefixes(Engine engine) {
        Place one = Place.on(engine);
        Place other = one.with(Optional.empty(), "second_");
        one.migrate();

        other.migrate();

        assertThatCode(one::check).doesNotThrowAnyException();
        assertThatCode(other::check).doesNotThrowAnyException();
    }

    @ParameterizedTest
    @EnumSource(
            mode = Mode.EXCLUDE,
            names = {"H2_FILE", "H2_SERVER"})
    void makeTablesInAnotherSchema(Engine engine) {
        Place place = Place.on(engine);
        String schema = "shop" + Integer.toHexString(System.identityHashCode(place));
        place.execute("CREATE SCHEMA " + schema);
        Place elsewhere = place.with(Optional.of(schema), "oauth_");

        elsewhere.migrate();

        assertThatCode(elsewhere::check).doesNotThrowAnyException();
        assertThat(elsewhere.column("SELECT COUNT(*) FROM " + schema + ".oauth_schema_version"))
                .containsExactly("1");
        assertThatThrownBy(place::check).isInstanceOf(SchemaException.class);
    }

    @ParameterizedTest
    @EnumSource(
            mode = Mode.EXCLUDE,
            names = {"H2_FILE", "H2_SERVER"})
    void refuseASchemaThatIsNotThere(Engine engine) {
        Place place = Place.on(engine).with(Optional.of("nowhere"), "oauth_");

        assertThatThrownBy(place::migrate)
                .isInstanceOf(SchemaException.class)
                .hasMessageContaining("There is no schema 'nowhere'")
                .hasMessageContaining("CREATE SCHEMA nowhere");
    }

    @ParameterizedTest
    @EnumSource(
            mode = Mode.EXCLUDE,
            names = {"H2_FILE", "H2_SERVER"})
    void runOnceWhenNodesStartTogether(Engine engine) throws InterruptedException, ExecutionException {
        Place place = Place.on(engine);

        startTogether(place);

        assertThatCode(place::check).doesNotThrowAnyException();
        assertThat(history(place)).containsOnlyOnce("V1__baseline.sql");
    }

    @ParameterizedTest
    @EnumSource(
            mode = Mode.EXCLUDE,
            names = {"H2_FILE", "H2_SERVER"})
    void runOnceWhenNodesStartTogetherAmongTablesOfOthers(Engine engine)
            throws InterruptedException, ExecutionException {
        Place place = Place.on(engine);
        applicationOf(place).migrate();

        startTogether(place);

        assertThatCode(place::check).doesNotThrowAnyException();
        assertThat(history(place)).containsOnlyOnce("V1__baseline.sql");
    }

    @ParameterizedTest
    @EnumSource(
            mode = Mode.EXCLUDE,
            names = {"H2_FILE", "H2_SERVER"})
    void leaveTablesOfANewerVersionAlone(Engine engine) {
        Place place = Place.on(engine);
        place.migrate();
        place.execute("INSERT INTO oauth_schema_version (version, compatible_from) VALUES (2, 1)");

        place.migrate();

        assertThatCode(place::check).doesNotThrowAnyException();
    }

    @ParameterizedTest
    @EnumSource(names = {"H2_MEMORY", "MARIADB"})
    void goOnWhereANodeDiedInTheMiddle(Engine engine) {
        Place place = Place.on(engine);
        place.runByHand("V1__baseline.sql");
        place.execute("DELETE FROM oauth_schema_version");
        place.execute("DROP TABLE oauth_lease");

        place.migrate();

        assertThatCode(place::check).doesNotThrowAnyException();
        assertThat(place.column("SELECT COUNT(*) FROM oauth_lease")).containsExactly("0");
    }

    @ParameterizedTest
    @EnumSource(
            mode = Mode.EXCLUDE,
            names = {"H2_FILE", "H2_SERVER"})
    void needFourConnectionsAtMost(Engine engine) {
        Place place = Place.on(engine);
        HikariConfig settings = new HikariConfig();
        settings.setDataSource(place.dataSource());
        settings.setMaximumPoolSize(4);
        try (HikariDataSource pool = new HikariDataSource(settings)) {
            Migrations.migrate(pool, place.tables());
        }

        assertThatCode(place::check).doesNotThrowAnyException();
    }

    private static void startTogether(Place place) throws InterruptedException, ExecutionException {
        CyclicBarrier barrier = new CyclicBarrier(NODES);
        Callable<Void> start = () -> {
            barrier.await();
            place.migrate();
            place.check();
            return null;
        };
        ExecutorService threads = Executors.newFixedThreadPool(NODES);
        try {
            List<Callable<Void>> starts = new ArrayList<>();
            for (int node = 0; node < NODES; node++) {
                starts.add(start);
            }
            for (Future<Void> started : threads.invokeAll(starts)) {
                started.get();
            }
        } finally {
            threads.shutdownNow();
        }
    }

    private static Flyway applicationOf(Place place) {
        return Flyway.configure()
                .dataSource(place.dataSource())
                .locations("classpath:application")
                .callbackLocations(new String[0])
                .load();
    }

    private static List<String> history(Place place) {
        String table = place.tables().prefix() + "schema_history";
        return place.column(quoted(place, "SELECT \"script\" FROM \"" + table + "\" WHERE \"version\" IS NOT NULL"));
    }

    private static List<String> applicationsHistory(Place place) {
        return place.column(quoted(place, APPLICATIONS_HISTORY));
    }

    private static String quoted(Place place, String statement) {
        return place.tables().scripts().equals("mariadb") ? statement.replace('"', '`') : statement;
    }
}
