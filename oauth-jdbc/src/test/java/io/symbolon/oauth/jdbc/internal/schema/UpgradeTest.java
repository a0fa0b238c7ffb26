// SPDX-License-Identifier: Apache-2.0
package io.symbolon.oauth.jdbc.internal.schema;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.symbolon.oauth.core.OAuthServer;
import io.symbolon.oauth.quality.databases.Database;
import io.symbolon.oauth.quality.databases.Engine;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Databases that earlier versions have left, with all that was in them, are taken up by this one. */
final class UpgradeTest {

    private static final List<String> ADDITION = List.of(
            "ALTER TABLE oauth_grant ADD COLUMN note VARCHAR(100)",
            "CREATE TABLE oauth_album (id INTEGER NOT NULL PRIMARY KEY)",
            "INSERT INTO oauth_schema_version (version, compatible_from) VALUES (2, 1)");

    static List<KeptDump> dumps() {
        return KeptDump.all();
    }

    @ParameterizedTest
    @MethodSource("dumps")
    void takesUpAllThatWasLeft(KeptDump kept) {
        Database database = kept.loaded();

        try (OAuthServer server = Past.server(database)) {
            kept.past().assertGoesOn(server);
        }

        assertThatCode(placeOf(kept, database)::check).doesNotThrowAnyException();
    }

    @ParameterizedTest
    @MethodSource("dumps")
    void hasRowsOfEveryKindToTakeUp(KeptDump kept) {
        List<String> tables = kept.dump().tables();

        assertThat(tables).hasSizeGreaterThan(16);
        assertThat(kept.dump().tablesWithRows()).containsAll(tables);
    }

    @ParameterizedTest
    @EnumSource(names = {"H2_MEMORY", "POSTGRESQL", "MARIADB"})
    void isTriedFromTheNewestVersionToo(Engine engine) {
        assertThat(KeptDump.find(SchemaVersion.NEEDED, engine))
                .as("run WriteDumps when version " + SchemaVersion.NEEDED + " of the tables is finished")
                .isPresent();
    }

    /** A released script has run somewhere: what is to change needs a script of its own. */
    @ParameterizedTest
    @MethodSource("dumps")
    void findsTheScriptsAsTheyWereReleased(KeptDump kept) {
        Map<String, String> now = KeptDump.digests(Place.on(kept.engine()).tables());

        assertThat(now).containsAllEntriesOf(kept.scripts());
    }

    @ParameterizedTest
    @MethodSource("dumps")
    void letsThePreviousVersionGoOnAmongAdditions(KeptDump kept) {
        Database database = kept.loaded();
        try (OAuthServer before = Past.server(database)) {
            ADDITION.forEach(placeOf(kept, database)::execute);

            kept.past().assertGoesOn(before);
        }
        try (OAuthServer restarted = Past.server(database)) {
            assertThat(restarted.scopes().all()).hasSize(3);
        }
    }

    @ParameterizedTest
    @MethodSource("dumps")
    void refusesToStartThePreviousVersionWhereItCannotGoOn(KeptDump kept) {
        Database database = kept.loaded();
        Place place = placeOf(kept, database);
        place.execute("INSERT INTO oauth_schema_version (version, compatible_from) VALUES (2, 2)");

        assertThatThrownBy(() -> Past.server(database)).hasMessageContaining("A newer Symbolon has upgraded them");
    }

    /** What a script could lose, though it says that it works with the version before. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "ALTER TABLE oauth_redeemable DROP COLUMN code_challenge",
                "ALTER TABLE oauth_grant DROP COLUMN refresh_derived_with",
                "UPDATE oauth_signing_key SET encrypted_with = 'another'",
                "DELETE FROM oauth_signing_key",
                "DELETE FROM oauth_consent",
                "DELETE FROM oauth_once_marker",
                "DELETE FROM oauth_revoked_token",
                "DELETE FROM oauth_subject_mark",
                "DELETE FROM oauth_interaction",
                "DELETE FROM oauth_client_origin",
                "DELETE FROM oauth_resource",
                "UPDATE oauth_redeemable SET state = 1",
                "UPDATE oauth_access_token SET expires_at = 0"
            })
    void noticesALoss(String loss) {
        KeptDump kept = KeptDump.find(SchemaVersion.NEEDED, Engine.H2_MEMORY).orElseThrow();
        Database database = kept.loaded();

        placeOf(kept, database).execute(loss);

        assertThatThrownBy(() -> takeUp(kept, database)).isInstanceOf(Throwable.class);
    }

    @Test
    void keepsADumpOfEachDatabase() {
        assertThat(dumps()).extracting(KeptDump::engine).containsOnly(KeptDump.ENGINES.toArray(Engine[]::new));
    }

    private static void takeUp(KeptDump kept, Database database) {
        try (OAuthServer server = Past.server(database)) {
            kept.past().assertGoesOn(server);
        }
    }

    private static Place placeOf(KeptDump kept, Database database) {
        return new Place(database, new SchemaPlace(Place.scripts(kept.engine()), Optional.empty(), "oauth_"));
    }
}
