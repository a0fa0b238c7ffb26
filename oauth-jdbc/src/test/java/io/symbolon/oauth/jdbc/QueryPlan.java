// SPDX-License-Identifier: Apache-2.0
package io.symbolon.oauth.jdbc;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/**
 * How the database means to run a statement.
 *
 * @param statement the statement
 * @param accesses how each of its tables is read
 */
record QueryPlan(String statement, List<Access> accesses) {

    // What H2 writes behind a table: the index, and the conditions that it looks up by it.
    private static final Pattern ACCESS_OF_H2 =
            Pattern.compile("\"OAUTH_(\\w+)\"[^/]*?/\\* PUBLIC\\.([\\w.]+)(?::([^*]*))? \\*/");
    private static final Pattern ISSUER_ALONE_OF_H2 = Pattern.compile(" ISSUER = \\S+");
    private static final Pattern ACCESS_OF_MARIADB = Pattern.compile(
            "\"table_name\": \"(?:oauth_)?(\\w+)\"\\W+\"access_type\": \"(\\w+)\"(?:(?!\"table_name\").)*?"
                    + "(?:\"used_key_parts\": \\[([^]]*)]|(?=\"table_name\"|$))",
            Pattern.DOTALL);
    private static final Set<String> WHOLE_TABLES_OF_MARIADB = Set.of("ALL", "index");
    private static final String ISSUER_ALONE_OF_MARIADB = "\"issuer\"";
    // All rows of an issuer are read together: they are few.
    private static final Set<String> READ_WHOLE = Set.of("scope", "resource", "signing_key");

    /**
     * How a table is read.
     *
     * @param table the table, or its name within the statement
     * @param way what the database says of it
     * @param whole whether all of it is read, or all of an issuer, where that is much
     */
    record Access(String table, String way, boolean whole) {}

    /** Whether a whole table is read, or all rows of an issuer, where they are many. */
    boolean isScan() {
        return accesses.stream().anyMatch(Access::whole);
    }

    static QueryPlan of(SentStatements.Sent sent, Connection connection) throws SQLException {
        boolean h2 = connection.getMetaData().getDatabaseProductName().equals("H2");
        try (PreparedStatement explained =
                connection.prepareStatement((h2 ? "EXPLAIN " : "EXPLAIN FORMAT=JSON ") + sent.sql())) {
            sent.setParametersOf(explained);
            try (ResultSet rows = explained.executeQuery()) {
                rows.next();
                return new QueryPlan(sent.sql(), h2 ? ofH2(rows.getString(1)) : ofMariaDb(rows.getString(1)));
            }
        }
    }

    private static List<Access> ofH2(String plan) {
        return ACCESS_OF_H2.matcher(plan).results().map(QueryPlan::accessOfH2).toList();
    }

    private static Access accessOfH2(MatchResult found) {
        String table = found.group(1).toLowerCase(Locale.ROOT);
        String conditions = found.group(3) == null ? "" : found.group(3);
        boolean whole =
                conditions.isEmpty() || ISSUER_ALONE_OF_H2.matcher(conditions).matches();
        return new Access(table, found.group(2) + ":" + conditions, whole && !READ_WHOLE.contains(table));
    }

    private static List<Access> ofMariaDb(String plan) {
        return ACCESS_OF_MARIADB
                .matcher(plan)
                .results()
                .map(QueryPlan::accessOfMariaDb)
                .toList();
    }

    private static Access accessOfMariaDb(MatchResult found) {
        String table = found.group(1);
        String type = found.group(2);
        String parts = found.group(3) == null ? "" : found.group(3);
        boolean whole = WHOLE_TABLES_OF_MARIADB.contains(type) || parts.equals(ISSUER_ALONE_OF_MARIADB);
        return new Access(table, type + ":" + parts, whole && !READ_WHOLE.contains(table));
    }
}
