// SPDX-License-Identifier: Apache-2.0
package io.symbolon.oauth.jdbc.internal.schema;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.symbolon.oauth.quality.databases.Engine;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.EnumSource.Mode;

/** Whoever has no Flyway runs the scripts, and is told which. */
final class SchemaCheckTest {

    @ParameterizedTest
    @EnumSource(
            mode = Mode.EXCLUDE,
            names = {"H2_FILE", "H2_SERVER"})
    void isContentWithTablesThatWereMadeByHand(Engine engine) {
        Place place = Place.on(engine);

        place.runByHand("V1__baseline.sql");

        assertThatCode(place::check).doesNotThrowAnyException();
    }

    @ParameterizedTest
    @EnumSource(
            mode = Mode.EXCLUDE,
            names = {"H2_FILE", "H2_SERVER"})
    void isContentWithTablesUnderAnotherPrefixThatWereMadeByHand(Engine engine) {
        Place place = Place.on(engine).with(Optional.empty(), "gate_");

        place.runByHand("V1__baseline.sql");

        assertThatCode(place::check).doesNotThrowAnyException();
    }

    @ParameterizedTest
    @EnumSource(
            mode = Mode.EXCLUDE,
            names = {"H2_FILE", "H2_SERVER"})
    void refusesAnEmptyDatabase(Engine engine) {
        Place place = Place.on(engine);

        assertThatThrownBy(place::check)
                .isInstanceOf(SchemaException.class)
                .hasMessageContaining("There is no table oauth_schema_version")
                .hasMessageContaining("flyway-core")
                .hasMessageContaining(place.tables().folder() + "/V1__")
                .hasMessageContaining("${table} replaced by 'oauth_'");
    }

    @ParameterizedTest
    @EnumSource(
            mode = Mode.EXCLUDE,
            names = {"H2_FILE", "H2_SERVER"})
    void refusesTablesWithoutAVersion(Engine engine) {
        Place place = Place.on(engine);
        place.migrate();
        place.execute("DELETE FROM oauth_schema_version");

        assertThatThrownBy(place::check).isInstanceOf(SchemaException.class);
    }

    @ParameterizedTest
    @EnumSource(
            mode = Mode.EXCLUDE,
            names = {"H2_FILE", "H2_SERVER"})
    void refusesOlderTables(Engine engine) {
        Place place = Place.on(engine);
        place.migrate();
        place.execute("UPDATE oauth_schema_version SET version = 0");

        assertThatThrownBy(place::check)
                .isInstanceOf(SchemaException.class)
                .hasMessageContaining("have version 0; version 1 is needed")
                .hasMessageContaining("V1__");
    }

    @ParameterizedTest
    @EnumSource(
            mode = Mode.EXCLUDE,
            names = {"H2_FILE", "H2_SERVER"})
    void refusesTablesThatANewerVersionHasChangedTooMuch(Engine engine) {
        Place place = Place.on(engine);
        place.migrate();
        place.execute("INSERT INTO oauth_schema_version (version, compatible_from) VALUES (3, 2)");

        assertThatThrownBy(place::check)
                .isInstanceOf(SchemaException.class)
                .hasMessageContaining("have version 3")
                .hasMessageContaining("A newer Symbolon has upgraded them");
    }

    @ParameterizedTest
    @EnumSource(
            mode = Mode.EXCLUDE,
            names = {"H2_FILE", "H2_SERVER"})
    void letsThePreviousVersionRunWhileNodesAreUpgraded(Engine engine) {
        Place place = Place.on(engine);
        place.migrate();
        place.execute("INSERT INTO oauth_schema_version (version, compatible_from) VALUES (2, 1)");

        assertThatCode(place::check).doesNotThrowAnyException();
    }

    @ParameterizedTest
    @EnumSource(
            mode = Mode.EXCLUDE,
            names = {"H2_FILE", "H2_SERVER"})
    void theNewestScriptIsOfTheNeededVersion(Engine engine) {
        Place place = Place.on(engine);

        place.migrate();

        assertThat(place.column("SELECT MAX(version) FROM oauth_schema_version"))
                .containsExactly(Integer.toString(SchemaVersion.NEEDED));
    }

    @Test
    void worksWithoutFlywayOnTheClassPath() throws ReflectiveOperationException, java.io.IOException {
        List<URL> withoutFlyway = new ArrayList<>();
        for (String entry : System.getProperty("java.class.path").split(java.io.File.pathSeparator, -1)) {
            if (!entry.contains("flyway")) {
                withoutFlyway.add(Path.of(entry).toUri().toURL());
            }
        }
        try (URLClassLoader application =
                new URLClassLoader(withoutFlyway.toArray(URL[]::new), ClassLoader.getPlatformClassLoader())) {
            Class<?> migrations = application.loadClass(Migrations.class.getName());

            assertThat(migrations.getMethod("arePossible").invoke(null)).isEqualTo(false);
            assertThat(Migrations.arePossible()).isTrue();
        }
    }
}
