// SPDX-License-Identifier: Apache-2.0
package io.symbolon.oauth.quality.databases;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.mariadb.jdbc.MariaDbDataSource;

/** MariaDB, installed by the statements that its own script would run. */
final class MariaDb implements Product {

    private static final String USER = "symbolon";
    private static final String PASSWORD = "secret";
    private static final List<String> TABLES =
            List.of("mariadb_system_tables.sql", "mariadb_performance_tables.sql", "mariadb_system_tables_data.sql");

    private final Path binaries = Binaries.ofMariaDb();

    @Override
    public String name() {
        return "mariadb";
    }

    @Override
    public void install(Path folder) {
        Path tables = folder.resolve("tables.sql");
        try {
            Files.createDirectory(folder.resolve("data"));
            StringBuilder statements = new StringBuilder("CREATE DATABASE mysql;\nCREATE DATABASE test;\nUSE mysql;\n");
            for (String part : TABLES) {
                statements.append(Files.readString(share().resolve(part))).append('\n');
            }
            Files.writeString(tables, statements);
            Files.writeString(
                    folder.resolve("user.sql"),
                    "CREATE USER IF NOT EXISTS " + USER + " IDENTIFIED BY '" + PASSWORD + "';\n"
                            + "GRANT ALL ON *.* TO " + USER + " WITH GRANT OPTION;\n");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        List<String> bootstrap = mariadbd(folder);
        bootstrap.addAll(List.of("--bootstrap", "--enforce-storage-engine=", "--max-allowed-packet=8M"));
        Commands.run(bootstrap, folder, environment(), tables.toFile());
    }

    @Override
    public List<String> command(Path folder, int port) {
        List<String> server = mariadbd(folder);
        server.addAll(List.of(
                "--bind-address=127.0.0.1",
                "--port=" + port,
                "--socket=" + folder.resolve("socket"),
                "--pid-file=" + folder.resolve("pid"),
                "--init-file=" + folder.resolve("user.sql")));
        return server;
    }

    @Override
    public Map<String, String> environment() {
        return Map.of("LC_ALL", "C", "TZ", "UTC");
    }

    @Override
    public Database database(int port, String name) {
        String url = "jdbc:mariadb://127.0.0.1:" + port + "/" + name;
        try {
            MariaDbDataSource source = new MariaDbDataSource(url);
            source.setUser(USER);
            source.setPassword(PASSWORD);
            return new Database(url, USER, PASSWORD, source);
        } catch (SQLException e) {
            throw new DatabaseException("MariaDB's driver does not like " + url, e);
        }
    }

    @Override
    public String firstDatabase() {
        return "test";
    }

    private List<String> mariadbd(Path folder) {
        List<String> command = new ArrayList<>(List.of(
                binaries.resolve("bin").resolve("mariadbd").toString(),
                "--no-defaults",
                "--basedir=" + binaries,
                "--datadir=" + folder.resolve("data"),
                "--lc-messages-dir=" + share()));
        if (Commands.asRoot()) {
            command.add("--user=root");
        }
        return command;
    }

    private Path share() {
        return binaries.resolve("share");
    }
}
