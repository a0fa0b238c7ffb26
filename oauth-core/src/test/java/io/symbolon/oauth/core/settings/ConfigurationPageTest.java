// SPDX-License-Identifier: Apache-2.0
package io.symbolon.oauth.core.settings;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class ConfigurationPageTest {

    static final String COMMAND = "mvn test -pl oauth-core -am -Dtest=ConfigurationPageTest -Dsymbolon.docs.write=true";

    private static final Path MODULE = Path.of(System.getProperty("basedir", "."));
    private static final Path PAGE = MODULE.resolve("../docs/configuration.md").normalize();

    @Test
    void isWhatTheCodeDeclares() throws IOException {
        String written = ConfigurationPage.write(embedding());

        if (Boolean.getBoolean("symbolon.docs.write")) {
            Files.writeString(PAGE, written);
        }

        assertThat(Files.readString(PAGE))
                .as("docs/configuration.md differs from the code; write it anew: %s", COMMAND)
                .isEqualTo(written);
    }

    @Test
    void showsAConfigurationThatCanBeRead() {
        ConfigurationReader reader =
                ConfigurationReader.of(name -> Optional.of("x".repeat(32)), path -> "y".repeat(32));

        Configuration configuration = reader.read(ConfigurationPage.EXAMPLE);

        assertThat(configuration.clients()).hasSize(2);
        assertThat(configuration.settings().accessTokenLifetime()).isEqualTo(Duration.ofMinutes(30));
    }

    @Test
    void showsSettingsThatCompile() {
        // shown on the page
        Settings settings = Settings.forIssuer("https://login.example.com")
                .loginPage("/login")
                .accessTokenLifetime(Duration.ofMinutes(30))
                .build();
        // until here

        assertThat(settings.loginPage()).isPresent();
    }

    @Test
    void namesTheBuildersMethodsInSnakeCase() {
        List<String> methods = Arrays.stream(Settings.Builder.class.getMethods())
                .map(method -> snakeCase(method.getName()))
                .toList();

        assertThat(SettingsTable.ALL)
                .extracting(Setting::name)
                .filteredOn(name -> !name.startsWith("throttle_") && !name.startsWith("in_memory_"))
                .isSubsetOf(methods);
    }

    private static String embedding() throws IOException {
        Path source = MODULE.resolve("src/test/java/io/symbolon/oauth/core/settings/ConfigurationPageTest.java");
        return Files.readAllLines(source).stream()
                .dropWhile(line -> !line.equals("        // shown on the page"))
                .skip(1)
                .takeWhile(line -> !line.equals("        // until here"))
                .map(line -> line.substring(8) + "\n")
                .collect(Collectors.joining());
    }

    private static String snakeCase(String name) {
        return name.chars()
                .mapToObj(c -> Character.isUpperCase(c) ? "_" + (char) (c - 'A' + 'a') : String.valueOf((char) c))
                .collect(Collectors.joining());
    }
}
