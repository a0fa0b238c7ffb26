// SPDX-License-Identifier: Apache-2.0
package io.symbolon.oauth.quality.benchmarks.load;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.ProcessBuilder.Redirect;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
import java.util.concurrent.TimeUnit;

/** A program in a process of its own; it ends when this is closed, or when we end. */
public final class ServerProcess implements AutoCloseable {

    private static final String READY = "listening ";

    private final Process process;
    private final BufferedReader output;
    private OptionalInt port = OptionalInt.empty();

    private ServerProcess(Process process) {
        this.process = process;
        this.output = process.inputReader(StandardCharsets.UTF_8);
    }

    /** Starts the program with this heap and our own class path. */
    public static ServerProcess start(List<String> jvmOptions, Class<?> program, String... arguments) {
        return start(jvmOptions, System.getProperty("java.class.path"), program.getName(), arguments);
    }

    /** Starts a program that stands on another class path. */
    public static ServerProcess start(List<String> jvmOptions, String classPath, String program, String... arguments) {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(jvmOptions);
        command.add(RequestThreads.ofThisProcess().jvmOption());
        command.addAll(List.of("-cp", classPath, program));
        command.addAll(List.of(arguments));
        return start(new ProcessBuilder(command));
    }

    /** Starts a program that is not of ours. */
    public static ServerProcess start(ProcessBuilder program) {
        try {
            return new ServerProcess(program.redirectError(Redirect.INHERIT).start());
        } catch (IOException e) {
            throw new UncheckedIOException(
                    "could not start " + program.command().get(0), e);
        }
    }

    /** Tells the program something, in one line. */
    public void say(String line) {
        try {
            process.getOutputStream().write((line + "\n").getBytes(StandardCharsets.UTF_8));
            process.getOutputStream().flush();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The port that the program says it listens on; waits until it does, so that several can start at once. */
    public int port() {
        while (port.isEmpty()) {
            String line = nextLine();
            if (line.startsWith(READY)) {
                port = OptionalInt.of(Integer.parseInt(line.substring(READY.length())));
            }
        }
        return port.getAsInt();
    }

    /** What the program prints next. */
    public String nextLine() {
        try {
            String line = output.readLine();
            if (line == null) {
                throw new IllegalStateException("the program ended too early");
            }
            return line;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The processor time that it has used so far; zero where the platform does not tell. */
    public Duration processorTime() {
        return process.info().totalCpuDuration().orElse(Duration.ZERO);
    }

    @Override
    public void close() {
        try {
            process.getOutputStream().close();
            if (!process.waitFor(2, TimeUnit.SECONDS)) {
                process.destroy();
            }
            if (!process.waitFor(8, TimeUnit.SECONDS)) {
                process.destroyForcibly();
            }
        } catch (IOException e) {
            process.destroyForcibly();
        } catch (InterruptedException e) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
        }
    }
}
