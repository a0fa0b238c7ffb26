// SPDX-License-Identifier: Apache-2.0
package io.symbolon.oauth.samples.existing;

import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.sql.Connection;
import java.sql.Driver;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Collections;
import java.util.List;
import java.util.UUID;
import javax.crypto.SecretKeyFactory;
import javax.crypto.spec.PBEKeySpec;
import org.h2.jdbcx.JdbcDataSource;

/** The shop's own {@code users} table. Passwords are kept as salted PBKDF2 hashes. */
final class Users implements AutoCloseable {

    private static final int ROUNDS = 600_000;
    private static final byte[] NOBODY = new byte[32];

    private final Connection database;

    private Users(Connection database) {
        this.database = database;
    }

    static Users open() {
        JdbcDataSource source = new JdbcDataSource();
        source.setURL("jdbc:h2:mem:shop-" + UUID.randomUUID());
        try {
            Users users = new Users(source.getConnection());
            try (Statement statement = users.database.createStatement()) {
                statement.execute("CREATE TABLE users (name VARCHAR(100) PRIMARY KEY, salt BINARY(16) NOT NULL, "
                        + "hash BINARY(32) NOT NULL)");
            }
            return users;
        } catch (SQLException e) {
            throw new IllegalStateException("the shop's database does not open", e);
        }
    }

    void add(String name, String password) {
        byte[] salt = new byte[16];
        new SecureRandom().nextBytes(salt);
        try (PreparedStatement insert = database.prepareStatement("INSERT INTO users VALUES (?, ?, ?)")) {
            insert.setString(1, name);
            insert.setBytes(2, salt);
            insert.setBytes(3, hash(password, salt));
            insert.executeUpdate();
        } catch (SQLException e) {
            throw new IllegalStateException("the user was not added", e);
        }
    }

    /** Costs the same for names that are unknown. */
    boolean isPasswordOf(String name, String password) {
        try (PreparedStatement query = database.prepareStatement("SELECT salt, hash FROM users WHERE name = ?")) {
            query.setString(1, name);
            try (ResultSet row = query.executeQuery()) {
                boolean known = row.next();
                byte[] hash = hash(password, known ? row.getBytes(1) : new byte[16]);
                return MessageDigest.isEqual(hash, known ? row.getBytes(2) : NOBODY) && known;
            }
        } catch (SQLException e) {
            throw new IllegalStateException("the users cannot be read", e);
        }
    }

    /** Closes the database, and takes back the driver that it registered with the whole process. */
    @Override
    public void close() {
        try {
            database.close();
            List<Driver> drivers = Collections.list(DriverManager.getDrivers());
            for (Driver driver : drivers) {
                if (driver.getClass().getClassLoader() == Users.class.getClassLoader()) {
                    DriverManager.deregisterDriver(driver);
                }
            }
        } catch (SQLException e) {
            throw new IllegalStateException("the shop's database does not close", e);
        }
    }

    private static byte[] hash(String password, byte[] salt) {
        try {
            PBEKeySpec spec = new PBEKeySpec(password.toCharArray(), salt, ROUNDS, 256);
            return SecretKeyFactory.getInstance("PBKDF2WithHmacSHA256")
                    .generateSecret(spec)
                    .getEncoded();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java platform has PBKDF2WithHmacSHA256", e);
        }
    }
}
