// SPDX-License-Identifier: Apache-2.0
package io.symbolon.oauth.quality.databases;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** No server outlives the JVM that started it. */
final class EndOfTheJvmTest {

    @ParameterizedTest
    @EnumSource(names = {"H2_SERVER", "POSTGRESQL", "MARIADB"})
    void aServerEndsWithAJvmThatIsKilled(Engine engine) throws IOException, InterruptedException {
        Process jvm = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-cp",
                        System.getProperty("java.class.path"),
                        StartsAServer.class.getName(),
                        engine.name())
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        ProcessHandle server;
        Path folder;
        try (BufferedReader output = jvm.inputReader()) {
            server = ProcessHandle.of(Long.parseLong(output.readLine())).orElseThrow();
            folder = Path.of(output.readLine());

            jvm.destroyForcibly();
            jvm.waitFor();
        }

        assertThat(server.onExit()).succeedsWithin(30, TimeUnit.SECONDS);
        while (Files.exists(folder)) {
            Thread.onSpinWait();
        }
    }
}
