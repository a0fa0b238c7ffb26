// SPDX-License-Identifier: Apache-2.0
package io.symbolon.oauth.samples.quickstart;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.time.InstantSource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What {@code ./quickstart} rehearses after a build. */
final class RehearsalTest {

    @Test
    void asksAnAlbumWithStateToo_andStopsIt(@TempDir Path folder) throws IOException {
        Path state = folder.resolve("state");

        Rehearsal.main(new String[] {"--port", "0", "--data", state.toString()});

        assertThat(state).isNotEmptyDirectory();
        try (RunningAlbum again = RunningAlbum.start(
                Arguments.parse("--port", "0", "--data", state.toString()), InstantSource.system())) {
            assertThat(again.port()).isPositive();
        }
    }
}
