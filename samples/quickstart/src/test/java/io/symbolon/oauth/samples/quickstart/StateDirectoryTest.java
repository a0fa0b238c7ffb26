// SPDX-License-Identifier: Apache-2.0
package io.symbolon.oauth.samples.quickstart;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class StateDirectoryTest {

    @TempDir
    private Path parent;

    private Path path = Path.of("");

    @BeforeEach
    void nameIt() {
        path = parent.resolve("state");
    }

    @Test
    void isForItsOwnerAlone() throws IOException {
        directory().key();

        assertThat(permissions(path)).isEqualTo("rwx------");
        assertThat(permissions(path.resolve("key"))).isEqualTo("rw-------");
    }

    @Test
    void keepsItsKey() {
        assertThat(directory().key()).isEqualTo(directory().key());
    }

    @Test
    void makesNoKeyTwice() {
        assertThat(directory().key()).isNotEqualTo(new StateDirectory(parent.resolve("other")).key());
    }

    @Test
    void refusesAKeyThatOthersMayRead() throws IOException {
        directory().key();
        Files.setPosixFilePermissions(path.resolve("key"), PosixFilePermissions.fromString("rw-r-----"));

        assertThatThrownBy(() -> directory().key())
                .isInstanceOf(StartException.class)
                .hasMessageContaining("chmod 600 " + path.resolve("key"));
    }

    @Test
    void refusesADirectoryThatOthersMayRead() throws IOException {
        Files.createDirectory(path);
        Files.setPosixFilePermissions(path, PosixFilePermissions.fromString("rwxr-xr-x"));

        assertThatThrownBy(() -> directory().key())
                .isInstanceOf(StartException.class)
                .hasMessageContaining("chmod 700 " + path);
        assertThat(path).isEmptyDirectory();
    }

    @Test
    void refusesAFileInItsPlace() throws IOException {
        Files.writeString(path, "something else");

        assertThatThrownBy(() -> directory().claim())
                .isInstanceOf(StartException.class)
                .hasMessageContaining(path.toString())
                .hasMessageContaining("--data");
    }

    @Test
    void belongsToOneProgramAtATime() {
        try (StateDirectory.Claim first = directory().claim()) {
            assertThat(first).isNotNull();
            assertThatThrownBy(() -> directory().claim())
                    .isInstanceOf(StartException.class)
                    .hasMessageContaining("in use by another quickstart");
        }

        directory().claim().close();
    }

    private StateDirectory directory() {
        return new StateDirectory(path);
    }

    private static String permissions(Path entry) throws IOException {
        return PosixFilePermissions.toString(Files.getPosixFilePermissions(entry));
    }
}
