// SPDX-License-Identifier: Apache-2.0
package io.symbolon.oauth.quality.faults;

import io.symbolon.oauth.quality.databases.Database;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/**
 * The rows, as a stranger sees them who has only the database. They are put together here: no index leads from a grant to its
 * tokens, so that the database would read all of them for each grant.
 */
final class Rows {

    // The number of the state in which a code has been redeemed.
    private static final int SPENT = 3;

    private final DataSource dataSource;

    Rows(Database database) {
        this.dataSource = database.dataSource();
    }

    /** How many rows are there without those that were written together with them. */
    long halfWritten() {
        Map<String, Integer> tokens = tokensOfGrants();
        Map<String, Integer> answers = answersOfGrants();
        long count = 0;
        // tokens under a grant that does not exist
        for (Map.Entry<String, Integer> ofGrant : tokens.entrySet()) {
            count += answers.containsKey(ofGrant.getKey()) ? 0 : ofGrant.getValue();
        }
        // generations of a refresh token, each of which came with one access token
        for (Map.Entry<String, Integer> ofGrant : answers.entrySet()) {
            count += tokens.getOrDefault(ofGrant.getKey(), 0).equals(ofGrant.getValue()) ? 0 : 1;
        }
        return count + halfRedeemed(tokens, answers);
    }

    /** Codes that were redeemed for nothing, or not redeemed for something. */
    private long halfRedeemed(Map<String, Integer> tokens, Map<String, Integer> answers) {
        List<Boolean> wrong = rows("SELECT issuer, grant_id, state FROM oauth_redeemable", row -> {
            String grant = key(row);
            boolean spent = row.getInt(3) == SPENT;
            return spent != tokens.containsKey(grant) || spent != (answers.getOrDefault(grant, 0) > 0);
        });
        return wrong.stream().filter(isWrong -> isWrong).count();
    }

    long accessTokens() {
        return rows("SELECT COUNT(*) FROM oauth_access_token", row -> row.getLong(1))
                .get(0);
    }

    private Map<String, Integer> tokensOfGrants() {
        Map<String, Integer> tokens = new HashMap<>();
        rows("SELECT issuer, grant_id FROM oauth_access_token WHERE grant_id IS NOT NULL", Rows::key)
                .forEach(grant -> tokens.merge(grant, 1, Integer::sum));
        return tokens;
    }

    /** How many token responses each grant has seen, as its refresh token counts them; none where it has none. */
    private Map<String, Integer> answersOfGrants() {
        Map<String, Integer> answers = new HashMap<>();
        rows("SELECT issuer, id, refresh_digest, refresh_generation, refresh_repeats FROM oauth_grant", row -> {
                    boolean answered = row.getBytes(3) != null;
                    return Map.entry(key(row), answered ? 1 + row.getInt(4) + row.getInt(5) : 0);
                })
                .forEach(grant -> answers.put(grant.getKey(), grant.getValue()));
        return answers;
    }

    private static String key(ResultSet row) throws SQLException {
        byte @Nullable [] grant = row.getBytes(2);
        return row.getInt(1) + ":" + (grant == null ? "" : HexFormat.of().formatHex(grant));
    }

    private <T> List<T> rows(String query, Reading<T> reading) {
        try (Connection connection = dataSource.getConnection();
                Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(query)) {
            List<T> all = new ArrayList<>();
            while (rows.next()) {
                all.add(reading.read(rows));
            }
            return all;
        } catch (SQLException e) {
            throw new AssertionError(query, e);
        }
    }

    /** How a row is read. */
    private interface Reading<T> {
        T read(ResultSet row) throws SQLException;
    }
}
