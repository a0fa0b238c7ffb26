// SPDX-License-Identifier: Apache-2.0
package io.symbolon.oauth.samples.quickstart;

import com.google.inject.Module;
import io.symbolon.oauth.jdbc.JdbcStorage;
import io.symbolon.oauth.jdbc.JdbcStorageModule;

/** The stores in a database. Nothing of a database is loaded before this class is. */
final class DatabaseStorage {

    private static final String KEY_ID = "quickstart";

    private DatabaseStorage() {}

    static Module inFile(StateDirectory directory) {
        String file = directory.path().resolve("state").toString();
        if (file.contains(";")) {
            throw new StartException("H2 cannot keep its file in a directory whose name has a ';': " + file);
        }
        return module(
                JdbcStorage.at("jdbc:h2:file:" + file + ";DB_CLOSE_ON_EXIT=FALSE;WRITE_DELAY=0;TRACE_LEVEL_FILE=0"),
                directory);
    }

    static Module onServer(Storage.InDatabase database) {
        try {
            JdbcStorage.Builder builder = JdbcStorage.at(database.url());
            database.user().ifPresent(builder::user);
            database.password().ifPresent(builder::password);
            return module(builder, database.directory());
        } catch (IllegalArgumentException e) {
            throw new StartException("--database-url: " + e.getMessage());
        }
    }

    private static Module module(JdbcStorage.Builder builder, StateDirectory directory) {
        try {
            builder.encryptionKey(KEY_ID, directory.key());
        } catch (IllegalArgumentException e) {
            throw new StartException(directory.path().resolve("key") + " is damaged: " + e.getMessage());
        }
        return new JdbcStorageModule(builder.build());
    }
}
