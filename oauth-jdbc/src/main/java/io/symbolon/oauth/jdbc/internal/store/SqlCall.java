// SPDX-License-Identifier: Apache-2.0
package io.symbolon.oauth.jdbc.internal.store;

import java.sql.SQLException;

/** Something that the database does for a commit. */
interface SqlCall<T> {

    T call() throws SQLException;

    /** The result; a failure of any kind leaves open whether it was done. */
    static <T> T orThrow(SqlCall<T> call) {
        try {
            return call.call();
        } catch (SQLException e) {
            throw new DatabaseException(e);
        }
    }
}
