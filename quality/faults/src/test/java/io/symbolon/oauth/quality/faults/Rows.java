// SPDX-License-Identifier: Apache-2.0
package io.symbolon.oauth.quality.faults;

import io.symbolon.oauth.quality.databases.Database;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import javax.sql.DataSource;

/** The rows, as a stranger sees them who has only the database. */
final class Rows {

    // The number of the state in which a code has been redeemed.
    private static final int SPENT = 3;

    private static final String HALF_WRITTEN = "SELECT"
            // tokens under a grant that does not exist
            + " (SELECT COUNT(*) FROM oauth_access_token t WHERE t.grant_id IS NOT NULL AND NOT EXISTS"
            + " (SELECT 1 FROM oauth_grant g WHERE g.issuer = t.issuer AND g.id = t.grant_id))"
            // codes that were redeemed for nothing
            + " + (SELECT COUNT(*) FROM oauth_redeemable r WHERE r.state = " + SPENT + " AND NOT EXISTS"
            + " (SELECT 1 FROM oauth_access_token t WHERE t.issuer = r.issuer AND t.grant_id = r.grant_id))"
            + " + (SELECT COUNT(*) FROM oauth_redeemable r JOIN oauth_grant g ON g.issuer = r.issuer AND g.id = r.grant_id"
            + " WHERE r.state = " + SPENT + " AND g.refresh_digest IS NULL)"
            // tokens for codes that were not redeemed
            + " + (SELECT COUNT(*) FROM oauth_redeemable r WHERE r.state <> " + SPENT + " AND EXISTS"
            + " (SELECT 1 FROM oauth_access_token t WHERE t.issuer = r.issuer AND t.grant_id = r.grant_id))"
            // generations of a refresh token, each of which came with one access token
            + " + (SELECT COUNT(*) FROM oauth_grant g WHERE g.refresh_digest IS NOT NULL AND"
            + " (SELECT COUNT(*) FROM oauth_access_token t WHERE t.issuer = g.issuer AND t.grant_id = g.id)"
            + " <> 1 + g.refresh_generation + g.refresh_repeats)";

    private final DataSource dataSource;

    Rows(Database database) {
        this.dataSource = database.dataSource();
    }

    /** How many rows are there without those that were written together with them. */
    long halfWritten() {
        return number(HALF_WRITTEN);
    }

    long accessTokens() {
        return number("SELECT COUNT(*) FROM oauth_access_token");
    }

    private long number(String query) {
        try (Connection connection = dataSource.getConnection();
                Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(query)) {
            rows.next();
            return rows.getLong(1);
        } catch (SQLException e) {
            throw new AssertionError(query, e);
        }
    }
}
