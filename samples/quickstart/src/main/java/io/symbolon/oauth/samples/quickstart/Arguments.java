// SPDX-License-Identifier: Apache-2.0
package io.symbolon.oauth.samples.quickstart;

import io.symbolon.oauth.api.Issuer;
import io.symbolon.oauth.api.Secret;
import io.symbolon.oauth.core.settings.ConfigurationReader;
import java.net.URI;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;

/**
 * What stands on the command line.
 *
 * @param port where to listen; 0 is any free port
 * @param issuer the issuer, whatever the file says
 * @param config the file with clients and people
 * @param storage where state is kept
 * @param check whether to report and stop
 * @param help whether to explain and stop
 */
record Arguments(
        OptionalInt port,
        Optional<String> issuer,
        Optional<Path> config,
        Storage storage,
        boolean check,
        boolean help) {

    static final List<String> USAGE = List.of(
            "usage: ./quickstart [--port PORT] [--issuer URI] [--config FILE] [--check]",
            "                    [--data DIR | --memory | --database-url URL [--database-user NAME]]",
            "  --port PORT           listen on this port of 127.0.0.1; 0 is any free one (default: the issuer's, or 8080)",
            "  --issuer URI          the address under which clients know the server",
            "                        (default: http://127.0.0.1:PORT/oauth)",
            "  --config FILE         clients, users, resources, scopes and settings as JSON, instead of the demo's own",
            "  --check               print all settings and what is striking about them, and stop",
            "  --data DIR            keep the state in this directory, which nobody else may read",
            "                        (default: quickstart-data beside this script)",
            "  --memory              keep no state: all is gone when the program stops",
            "  --database-url URL    keep it in PostgreSQL or MariaDB, such as jdbc:postgresql://localhost/album",
            "  --database-user NAME  who connects there; the environment variable QUICKSTART_DATABASE_PASSWORD has",
            "                        the password (--database-password is possible, but others on this machine see it)");

    /** Where the password of the database is looked for. */
    static final String PASSWORD_VARIABLE = "QUICKSTART_DATABASE_PASSWORD";

    private static final int DEFAULT_PORT = 8080;
    private static final Set<String> WITH_VALUE = Set.of(
            "--port", "--issuer", "--config", "--data", "--database-url", "--database-user", "--database-password");
    private static final Set<String> ALONE = Set.of("--memory", "--check", "--help", "-h");

    /**
     * Reads the command line.
     *
     * @throws StartException if it says what is not understood
     */
    static Arguments parse(String... words) {
        CommandLine line = CommandLine.parse(List.of(words), WITH_VALUE, ALONE);
        return new Arguments(
                line.find("--port").map(Arguments::port).map(OptionalInt::of).orElse(OptionalInt.empty()),
                line.find("--issuer"),
                line.find("--config").map(text -> path("--config", text)),
                storage(line),
                line.has("--check"),
                line.has("--help") || line.has("-h"));
    }

    private static Storage storage(CommandLine line) {
        Optional<String> url = line.find("--database-url");
        if (line.has("--memory") && (line.has("--data") || url.isPresent())) {
            throw new StartException("--memory keeps no state; leave out --data and --database-url, or --memory");
        }
        if (url.isEmpty() && (line.has("--database-user") || line.has("--database-password"))) {
            throw new StartException("--database-user and --database-password go with --database-url");
        }
        if (line.has("--memory")) {
            return new Storage.InMemory();
        }
        StateDirectory directory = new StateDirectory(
                line.find("--data").map(text -> path("--data", text)).orElseGet(Storage::usualDirectory));
        return url.isEmpty()
                ? new Storage.InDirectory(directory)
                : new Storage.InDatabase(url.get(), line.find("--database-user"), password(line), directory);
    }

    private static Optional<Secret> password(CommandLine line) {
        return line.find("--database-password")
                .or(() -> Optional.ofNullable(System.getenv(PASSWORD_VARIABLE)))
                .filter(text -> !text.isEmpty())
                .map(Secret::of);
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

    private static Path path(String flag, String text) {
        try {
            return Path.of(text);
        } catch (InvalidPathException e) {
            throw new StartException(flag + " is not the name of a file: '" + text + "'");
        }
    }
}
