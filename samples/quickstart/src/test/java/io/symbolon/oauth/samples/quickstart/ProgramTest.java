// SPDX-License-Identifier: Apache-2.0
package io.symbolon.oauth.samples.quickstart;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The program as a process of its own: what it prints, where, and how it ends. */
class ProgramTest {

    private static final Path SHIPPED = Path.of("config.json");

    @TempDir
    private Path directory;

    @Test
    void explainsItsFlags() {
        Program.Ended help = Program.run("--help");

        assertThat(help.status()).isZero();
        assertThat(help.out()).contains("usage: ./quickstart").contains("--port PORT");
        assertThat(help.err()).isEmpty();
    }

    @Test
    void reportsItsSettings() {
        Program.Ended check = Program.run("--check");

        assertThat(check.status()).isZero();
        assertThat(check.out())
                .contains("access_token_lifetime")
                .contains("the demo's own, whose secrets everybody knows")
                .contains("/oauth/token");
        assertThat(check.err()).isEmpty();
    }

    @Test
    void takesTheConfigurationThatComesWithIt() {
        Program.Ended check = Program.run("--check", "--config", SHIPPED.toString());

        assertThat(check.err()).isEmpty();
        assertThat(check.status()).isZero();
        assertThat(check.out()).contains("access_token_lifetime").contains("30m");
    }

    @Test
    void takesTrustedIssuersAndExchangeRules() throws IOException {
        Path file = configuration("{\"scopes\": {\"photos.read\": \"See your photos\"},"
                + " \"clients\": [{\"client_id\": \"gateway\", \"token_endpoint_auth_method\": \"private_key_jwt\","
                + " \"jwks_uri\": \"https://gateway.example/keys\", \"scope\": \"photos.read\", \"grant_types\":"
                + " [\"urn:ietf:params:oauth:grant-type:jwt-bearer\","
                + " \"urn:ietf:params:oauth:grant-type:token-exchange\"]}],"
                + " \"trusted_issuers\": [{\"issuer\": \"https://partner.example\", \"subject_prefix\": \"partner:\","
                + " \"jwks_uri\": \"https://partner.example/keys\", \"scope\": \"photos.read\"}],"
                + " \"exchange_rules\": [{\"client_id\": \"gateway\", \"issuers\": [\"https://partner.example\"],"
                + " \"impersonation\": true, \"scope\": \"photos.read\"}]}");

        Program.Ended check = Program.run("--check", "--config", file.toString());

        assertThat(check.err()).isEmpty();
        assertThat(check.status()).isZero();
    }

    @Test
    void takesSamlIssuers() throws IOException {
        Path file = configuration("{\"scopes\": {\"photos.read\": \"See your photos\"},"
                + " \"clients\": [{\"client_id\": \"gateway\", \"token_endpoint_auth_method\": \"none\","
                + " \"scope\": \"photos.read\", \"grant_types\": [\"urn:ietf:params:oauth:grant-type:saml2-bearer\"]}],"
                + " \"saml_issuers\": [{\"issuer\": \"https://idp.example\", \"subject_prefix\": \"partner:\","
                + " \"certificates\": [\"${file:src/test/resources/idp.pem}\"], \"scope\": \"photos.read\"}]}");

        Program.Ended check = Program.run("--check", "--config", file.toString());

        assertThat(check.err()).isEmpty();
        assertThat(check.status()).isZero();
    }

    @Test
    void refusesAWrongSetting() throws IOException {
        Path file = configuration("{\"access_token_lifetme\": \"30m\"}");

        Program.Ended check = Program.run("--check", "--config", file.toString());

        assertThat(check.status()).isEqualTo(1);
        assertThat(check.err())
                .startsWith("quickstart: " + file)
                .contains("access_token_lifetme")
                .contains("access_token_lifetime");
        assertThat(check.out()).isEmpty();
    }

    @Test
    void namesAllMistakesAtOnceAndStartsNothing() throws IOException {
        Path file = configuration("{\"access_token_lifetime\": \"PT1H\", \"clients\": [{\"client_name\": \"?\"}],"
                + " \"users\": [{\"username\": \"carol\", \"password\": \"${NO_SUCH_PASSWORD}\"}]}");

        Program.Ended start = Program.run("--memory", "--port", "0", "--config", file.toString());

        assertThat(start.status()).isEqualTo(1);
        assertThat(start.err().lines()).allMatch(line -> line.startsWith("quickstart: " + file));
        assertThat(start.err())
                .contains("access_token_lifetime")
                .contains("client_id")
                .contains("NO_SUCH_PASSWORD");
        assertThat(start.out()).isEmpty();
    }

    @Test
    void saysThatThereIsNoSuchFile() {
        Program.Ended start =
                Program.run("--config", directory.resolve("missing.json").toString());

        assertThat(start.status()).isEqualTo(1);
        assertThat(start.err()).contains("missing.json").hasLineCount(1);
    }

    @Test
    void saysThatThePortIsTaken() throws IOException {
        try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            Program.Ended start = Program.run("--memory", "--port", Integer.toString(taken.getLocalPort()));

            assertThat(start.status()).isEqualTo(1);
            assertThat(start.err())
                    .contains("port " + taken.getLocalPort())
                    .contains("choose another with --port")
                    .hasLineCount(1);
        }
    }

    @Test
    void refusesAnIssuerThatAnybodyCanListenTo() {
        Program.Ended start = Program.run("--issuer", "http://login.example.com");

        assertThat(start.status()).isEqualTo(1);
        assertThat(start.err()).contains("https").hasLineCount(1);
    }

    @Test
    void bearsTheIssuerThatItIsGiven() {
        try (Program program = Program.start("--memory", "--port", "0", "--issuer", "https://login.example.com/as")) {
            assertThat(program.introduction())
                    .contains("https://login.example.com/.well-known/oauth-authorization-server/as")
                    .contains("https://login.example.com/as/token");
        }
    }

    @Test
    void stopsWhenItIsTold() {
        Program program = Program.start("--memory", "--port", "0");

        program.close();

        assertThat(program.introduction()).endsWith("stopped\n");
    }

    @Test
    void printsACommandThatGetsAToken() {
        assumeTrue(Program.canRun("curl"), "there is no curl, so the printed commands were not tried");
        try (Program program = Program.start("--memory", "--port", "0")) {
            String answer = Program.shell(program.command("Get a token:"));

            assertThat(answer).contains("\"access_token\":\"").contains("\"scope\":\"photos.read\"");
        }
    }

    @Test
    void printsACommandThatUsesOne() {
        assumeTrue(Program.canRun("curl"), "there is no curl, so the printed commands were not tried");
        try (Program program = Program.start("--memory", "--port", "0")) {
            assertThat(Program.shell(program.command("Get one and use it:")))
                    .contains("The bird box at six in the morning");
        }
    }

    private Path configuration(String json) throws IOException {
        return Files.writeString(directory.resolve("wrong.json"), json);
    }
}
