// SPDX-License-Identifier: Apache-2.0
package io.symbolon.oauth.jdbc.internal.store;

import java.sql.SQLException;

/** Changes a row or adds it, whichever it takes, though others do the same. */
final class Upsert {

    private Upsert() {}

    /** Tries one and the other until one has done it. */
    static boolean done(Step change, Step addition) throws SQLException {
        boolean done = false;
        while (!done) {
            done = change.isDone() || addition.isDone();
        }
        return true;
    }

    /** One of two ways. */
    interface Step {
        boolean isDone() throws SQLException;
    }
}
