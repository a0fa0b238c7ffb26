// SPDX-License-Identifier: Apache-2.0
package io.symbolon.oauth.samples.quickstart;

import com.google.inject.Module;
import io.symbolon.oauth.api.Secret;
import java.nio.file.Path;
import java.util.Optional;

/** Where the quickstart keeps tokens, consents, keys and whatever else the authorization server has to remember. */
sealed interface Storage {

    /** Takes possession of it; whoever does closes what comes back, after the server. */
    Open open();

    /** How a person finds it. */
    String description();

    /**
     * Storage that is in use.
     *
     * @param module binds the stores; absent where they are in memory
     * @param claim what keeps others out meanwhile
     */
    record Open(Optional<Module> module, StateDirectory.Claim claim) implements AutoCloseable {

        @Override
        public void close() {
            claim.close();
        }
    }

    /** The process itself: all is gone when it ends. */
    record InMemory() implements Storage {

        @Override
        public Open open() {
            return new Open(Optional.empty(), StateDirectory.Claim.NONE);
        }

        @Override
        public String description() {
            return "in memory: gone when the program stops";
        }
    }

    /**
     * H2, a database in a file that needs no server.
     *
     * @param directory has the file, and the key that encrypts signing keys
     */
    record InDirectory(StateDirectory directory) implements Storage {

        @Override
        public Open open() {
            StateDirectory.Claim claim = directory.claim();
            boolean opened = false;
            try {
                Open open = new Open(Optional.of(DatabaseStorage.inFile(directory)), claim);
                opened = true;
                return open;
            } finally {
                if (!opened) {
                    claim.close();
                }
            }
        }

        @Override
        public String description() {
            return directory.path().toString();
        }
    }

    /**
     * A database on a server; several programs may use it together, if they have the same key.
     *
     * @param url its JDBC URL
     * @param user who connects, where the URL does not say it
     * @param password of the user
     * @param directory has the key that encrypts signing keys
     */
    record InDatabase(String url, Optional<String> user, Optional<Secret> password, StateDirectory directory)
            implements Storage {

        @Override
        public Open open() {
            return new Open(Optional.of(DatabaseStorage.onServer(this)), StateDirectory.Claim.NONE);
        }

        /** A URL may have a password among its parameters. */
        @Override
        public String description() {
            return url.split("[?;]", 2)[0] + ", its key in " + directory.path();
        }

        @Override
        public String toString() {
            return description();
        }
    }

    /** The directory of H2 where nobody names another. */
    static Path usualDirectory() {
        return Path.of(System.getProperty("quickstart.data", "quickstart-data"));
    }
}
