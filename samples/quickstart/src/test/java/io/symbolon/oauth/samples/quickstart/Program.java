// SPDX-License-Identifier: Apache-2.0
package io.symbolon.oauth.samples.quickstart;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;

/** The quickstart in a JVM of its own. Closing it tells it to stop, and waits until it has. */
final class Program implements AutoCloseable {

    private static final String LAST_OF_THE_INTRODUCTION = "    sed 's/";
    private static final String JAVA =
            Path.of(System.getProperty("java.home"), "bin", "java").toString();

    /**
     * A process that has ended.
     *
     * @param status what it ended with
     * @param out what it wrote to its standard output
     * @param err what it wrote to its standard error
     */
    record Ended(int status, String out, String err) {}

    private final Process process;
    private final BufferedReader output;
    private final StringBuilder read = new StringBuilder();

    private Program(Process process) {
        this.process = process;
        this.output = process.inputReader(StandardCharsets.UTF_8);
    }

    /** Runs it to its end. */
    static Ended run(String... arguments) {
        return ended(new ProcessBuilder(command(List.of(), arguments)));
    }

    /** Runs it to its end, with one more variable in its environment. */
    static Ended runKnowing(String variable, String value, String... arguments) {
        ProcessBuilder builder = new ProcessBuilder(command(List.of(), arguments));
        builder.environment().put(variable, value);
        return ended(builder);
    }

    /** Starts it, and waits until it has said how to try it. */
    static Program start(String... arguments) {
        return startWith(List.of(), arguments);
    }

    /** Starts it on a JVM with further options. */
    static Program startWith(List<String> options, String... arguments) {
        try {
            Program program = new Program(new ProcessBuilder(command(options, arguments))
                    .redirectError(ProcessBuilder.Redirect.INHERIT)
                    .start());
            program.readUntil(LAST_OF_THE_INTRODUCTION);
            return program;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** What it has printed so far. */
    String introduction() {
        return read.toString();
    }

    /** The command that it printed under this heading, as somebody copies it. */
    String command(String heading) {
        String below = introduction().split(heading + "\n\n", 2)[1];
        return below.lines().takeWhile(line -> !line.isBlank()).collect(Collectors.joining("\n"));
    }

    static boolean canRun(String command) {
        return ended(new ProcessBuilder("sh", "-c", "command -v " + command)).status() == 0;
    }

    /** What a shell prints when this is pasted into it. */
    static String shell(String command) {
        return ended(new ProcessBuilder("sh", "-c", command)).out();
    }

    @Override
    public void close() {
        // the process itself would close its streams with that, and the last line is wanted
        process.toHandle().destroy();
        readUntil("stopped");
        await(process);
    }

    /** Ends it as a power failure would. */
    void kill() {
        process.destroyForcibly();
        await(process);
    }

    /** Where it listens, if its issuer says so. */
    URI origin() {
        return URI.create(
                introduction().split("Album +", 2)[1].lines().findFirst().orElseThrow());
    }

    private void readUntil(String beginning) {
        try {
            String line;
            do {
                line = output.readLine();
                if (line == null) {
                    throw new AssertionError("it ended before it said '" + beginning + "', after:\n" + read);
                }
                read.append(line).append('\n');
            } while (!line.startsWith(beginning));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static List<String> command(List<String> options, String... arguments) {
        List<String> command = new ArrayList<>(List.of(JAVA, "-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC"));
        command.addAll(options);
        command.addAll(List.of("-cp", System.getProperty("java.class.path"), Quickstart.class.getName()));
        command.addAll(List.of(arguments));
        return command;
    }

    private static Ended ended(ProcessBuilder builder) {
        try {
            Process process = builder.start();
            try (BufferedReader errors = process.errorReader(StandardCharsets.UTF_8)) {
                String out = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
                String err = errors.lines().map(line -> line + "\n").collect(Collectors.joining());
                return new Ended(await(process), out, err);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static int await(Process process) {
        try {
            if (!process.waitFor(30, TimeUnit.SECONDS)) {
                throw new AssertionError("it does not end");
            }
            return process.exitValue();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError(e);
        }
    }
}
