// SPDX-License-Identifier: Apache-2.0
package io.symbolon.oauth.jdbc.internal.store;

import java.sql.SQLException;

/** The database refused a statement, or its answer was lost. */
public final class DatabaseException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    DatabaseException(SQLException cause) {
        super("the database answered: " + cause.getMessage(), cause);
    }
}
