// SPDX-License-Identifier: Apache-2.0
package io.symbolon.oauth.samples.quickstart;

import java.io.BufferedReader;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;

/** A real browser without a window, as somebody has it who starts it for the first time. */
final class Chromium implements AutoCloseable {

    private static final String LISTENING = "DevTools listening on ";
    private static final List<String> FLAGS = List.of(
            "--headless",
            "--no-sandbox",
            "--disable-gpu",
            "--disable-quic",
            "--disable-dev-shm-usage",
            "--no-first-run",
            "--disable-background-networking",
            "--disable-component-update",
            "--disable-sync",
            // what a page in this cache does again without asking the server proves nothing about the server
            "--disable-features=BackForwardCache",
            "--remote-debugging-port=0");

    private final Process process;
    private final Path profile;
    private final DevTools devTools;

    private Chromium(Process process, Path profile, DevTools devTools) {
        this.process = process;
        this.profile = profile;
        this.devTools = devTools;
    }

    /** Where it is installed, if it is. */
    static Optional<Path> find() {
        return Stream.of(Optional.ofNullable(System.getenv("PATH")).orElse("").split(File.pathSeparator, -1))
                .flatMap(directory -> Stream.of("chromium", "chromium-browser", "google-chrome")
                        .map(name -> Path.of(directory, name)))
                .filter(Files::isExecutable)
                .findFirst();
    }

    static Chromium start(Path executable) {
        try {
            Path profile = Files.createTempDirectory("chromium");
            List<String> command = new ArrayList<>(List.of(executable.toString()));
            command.addAll(FLAGS);
            command.add("--user-data-dir=" + profile);
            Process process =
                    new ProcessBuilder(command).redirectErrorStream(true).start();
            return new Chromium(process, profile, new DevTools(DevTools.await(address(process))));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** A tab of a browser that shares no cookie with any other. */
    Tab another() {
        return tabOf(devTools.send(DevTools.BROWSER, "Target.createBrowserContext", Map.of())
                .get("browserContextId")
                .asText());
    }

    /** One tab more in the same browser. */
    Tab beside(Tab tab) {
        return tabOf(tab.browserContext());
    }

    private Tab tabOf(String context) {
        return new Tab(devTools, context);
    }

    @Override
    public void close() {
        devTools.send(DevTools.BROWSER, "Browser.close", Map.of());
        DevTools.await(process.onExit());
        devTools.close();
        try (Stream<Path> files = Files.walk(profile)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Waits for the line that says where it listens, and reads on, so that it never has to wait for a reader. */
    private static CompletableFuture<URI> address(Process process) {
        CompletableFuture<URI> address = new CompletableFuture<>();
        Thread reader = new Thread(
                () -> {
                    List<String> lines = new ArrayList<>();
                    try (BufferedReader output = process.inputReader()) {
                        output.lines()
                                .peek(lines::add)
                                .filter(line -> line.startsWith(LISTENING))
                                .map(line -> URI.create(line.substring(LISTENING.length())))
                                .forEach(address::complete);
                    } catch (IOException | UncheckedIOException e) {
                        address.completeExceptionally(e);
                    }
                    address.completeExceptionally(new IllegalStateException(String.join("\n", lines)));
                },
                "chromium");
        reader.setDaemon(true);
        reader.start();
        return address;
    }
}
