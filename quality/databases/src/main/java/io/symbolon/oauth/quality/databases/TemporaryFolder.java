// SPDX-License-Identifier: Apache-2.0
package io.symbolon.oauth.quality.databases;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * A folder that is deleted when the JVM ends, even if that is killed: a shell waits for the end of its input, which this
 * JVM holds open. Before that it ends the processes that were put under its care.
 */
final class TemporaryFolder {

    private static final String GUARD =
            "trap '' HUP INT TERM; folder=$1; shift; read -r _; for pid; do kill -KILL \"$pid\" 2>/dev/null; done;"
                    + " rm -rf \"$folder\" || { sleep 1; rm -rf \"$folder\"; }";

    private final Path path;
    private Process guard;

    private TemporaryFolder(Path path) throws IOException {
        this.path = path;
        this.guard = guard(path, List.of());
    }

    static TemporaryFolder create(String purpose) {
        try {
            return new TemporaryFolder(Files.createTempDirectory("symbolon-" + purpose + "-"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    Path path() {
        return path;
    }

    /** Sees to it that this process does not outlive the JVM; it takes the place of the one named before. */
    void guard(Process process) {
        try {
            Process next = guard(path, List.of(Long.toString(process.pid())));
            guard.destroyForcibly();
            guard = next;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Deletes it now, and kills the process under its care. */
    void delete() {
        try {
            guard.getOutputStream().close();
            guard.waitFor();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new DatabaseException("interrupted while " + path + " was deleted", e);
        }
    }

    private static Process guard(Path folder, List<String> pids) throws IOException {
        List<String> command = new ArrayList<>(List.of("/bin/sh", "-c", GUARD, "guard", folder.toString()));
        command.addAll(pids);
        return new ProcessBuilder(command)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
    }
}
