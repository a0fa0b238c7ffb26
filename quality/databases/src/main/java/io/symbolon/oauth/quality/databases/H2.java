// SPDX-License-Identifier: Apache-2.0
package io.symbolon.oauth.quality.databases;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.UnaryOperator;
import org.h2.jdbcx.JdbcDataSource;

/** H2, which lives in this JVM and opens a database when somebody first connects to it. */
final class H2 implements RunningDatabase {

    // A database in memory would vanish with its last connection, and one in a file be closed properly.
    private static final String STAYS_OPEN = ";DB_CLOSE_DELAY=-1";

    private final UnaryOperator<String> urlOf;
    private final Runnable deletion;
    private final List<Database> opened = new CopyOnWriteArrayList<>();
    private final Database first;

    private H2(UnaryOperator<String> urlOf, Runnable deletion) {
        this.urlOf = urlOf;
        this.deletion = deletion;
        this.first = freshDatabase();
    }

    static RunningDatabase inMemory() {
        return new H2(name -> "jdbc:h2:mem:" + name, () -> {});
    }

    static RunningDatabase inFiles() {
        TemporaryFolder folder = TemporaryFolder.create("h2");
        Path files = folder.path();
        return new H2(name -> "jdbc:h2:file:" + files.resolve(name), folder::delete);
    }

    @Override
    public Database database() {
        return first;
    }

    @Override
    public Database freshDatabase() {
        JdbcDataSource source = new JdbcDataSource();
        source.setUrl(urlOf.apply("test" + UUID.randomUUID().toString().replace("-", "")) + STAYS_OPEN);
        source.setUser("sa");
        source.setPassword("");
        Database database = new Database(source.getUrl(), source.getUser(), source.getPassword(), source);
        opened.add(database);
        return database;
    }

    @Override
    public void kill() {
        opened.forEach(H2::shutDown);
    }

    @Override
    public void restart() {
        // the next connection opens it
    }

    @Override
    public void close() {
        kill();
        opened.clear();
        deletion.run();
    }

    private static void shutDown(Database database) {
        try (Connection connection = database.dataSource().getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute("SHUTDOWN IMMEDIATELY");
        } catch (SQLException e) {
            throw new DatabaseException("H2 did not shut down", e);
        }
    }
}
