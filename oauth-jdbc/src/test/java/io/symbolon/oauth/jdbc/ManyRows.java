// SPDX-License-Identifier: Apache-2.0
package io.symbolon.oauth.jdbc;

import io.symbolon.oauth.quality.databases.Database;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;

/** Rows without meaning, so that MariaDB cares which index it takes: among a few, any will do. */
final class ManyRows {

    // One in ten is so old that it can be deleted.
    private static final String INSERTS =
            "SELECT CONCAT('INSERT INTO ', table_name, ' (', GROUP_CONCAT(column_name ORDER BY ordinal_position), ')"
                    + " SELECT ', GROUP_CONCAT(CASE WHEN column_name = 'issuer' THEN '1' WHEN data_type = 'binary' THEN"
                    + " CONCAT('UNHEX(LPAD(HEX(seq), ', 2 * character_maximum_length, ', ''0''))') WHEN data_type ="
                    + " 'varbinary' THEN 'UNHEX(''00'')' WHEN data_type = 'bigint' THEN 'seq * 10000000000' WHEN data_type"
                    + " IN ('smallint', 'int') THEN 'seq' ELSE 'CONCAT(''x'', seq)' END ORDER BY ordinal_position), ' FROM"
                    + " seq_1_to_2000') FROM information_schema.columns WHERE table_schema = DATABASE() AND table_name"
                    + " LIKE 'oauth_%' AND table_name NOT LIKE 'oauth_schema_%' AND table_name <> 'oauth_issuer' GROUP BY"
                    + " table_name";

    private ManyRows() {}

    static void in(Database database) throws SQLException {
        try (Connection connection = database.dataSource().getConnection();
                Statement statement = connection.createStatement()) {
            List<String> inserts = new ArrayList<>();
            try (ResultSet rows = statement.executeQuery(INSERTS)) {
                while (rows.next()) {
                    inserts.add(rows.getString(1));
                }
            }
            for (String insert : inserts) {
                statement.execute(insert);
                statement.execute("ANALYZE TABLE " + insert.split(" ", -1)[2]);
            }
        }
    }
}
