// SPDX-License-Identifier: Apache-2.0
package io.symbolon.oauth.samples.quickstart;

import io.symbolon.oauth.api.Issuer;
import io.symbolon.oauth.core.settings.ConfigurationReader;
import java.net.URI;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * What stands on the command line.
 *
 * @param port where to listen; 0 is any free port
 * @param issuer the issuer, whatever the file says
 * @param config the file with clients and people
 * @param check whether to report and stop
 * @param help whether to explain and stop
 */
record Arguments(OptionalInt port, Optional<String> issuer, Optional<Path> config, boolean check, boolean help) {

    static final List<String> USAGE = List.of(
            "usage: ./quickstart [--port PORT] [--issuer URI] [--config FILE] [--check]",
            "  --port PORT    listen on this port of 127.0.0.1; 0 is any free one (default: the issuer's, or 8080)",
            "  --issuer URI   the address under which clients know the server (default: http://127.0.0.1:PORT/oauth)",
            "  --config FILE  clients, users, resources, scopes and settings as JSON, instead of the demo's own",
            "  --check        print all settings and what is striking about them, and stop");

    private static final int DEFAULT_PORT = 8080;

    /**
     * Reads the command line.
     *
     * @throws StartException if it says what is not understood
     */
    static Arguments parse(String... words) {
        Deque<String> rest = new ArrayDeque<>(List.of(words));
        OptionalInt port = OptionalInt.empty();
        Optional<String> issuer = Optional.empty();
        Optional<Path> config = Optional.empty();
        boolean check = false;
        boolean help = false;
        while (!rest.isEmpty()) {
            String word = rest.pop();
            int equals = word.startsWith("--") ? word.indexOf('=') : -1;
            String flag = equals < 0 ? word : word.substring(0, equals);
            if (equals >= 0) {
                rest.push(word.substring(equals + 1));
            }
            switch (flag) {
                case "--port" -> port = OptionalInt.of(port(value(flag, rest)));
                case "--issuer" -> issuer = Optional.of(value(flag, rest));
                case "--config" -> config = Optional.of(path(value(flag, rest)));
                case "--check" -> check = withoutValue(flag, equals);
                case "--help", "-h" -> help = withoutValue(flag, equals);
                default ->
                    throw new StartException("'" + flag
                            + "' is not understood; known are --port, --issuer, --config, --check and --help");
            }
        }
        return new Arguments(port, issuer, config, check, help);
    }

    /** The configuration to start with on this port. */
    QuickstartConfiguration configuration(int actualPort) {
        String standard = "http://127.0.0.1:" + actualPort + "/oauth";
        if (config.isEmpty()) {
            return QuickstartConfiguration.demo(issuer.orElse(standard));
        }
        try {
            ConfigurationReader reader = ConfigurationReader.ofProcess();
            return QuickstartConfiguration.of(
                    config.get(),
                    issuer.isPresent() ? reader.withIssuer(issuer.get()) : reader.withDefaultIssuer(standard));
        } catch (IllegalArgumentException e) {
            throw new StartException(String.valueOf(e.getMessage()));
        }
    }

    /** The configuration to start with, as far as it is known before the program listens. */
    QuickstartConfiguration configuration() {
        return configuration(port.orElse(DEFAULT_PORT));
    }

    /** Where to listen: an issuer on this machine says it where nobody else does. */
    int portFor(Issuer known) {
        int issuers = known.isSecure() ? -1 : URI.create(known.uri()).getPort();
        return port.orElse(issuers < 0 ? DEFAULT_PORT : issuers);
    }

    private static String value(String flag, Deque<String> rest) {
        if (rest.isEmpty() || rest.peek().isEmpty()) {
            throw new StartException(flag + " needs a value");
        }
        return rest.pop();
    }

    private static boolean withoutValue(String flag, int equals) {
        if (equals >= 0) {
            throw new StartException(flag + " takes no value");
        }
        return true;
    }

    private static int port(String text) {
        try {
            int port = Integer.parseInt(text);
            if (port >= 0 && port <= 65_535) {
                return port;
            }
        } catch (NumberFormatException e) {
            throw notAPort(text);
        }
        throw notAPort(text);
    }

    private static StartException notAPort(String text) {
        return new StartException("--port is a number from 0 to 65535, but it is '" + text + "'");
    }

    private static Path path(String text) {
        try {
            return Path.of(text);
        } catch (InvalidPathException e) {
            throw new StartException("--config is not the name of a file: '" + text + "'");
        }
    }
}
