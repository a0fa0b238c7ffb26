// SPDX-License-Identifier: Apache-2.0
package io.symbolon.oauth.samples.quickstart;

import static org.assertj.core.api.Assertions.assertThat;

import io.symbolon.oauth.quality.databases.Database;
import io.symbolon.oauth.quality.databases.Engine;
import java.io.IOException;
import java.net.http.HttpRequest;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** The program and its state: what it needs, what it leaves, and what it says when it cannot have it. */
class StorageTest {

    @TempDir
    private Path parent;

    @Test
    void keepsATokenWhenItIsKilled() {
        Program killed = Program.start("--port", "0", "--data", data());
        Visitor robot = new Visitor(killed.origin());
        String token = Visitor.member(
                robot.token(Demo.ROBOT_ID, Demo.ROBOT_SECRET.reveal(), Map.of("grant_type", "client_credentials")),
                "access_token");
        killed.kill();

        String port = Integer.toString(killed.origin().getPort());
        try (Program restarted = Program.start("--port", port, "--data", data())) {
            assertThat(new Visitor(restarted.origin())
                            .send(HttpRequest.newBuilder(robot.at(PhotosApi.PATH))
                                    .header("Authorization", "Bearer " + token))
                            .body())
                    .contains("The bird box at six in the morning");
        }
    }

    @Test
    void refusesTheStateOfAnotherThatIsRunning() {
        try (Program first = Program.start("--port", "0", "--data", data())) {
            Program.Ended second = Program.run("--port", "0", "--data", data());

            assertThat(first.introduction()).contains(data());
            assertThat(second.status()).isEqualTo(1);
            assertThat(second.err())
                    .contains(data())
                    .contains("in use by another quickstart")
                    .hasLineCount(1);
        }
    }

    @Test
    void loadsNothingOfADatabaseWhereItKeepsNothing() throws IOException {
        Path log = parent.resolve("classes");
        Program.startWith(List.of("-Xlog:class+load:file=" + log), "--port", "0", "--memory")
                .close();

        try (Stream<String> classes = Files.lines(log)) {
            assertThat(classes)
                    .anyMatch(line -> line.contains("io.symbolon.oauth.core."))
                    .noneMatch(line -> line.contains("org.h2.")
                            || line.contains("org.jdbi.")
                            || line.contains("org.flywaydb.")
                            || line.contains("com.zaxxer.")
                            || line.contains("io.symbolon.oauth.jdbc."));
        }
    }

    @Test
    void refusesAKeyThatIsDamaged() throws IOException {
        new StateDirectory(Path.of(data())).key();
        Files.writeString(Path.of(data(), "key"), "damaged");

        Program.Ended start = Program.run("--port", "0", "--data", data());

        assertThat(start.status()).isEqualTo(1);
        assertThat(start.err()).contains(Path.of(data(), "key") + " is damaged").hasLineCount(1);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '"', textBlock = """
                    postgresql://localhost/album              | JDBC URL
                    jdbc:nosuch://localhost/album             | driver
                    jdbc:postgresql://127.0.0.1:1/album       | 127.0.0.1:1
                    jdbc:mariadb://127.0.0.1:1/album          | 127.0.0.1
                    """)
    void saysWhatIsWrongWithAnAddress(String url, String reason) {
        Program.Ended start = Program.run("--port", "0", "--data", data(), "--database-url", url);

        assertThat(start.status()).isEqualTo(1);
        assertThat(start.err()).startsWith("quickstart: ").contains(reason).hasLineCount(1);
        assertThat(start.out()).isEmpty();
    }

    @ParameterizedTest
    @EnumSource(names = {"POSTGRESQL", "MARIADB"})
    void saysThatThePasswordIsWrong(Engine engine) {
        Database database = engine.shared().database();

        Program.Ended start = Program.runKnowing(
                Arguments.PASSWORD_VARIABLE,
                "not-the-password",
                "--port",
                "0",
                "--data",
                data(),
                "--database-url",
                database.url(),
                "--database-user",
                database.user());

        assertThat(start.status()).isEqualTo(1);
        assertThat(start.err())
                .startsWith("quickstart: ")
                .contains("password")
                .doesNotContain("not-the-password")
                .hasLineCount(1);
    }

    private String data() {
        return parent.resolve("data").toString();
    }
}
