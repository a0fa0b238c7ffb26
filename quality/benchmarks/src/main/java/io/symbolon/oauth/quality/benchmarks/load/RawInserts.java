// SPDX-License-Identifier: Apache-2.0
package io.symbolon.oauth.quality.benchmarks.load;

import java.security.SecureRandom;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import javax.sql.DataSource;

/** The limit: rows as wide as those of tokens, by bare JDBC, some of them in each commit. Each row counts. */
public final class RawInserts implements Crowd.Work {

    private static final String TABLE = "raw_token";
    private static final int KEY_BYTES = 32;
    private static final int COLUMNS = 8;

    private final Connection connection;
    private final PreparedStatement insert;
    private final int rows;
    private final SecureRandom random = new SecureRandom();

    public RawInserts(DataSource database, int rows) {
        this.rows = rows;
        try {
            this.connection = database.getConnection();
            String row = "(" + "?,".repeat(COLUMNS - 1) + "?),";
            String values = row.repeat(rows);
            this.insert = connection.prepareStatement(
                    "INSERT INTO " + TABLE + " VALUES " + values.substring(0, values.length() - 1));
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Makes the table that they all write into. */
    public static void createTable(DataSource database) {
        try (Connection connection = database.getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute("CREATE TABLE " + TABLE + " (id bytea PRIMARY KEY, client text NOT NULL,"
                    + " subject text NOT NULL, scopes text NOT NULL, audience text NOT NULL, claims text NOT NULL,"
                    + " issued_at bigint NOT NULL, expires_at bigint NOT NULL)");
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    @Override
    public int once() {
        try {
            int column = 0;
            for (int i = 0; i < rows; i++) {
                byte[] key = new byte[KEY_BYTES];
                random.nextBytes(key);
                long now = System.nanoTime();
                insert.setBytes(++column, key);
                insert.setString(++column, "opaque-client");
                insert.setString(++column, "opaque-client");
                insert.setString(++column, "photos.read");
                insert.setString(++column, "https://photos.example/api");
                insert.setString(++column, "{}");
                insert.setLong(++column, now);
                insert.setLong(++column, now);
            }
            return insert.executeUpdate();
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    @Override
    public void close() {
        try {
            connection.close();
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }
}
