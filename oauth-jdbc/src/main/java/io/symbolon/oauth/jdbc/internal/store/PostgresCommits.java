// SPDX-License-Identifier: Apache-2.0
package io.symbolon.oauth.jdbc.internal.store;

import io.symbolon.oauth.api.GrantId;
import io.symbolon.oauth.api.store.CommitOutcome;
import io.symbolon.oauth.jdbc.internal.commit.CommitStatements;
import io.symbolon.oauth.jdbc.internal.commit.IssuedCommit;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.function.IntFunction;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * Commits on PostgreSQL: any number of them in one statement, and so in one round trip.
 *
 * <p>All rows of a batch come as arrays, one for each column, out of which their numbers pick them. ({@code unnest} would make
 * a table of each array first, which costs a small batch half as much again.) A statement that spends goes through these steps, each of
 * which reads what the one before it found:
 *
 * <ol>
 *   <li>{@code held}: the rows that are to be spent, locked in the order of their keys. {@code FOR UPDATE} waits for whoever
 *       holds a row and then returns it as the winner left it, although the rest of the statement sees an older state; this
 *       is why judging looks at these rows and at no others.
 *   <li>{@code judged}: who wins, as a number of {@link SpendVerdict}.
 *   <li>the changes of what is spent and the inserts, each only for those who win.
 * </ol>
 *
 * <p>PostgreSQL is to plan such a statement once for each connection, and the plan must stay good while the tables grow:
 *
 * <ul>
 *   <li>It plans anew for each execution as long as that promises to be cheaper, and it does for rows that it knows to be
 *       few. So it is not told how many there are: their number comes out of a scalar query.
 *   <li>A join, also that of {@code UPDATE ... FROM}, would be planned while its tables are small, to read the whole of them.
 *       So rows are looked up one by one, by {@code LATERAL} and by scalar queries, and changed by {@code INSERT ... ON
 *       CONFLICT DO UPDATE}, which finds them by their key and cannot insert, since they are locked.
 * </ul>
 *
 * <p>Whether a redeemable's grant lives, and whether the tokens of a subject were ended, is read in the statement's own
 * state: a revocation that commits while it waits comes after it, and ends what it writes.
 */
final class PostgresCommits implements CommitStatements {

    private static final String REFRESH = "refresh_";

    private static final String LIVING = "(g.revoked_at IS NULL AND COALESCE((SELECT m.marked_at FROM {subject_mark} m"
            + " WHERE m.subject = g.subject AND m.subject_type = g.subject_type AND m.issuer = g.issuer) < g.created_at,"
            + " TRUE))";

    private static final String REFRESHED = " ON CONFLICT (id, issuer) DO UPDATE SET "
            + RefreshColumns.NAMES.stream()
                    .map(name -> "refresh_" + name + " = EXCLUDED.refresh_" + name)
                    .collect(Collectors.joining(", "))
            + ", changed_by = EXCLUDED.changed_by";

    private static final String SPEND_REFRESH_TOKEN = "WITH held AS MATERIALIZED (SELECT s.*, "
            + TokenRows.GRANT.columnList("g") + ", g.changed_by FROM (SELECT * FROM "
            + rows(SpendRows.REFRESH, "s")
            + " ORDER BY issuer, grant_id) s CROSS JOIN LATERAL (SELECT * FROM {grant}"
            + " WHERE id = s.grant_id AND issuer = s.issuer FOR UPDATE) g"
            + "), judged AS MATERIALIZED (SELECT g.*, CASE"
            + " WHEN g.changed_by = g.commit_id OR g.refresh_issued_by = g.commit_id THEN 1"
            + " WHEN g.refresh_digest IS NULL OR NOT " + LIVING + " THEN 3"
            + " WHEN g.refresh_digest <> g.presented OR NOT (g.next_digest <> g.refresh_digest"
            + " OR g.next_repeats = g.refresh_repeats + 1"
            + " OR (g.next_repeats = g.refresh_repeats AND g.next_expires_at > g.refresh_expires_at)) THEN 2"
            + " WHEN g.usable_after >= g.refresh_expires_at OR g.usable_after >= g.expires_at THEN 3"
            + " ELSE 0 END AS verdict FROM held g"
            + "), changed AS (" + refreshing("j") + " FROM judged j WHERE j.verdict = 0" + REFRESHED + ")";

    private static final String JUDGED_REFRESHES =
            " SELECT j.place, j.verdict, " + TokenRows.GRANT.columnList("j") + " FROM judged j";

    private static final String SPEND_REDEEMABLE = "WITH held AS MATERIALIZED (SELECT s.*, r.* FROM (SELECT * FROM "
            + rows(SpendRows.REDEMPTION, "s")
            + " ORDER BY issuer, redeemable) s CROSS JOIN LATERAL (SELECT id, kind, scopes, resources, state, spent_by,"
            + " grant_id, issued_at, expires_at, kept_until"
            + " FROM {redeemable} WHERE id = s.redeemable AND issuer = s.issuer FOR UPDATE) r"
            + "), judged AS MATERIALIZED (SELECT r.*, CASE"
            + " WHEN r.state = 3 AND r.spent_by = r.commit_id THEN 1"
            + " WHEN r.state = 3 THEN 2"
            + " WHEN r.state = 1 AND (r.grant_id IS NULL OR r.grant_id = r.for_grant)"
            + " AND r.usable_after < r.expires_at"
            + " AND COALESCE((SELECT " + LIVING + " FROM {grant} g WHERE g.id = r.for_grant AND g.issuer = r.issuer),"
            + " r.brings_grant = 1) THEN 0"
            + " ELSE 3 END AS verdict FROM held r"
            + "), changed AS (INSERT INTO {redeemable} (issuer, id, kind, scopes, resources, state, spent_by, grant_id,"
            + " issued_at, expires_at, kept_until) SELECT j.issuer, j.id, j.kind, j.scopes, j.resources, 3, j.commit_id,"
            + " j.for_grant, j.issued_at, j.expires_at, j.kept_until FROM judged j WHERE j.verdict = 0"
            + " ON CONFLICT (id, issuer) DO UPDATE SET state = 3, spent_by = EXCLUDED.spent_by, grant_id = EXCLUDED.grant_id"
            + "), refreshed AS (" + refreshing("g") + " FROM judged j CROSS JOIN LATERAL (SELECT * FROM {grant}"
            + " WHERE id = j.for_grant AND issuer = j.issuer FOR UPDATE) g"
            + " WHERE j.verdict = 0 AND j.next_digest IS NOT NULL" + REFRESHED + ")";

    private static final String JUDGED_REDEMPTIONS = " SELECT j.place, j.verdict, j.grant_id FROM judged j";

    private final Database database;
    private final List<String> insertions;
    private final List<String> redemptions;
    private final List<String> refreshes;

    PostgresCommits(Database database) {
        this.database = database;
        this.insertions = forAllSets(PostgresCommits::inserting);
        this.redemptions = forAllSets(tables -> spending(SPEND_REDEEMABLE, tables, JUDGED_REDEMPTIONS));
        this.refreshes = forAllSets(tables -> spending(SPEND_REFRESH_TOKEN, tables, JUDGED_REFRESHES));
    }

    /** Statements differ only in which tables a batch writes into: one for each {@link CommitRows#tables()}. */
    private List<String> forAllSets(IntFunction<String> statement) {
        return IntStream.range(0, CommitRows.TABLE_SETS)
                .mapToObj(statement)
                .map(database::sql)
                .toList();
    }

    @Override
    public void insertAll(List<IssuedCommit> batch) {
        CommitRows rows = CommitRows.of(batch);
        if (rows.tables() > 0) {
            SqlCall.orThrow(() -> database.raw(handle -> insert(rows, handle.getConnection())));
        }
    }

    private int insert(CommitRows rows, Connection connection) throws SQLException {
        try (PreparedStatement prepared = connection.prepareStatement(insertions.get(rows.tables()))) {
            setRows(rows, new Statements(prepared));
            return database.counts().timed(prepared::executeUpdate);
        }
    }

    @Override
    public List<CommitOutcome> redeemAll(List<IssuedCommit> batch) {
        return spend(redemptions, batch, SpendRows.REDEMPTION, SpendRows.redemptions(batch), row -> {
            Optional<GrantId> by = row.optionalGrantId();
            return new CommitOutcome.AlreadySpent(by);
        });
    }

    @Override
    public List<CommitOutcome> refreshAll(List<IssuedCommit> batch) {
        return spend(
                refreshes,
                batch,
                SpendRows.REFRESH,
                SpendRows.refreshes(batch),
                row -> new CommitOutcome.Superseded(TokenRows.grant(row)));
    }

    private <R> List<CommitOutcome> spend(
            List<String> statements,
            List<IssuedCommit> batch,
            RowShape<R> shape,
            List<Placed<R>> spends,
            Sql.Reading<CommitOutcome> lost) {
        CommitRows rows = CommitRows.of(batch);
        return SqlCall.orThrow(() -> database.raw(handle -> {
            try (PreparedStatement prepared = handle.getConnection().prepareStatement(statements.get(rows.tables()))) {
                Statements parameters = new Statements(prepared);
                setColumns(shape, spends, parameters);
                setRows(rows, parameters);
                try (ResultSet judged = database.counts().timed(prepared::executeQuery)) {
                    return outcomes(judged, batch.size(), lost);
                }
            }
        }));
    }

    private static List<CommitOutcome> outcomes(ResultSet judged, int commits, Sql.Reading<CommitOutcome> lost)
            throws SQLException {
        List<CommitOutcome> outcomes = new ArrayList<>(Collections.nCopies(commits, new CommitOutcome.Gone()));
        while (judged.next()) {
            RowReader row = new RowReader(judged, 1);
            int place = row.number();
            SpendVerdict verdict = SpendVerdict.of(row.number());
            outcomes.set(place, verdict == SpendVerdict.LOST ? lost.read(row) : verdict.outcome());
        }
        return outcomes;
    }

    private static String inserting(int tables) {
        List<String> inserts = inserts(tables, "");
        if (inserts.isEmpty()) {
            return "";
        }
        int last = inserts.size() - 1;
        return (last == 0 ? "" : "WITH " + named(inserts.subList(0, last)) + " ") + inserts.get(last);
    }

    private static String spending(String spend, int tables, String judged) {
        List<String> inserts =
                inserts(tables, " WHERE place = ANY (ARRAY(SELECT j.place FROM judged j WHERE j.verdict = 0))");
        return spend + (inserts.isEmpty() ? "" : ", " + named(inserts)) + judged;
    }

    private static String named(List<String> inserts) {
        return IntStream.range(0, inserts.size())
                .mapToObj(i -> "i" + i + " AS (" + inserts.get(i) + ")")
                .collect(Collectors.joining(", "));
    }

    private static List<String> inserts(int tables, String condition) {
        List<String> inserts = new ArrayList<>();
        if ((tables & CommitRows.INTO_GRANT) != 0) {
            inserts.add(insert(TokenRows.GRANT, condition));
        }
        if ((tables & CommitRows.INTO_REDEEMABLE) != 0) {
            inserts.add(insert(TokenRows.REDEEMABLE, condition));
        }
        if ((tables & CommitRows.INTO_ACCESS_TOKEN) != 0) {
            inserts.add(insert(TokenRows.ACCESS_TOKEN, condition));
        }
        return inserts;
    }

    private static void setRows(CommitRows rows, Statements parameters) throws SQLException {
        if (!rows.grants().isEmpty()) {
            setColumns(TokenRows.GRANT, rows.grants(), parameters);
        }
        if (!rows.redeemables().isEmpty()) {
            setColumns(TokenRows.REDEEMABLE, rows.redeemables(), parameters);
        }
        if (!rows.accessTokens().isEmpty()) {
            setColumns(TokenRows.ACCESS_TOKEN, rows.accessTokens(), parameters);
        }
    }

    private static String insert(RowShape<?> shape, String condition) {
        String columns = "issuer, " + shape.columnList("");
        return "INSERT INTO {" + shape.table() + "} (" + columns + ") SELECT " + columns + " FROM " + rows(shape, "n")
                + condition + " ON CONFLICT DO NOTHING";
    }

    /** The rows of as many arrays as there are columns, behind a number that says how many rows. */
    private static String rows(RowShape<?> shape, String alias) {
        String columns = shape.columns().stream()
                .map(column -> ", " + element(column.kind()) + " AS " + column.name())
                .collect(Collectors.joining());
        return "(SELECT " + element(Column.Kind.INTEGER) + " AS place, " + element(Column.Kind.INTEGER) + " AS issuer"
                + columns + " FROM generate_series(1, (SELECT ?::int4)) i) " + alias;
    }

    private static String element(Column.Kind kind) {
        return "(?::" + kind.arrayType() + "[])[i]";
    }

    /** A grant's row with the refresh token of the judged row {@code j}, for {@link #REFRESHED} to change the one that is there. */
    private static String refreshing(String grant) {
        String values = TokenRows.GRANT.columns().stream()
                .map(Column::name)
                .map(name ->
                        name.startsWith(REFRESH) ? "j.next_" + name.substring(REFRESH.length()) : grant + "." + name)
                .collect(Collectors.joining(", "));
        return "INSERT INTO {grant} (issuer, changed_by, " + TokenRows.GRANT.columnList("")
                + ") SELECT j.issuer, j.commit_id, " + values;
    }

    private static <R> void setColumns(RowShape<R> shape, List<Placed<R>> rows, Statements parameters)
            throws SQLException {
        Object[][] arrays = new Object[shape.columns().size()][];
        Arrays.setAll(arrays, i -> shape.columns().get(i).kind().newArray(rows.size()));
        Integer[] places = new Integer[rows.size()];
        Integer[] issuers = new Integer[rows.size()];
        for (int i = 0; i < rows.size(); i++) {
            places[i] = rows.get(i).commit();
            issuers[i] = rows.get(i).issuer();
            @Nullable Object[] values = shape.valuesOf(rows.get(i).noun());
            for (int column = 0; column < values.length; column++) {
                arrays[column][i] = values[column];
            }
        }
        parameters.array(Column.Kind.INTEGER, places).array(Column.Kind.INTEGER, issuers);
        for (int column = 0; column < arrays.length; column++) {
            parameters.array(shape.columns().get(column).kind(), arrays[column]);
        }
        parameters.number(rows.size());
    }
}
