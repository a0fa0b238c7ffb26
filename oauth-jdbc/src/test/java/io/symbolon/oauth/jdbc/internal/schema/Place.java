// SPDX-License-Identifier: Apache-2.0
package io.symbolon.oauth.jdbc.internal.schema;

import io.symbolon.oauth.quality.databases.Database;
import io.symbolon.oauth.quality.databases.Engine;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import javax.sql.DataSource;

/** An empty database, and where in it the tables are to be. */
record Place(Database database, SchemaPlace tables) {

    static Place on(Engine engine) {
        Database fresh = engine.shared().freshDatabase();
        return new Place(fresh, new SchemaPlace(scripts(engine), Optional.empty(), "oauth_"));
    }

    /** The same database with the tables elsewhere in it. */
    Place with(Optional<String> schema, String prefix) {
        return new Place(database, new SchemaPlace(tables.scripts(), schema, prefix));
    }

    DataSource dataSource() {
        return database.dataSource();
    }

    void migrate() {
        Migrations.migrate(dataSource(), tables);
    }

    void check() {
        SchemaCheck.check(dataSource(), tables);
    }

    /** Runs the script as an operator without Flyway does. */
    void runByHand(String script) {
        String text = script(script).replace("${table}", tables.table("")).replace("${prefix}", tables.prefix());
        for (String statement : text.split(";\n", -1)) {
            if (!statement.isBlank()) {
                execute(statement);
            }
        }
    }

    private String script(String name) {
        try (InputStream in = Place.class.getClassLoader().getResourceAsStream(tables.folder() + "/" + name)) {
            if (in == null) {
                throw new AssertionError("there is no script " + name);
            }
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    void execute(String sql) {
        try (Connection connection = dataSource().getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        } catch (SQLException e) {
            throw new AssertionError(sql, e);
        }
    }

    /** The first column of all rows, as text. */
    List<String> column(String query) {
        try (Connection connection = dataSource().getConnection();
                Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(query)) {
            List<String> values = new ArrayList<>();
            while (rows.next()) {
                values.add(rows.getString(1));
            }
            return values;
        } catch (SQLException e) {
            throw new AssertionError(query, e);
        }
    }

    static String scripts(Engine engine) {
        return switch (engine) {
            case H2_MEMORY, H2_FILE, H2_SERVER -> "h2";
            case POSTGRESQL -> "postgresql";
            case MARIADB -> "mariadb";
        };
    }
}
