// SPDX-License-Identifier: Apache-2.0
package io.symbolon.oauth.quality.benchmarks;

import io.symbolon.oauth.quality.benchmarks.load.ServerProcess;
import io.symbolon.oauth.quality.benchmarks.server.Registered;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.lang.ProcessBuilder.Redirect;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/** node-oidc-provider with its own store in memory, one process. Maven does not bring it; npm does, where it is there. */
final class NodePeer {

    private static final Path FOLDER = Built.target().resolve("node-oidc-provider");
    private static final Path INSTALLED = FOLDER.resolve("installed");
    private static final List<String> FILES = List.of("package.json", "server.mjs");
    private static final int PATIENCE_MINUTES = 3;

    private NodePeer() {}

    /** Fetches it, unless it is there; says so if that cannot be. */
    static void install() {
        if (Files.exists(INSTALLED)) {
            return;
        }
        try {
            Files.createDirectories(FOLDER);
            for (String file : FILES) {
                copy(file);
            }
            run("node", "--version");
            run("npm", "install", "--no-audit", "--no-fund", "--ignore-scripts", "--save-exact");
            Files.createFile(INSTALLED);
        } catch (IOException e) {
            System.err.println("node-oidc-provider is skipped: " + e.getMessage());
        }
    }

    /** Starts it, signing with this algorithm; empty if it is not installed or not wanted. */
    static Optional<Rig> start(Plan plan, String algorithm) {
        if (!plan.peers() || !Files.exists(INSTALLED)) {
            return Optional.empty();
        }
        ProcessBuilder program =
                new ProcessBuilder("node", "--max-old-space-size=2048", "server.mjs").directory(FOLDER.toFile());
        program.environment().put("ALGORITHM", algorithm);
        program.environment().put("OPAQUE_CLIENT", Registered.OPAQUE_CLIENT);
        program.environment().put("JWT_CLIENT", Registered.JWT_CLIENT);
        program.environment().put("SECRET", Registered.SECRET);
        return Optional.of(new Rig(ServerProcess.start(program), Server.NODE));
    }

    private static void copy(String file) throws IOException {
        try (InputStream resource =
                Objects.requireNonNull(NodePeer.class.getResourceAsStream("/node-oidc-provider/" + file), file)) {
            Files.copy(resource, FOLDER.resolve(file), StandardCopyOption.REPLACE_EXISTING);
        }
    }

    private static void run(String... command) throws IOException {
        Process process = new ProcessBuilder(command)
                .directory(FOLDER.toFile())
                .redirectOutput(Redirect.DISCARD)
                .redirectError(Redirect.DISCARD)
                .start();
        try {
            if (!process.waitFor(PATIENCE_MINUTES, TimeUnit.MINUTES)) {
                process.destroyForcibly();
                throw new IOException(command[0] + " takes too long");
            }
        } catch (InterruptedException e) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
            throw new UncheckedIOException(new IOException(e));
        }
        if (process.exitValue() != 0) {
            throw new IOException(command[0] + " failed");
        }
    }
}
