// SPDX-License-Identifier: Apache-2.0
package io.symbolon.oauth.quality.databases;

import java.io.File;
import java.net.URISyntaxException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.h2.jdbcx.JdbcDataSource;
import org.h2.tools.Server;

/** H2 in a JVM of its own, which makes the file of a database when somebody first connects to it. */
final class H2Server implements Product {

    @Override
    public String name() {
        return "h2-server";
    }

    @Override
    public void install(Path folder) {
        // there is nothing to install
    }

    @Override
    public List<String> command(Path folder, int port) {
        return List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx512m",
                "-XX:+UseSerialGC",
                "-Dh2.bindAddress=127.0.0.1",
                "-cp",
                jar(),
                Server.class.getName(),
                "-tcp",
                "-tcpPort",
                Integer.toString(port),
                "-ifNotExists",
                "-baseDir",
                folder.toString());
    }

    @Override
    public Map<String, String> environment() {
        return Map.of();
    }

    @Override
    public Optional<String> creation(String name) {
        return Optional.empty();
    }

    @Override
    public Database database(int port, String name) {
        JdbcDataSource source = new JdbcDataSource();
        source.setUrl("jdbc:h2:tcp://127.0.0.1:" + port + "/./" + name);
        source.setUser("sa");
        source.setPassword("");
        return new Database(source.getUrl(), source.getUser(), source.getPassword(), source);
    }

    @Override
    public String firstDatabase() {
        return "test";
    }

    private static String jar() {
        try {
            return new File(Server.class
                            .getProtectionDomain()
                            .getCodeSource()
                            .getLocation()
                            .toURI())
                    .getPath();
        } catch (URISyntaxException e) {
            throw new DatabaseException("H2 does not lie in a file", e);
        }
    }
}
