// SPDX-License-Identifier: Apache-2.0
package io.symbolon.oauth.samples.quickstart;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.symbolon.oauth.api.Issuer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ArgumentsTest {

    @Test
    void takesTheIssuerFromThePort() {
        Arguments arguments = Arguments.parse("--port", "9000");

        assertThat(arguments.configuration().issuer()).isEqualTo(new Issuer("http://127.0.0.1:9000/oauth"));
    }

    @Test
    void takesThePortFromAnIssuerOnThisMachine() {
        Arguments arguments = Arguments.parse("--issuer=http://localhost:9000/as");

        assertThat(arguments.portFor(arguments.configuration().issuer())).isEqualTo(9000);
    }

    @Test
    void listensOnTheUsualPortBehindAProxy() {
        Arguments arguments = Arguments.parse("--issuer", "https://login.example.com:9443");

        assertThat(arguments.portFor(arguments.configuration().issuer())).isEqualTo(8080);
    }

    @Test
    void letsThePortBeSaidBesideTheIssuer() {
        Arguments arguments = Arguments.parse("--issuer", "https://login.example.com", "--port=9000");

        assertThat(arguments.portFor(arguments.configuration().issuer())).isEqualTo(9000);
        assertThat(arguments.configuration().issuer()).isEqualTo(new Issuer("https://login.example.com"));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '"', textBlock = """
                    --prot=9000  | '--prot' is not understood
                    9000         | '9000' is not understood
                    --port       | --port needs a value
                    --port=      | --port needs a value
                    --port=many  | --port is a number
                    --port=65536 | --port is a number
                    --port=-1    | --port is a number
                    --check=yes  | --check takes no value
                    --issuer     | --issuer needs a value
                    --memory=no  | --memory takes no value
                    --data       | --data needs a value
                    --database-user=sa | --database-user and --database-password go with --database-url
                    """)
    void saysWhatItDoesNotUnderstand(String word, String reason) {
        assertThatThrownBy(() -> Arguments.parse(word))
                .isInstanceOf(StartException.class)
                .hasMessageStartingWith(reason);
    }

    @Test
    void keepsTheStateInADirectoryUnlessItIsTold() {
        assertThat(Arguments.parse().storage()).isInstanceOf(Storage.InDirectory.class);
        assertThat(Arguments.parse("--memory").storage()).isInstanceOf(Storage.InMemory.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"--data=state", "--database-url=jdbc:postgresql://localhost/album"})
    void keepsStateNowhereOrSomewhere(String other) {
        assertThatThrownBy(() -> Arguments.parse("--memory", other))
                .isInstanceOf(StartException.class)
                .hasMessageStartingWith("--memory keeps no state");
    }

    @Test
    void printsNoPasswordOfADatabase() {
        Arguments arguments = Arguments.parse(
                "--database-url=jdbc:postgresql://localhost/album?password=in-the-url",
                "--database-user=album",
                "--database-password=in-the-flag");

        assertThat(arguments.storage().description())
                .contains("jdbc:postgresql://localhost/album")
                .doesNotContain("in-the-url");
        assertThat(arguments.toString()).doesNotContain("in-the-url").doesNotContain("in-the-flag");
    }
}
