// SPDX-License-Identifier: Apache-2.0
package io.symbolon.oauth.jdbc.internal.schema;

import io.symbolon.oauth.quality.databases.Engine;
import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * Writes the dump of a new version of the tables among the sources; run by hand when the version is finished, as
 * docs/jdbc.md says. It replaces none.
 */
final class WriteDumps {

    private static final Path RESOURCES = Path.of("src", "test", "resources");

    @ParameterizedTest
    @EnumSource(names = {"H2_MEMORY", "POSTGRESQL", "MARIADB"})
    void write(Engine engine) throws IOException {
        KeptDump.made(engine).write(RESOURCES);
    }
}
