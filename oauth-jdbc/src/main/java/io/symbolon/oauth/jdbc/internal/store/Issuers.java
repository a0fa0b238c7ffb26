// SPDX-License-Identifier: Apache-2.0
package io.symbolon.oauth.jdbc.internal.store;

import io.symbolon.oauth.api.Issuer;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Optional;

/** The number that stands for an issuer in every row. */
public final class Issuers {

    private Issuers() {}

    /** The issuer's number; it gets one where it has none. It writes in any case, so that it cannot succeed in vain. */
    public static int numberOf(Issuer issuer, Database database) {
        SingleInsert insertion = new SingleInsert(database, "{issuer} (uri, longest_life)", 2);
        String touch = database.sql("UPDATE {issuer} SET longest_life = longest_life WHERE uri = ?");
        return database.withHandle(handle -> {
            Connection connection = handle.getConnection();
            if (database.update(connection, touch, parameters -> parameters.text(issuer.uri())) == 0) {
                insertion.isInserted(
                        connection, parameters -> parameters.text(issuer.uri()).bigNumber(LongestLife.AT_FIRST));
            }
            return find(issuer, database, connection).orElseThrow();
        });
    }

    private static Optional<Integer> find(Issuer issuer, Database database, Connection connection) throws SQLException {
        return database.first(
                connection,
                database.sql("SELECT id FROM {issuer} WHERE uri = ?"),
                parameters -> parameters.text(issuer.uri()),
                RowReader::number);
    }
}
