// SPDX-License-Identifier: Apache-2.0
package io.symbolon.oauth.quality.databases;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.postgresql.ds.PGSimpleDataSource;

/** PostgreSQL refuses to run as root; started by root, it runs as nobody. */
final class PostgreSql implements Product {

    private static final int NOBODY = 65534;
    private static final String USER = "postgres";
    private static final String PASSWORD = "secret";

    private final Path binaries = Binaries.ofPostgreSql();

    @Override
    public String name() {
        return "postgresql";
    }

    @Override
    public void install(Path folder) {
        Path data = folder.resolve("data");
        Path password = folder.resolve("password");
        try {
            Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwxr-xr-x"));
            Files.createDirectory(
                    data, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
            Files.writeString(password, PASSWORD);
            if (Commands.asRoot()) {
                Files.setAttribute(data, "unix:uid", NOBODY);
                Files.setAttribute(data, "unix:gid", NOBODY);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        List<String> initdb = asAllowed("initdb");
        initdb.addAll(List.of(
                "--pgdata=" + data,
                "--username=" + USER,
                "--pwfile=" + password,
                "--auth=scram-sha-256",
                "--encoding=UTF8",
                "--no-locale"));
        Commands.run(initdb, folder, environment(), new File("/dev/null"));
    }

    @Override
    public List<String> command(Path folder, int port) {
        List<String> postgres = asAllowed("postgres");
        postgres.addAll(List.of(
                "-D", folder.resolve("data").toString(),
                "-p", Integer.toString(port),
                "-c", "listen_addresses=127.0.0.1",
                "-c", "unix_socket_directories=",
                "-c", "max_connections=200"));
        return postgres;
    }

    @Override
    public Map<String, String> environment() {
        return Map.of("LC_ALL", "C", "TZ", "UTC");
    }

    @Override
    public Database database(int port, String name) {
        PGSimpleDataSource source = new PGSimpleDataSource();
        source.setUrl("jdbc:postgresql://127.0.0.1:" + port + "/" + name);
        source.setUser(USER);
        source.setPassword(PASSWORD);
        return new Database("jdbc:postgresql://127.0.0.1:" + port + "/" + name, USER, PASSWORD, source);
    }

    @Override
    public String firstDatabase() {
        return "postgres";
    }

    private List<String> asAllowed(String program) {
        List<String> command = new ArrayList<>();
        if (Commands.asRoot()) {
            command.addAll(List.of("setpriv", "--reuid=" + NOBODY, "--regid=" + NOBODY, "--clear-groups"));
        }
        command.add(binaries.resolve("bin").resolve(program).toString());
        return command;
    }
}
