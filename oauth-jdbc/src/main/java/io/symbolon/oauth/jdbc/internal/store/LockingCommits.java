// SPDX-License-Identifier: Apache-2.0
package io.symbolon.oauth.jdbc.internal.store;

import io.symbolon.oauth.api.Digest;
import io.symbolon.oauth.api.GrantId;
import io.symbolon.oauth.api.store.CommitOutcome;
import io.symbolon.oauth.api.token.CommitId;
import io.symbolon.oauth.api.token.Grant;
import io.symbolon.oauth.api.token.RefreshToken;
import io.symbolon.oauth.jdbc.internal.commit.CommitStatements;
import io.symbolon.oauth.jdbc.internal.commit.IssuedCommit;
import io.symbolon.oauth.jdbc.internal.store.SpendRows.Redemption;
import io.symbolon.oauth.jdbc.internal.store.SpendRows.Refresh;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * Commits on H2 and MariaDB, neither of which returns what an update has found: in one transaction the rows that are to be
 * spent are locked and read, in the order in which they come; it is judged here who wins; and the winners' rows are changed
 * and inserted.
 */
final class LockingCommits implements CommitStatements {

    private final Database database;
    private final RowInserts inserts;

    LockingCommits(Database database) {
        this.database = database;
        this.inserts = new RowInserts(database);
    }

    @Override
    public void insertAll(List<IssuedCommit> batch) {
        CommitRows rows = CommitRows.of(batch);
        if (rows.tables() > 0) {
            SqlCall.orThrow(() -> inserts.insertAlone(rows));
        }
    }

    @Override
    public List<CommitOutcome> redeemAll(List<IssuedCommit> batch) {
        List<Placed<Redemption>> spends = SpendRows.redemptions(batch);
        return spend(batch, (verdicts, connection) -> redeem(spends, verdicts, connection));
    }

    @Override
    public List<CommitOutcome> refreshAll(List<IssuedCommit> batch) {
        List<Placed<Refresh>> spends = SpendRows.refreshes(batch);
        return spend(batch, (verdicts, connection) -> refresh(spends, verdicts, connection));
    }

    private List<CommitOutcome> spend(List<IssuedCommit> batch, Spending spending) {
        return SqlCall.orThrow(() -> inserts.repeatedForDuplicates(careful -> database.rawInTransaction(handle -> {
            Verdicts verdicts = new Verdicts(batch.size());
            spending.spend(verdicts, handle.getConnection());
            inserts.insert(CommitRows.of(batch).only(verdicts::hasWon), careful, handle.getConnection());
            return verdicts.outcomes();
        })));
    }

    private void redeem(List<Placed<Redemption>> spends, Verdicts verdicts, Connection connection) throws SQLException {
        Map<RowKey, HeldRedeemable> held = held(
                spends,
                spend -> spend.spend().redeemable().toBytes(),
                "SELECT id, state, spent_by, grant_id, expires_at FROM {redeemable} WHERE ",
                "id",
                " ORDER BY id FOR UPDATE",
                HeldRedeemable::read,
                connection);
        Map<RowKey, Boolean> living = held(
                spends,
                spend -> spend.spend().grant().toBytes(),
                "SELECT g.id, CASE WHEN g.revoked_at IS NULL AND NOT EXISTS (SELECT 1 FROM {subject_mark} m"
                        + " WHERE m.issuer = g.issuer AND m.subject_type = g.subject_type AND m.subject = g.subject"
                        + " AND m.marked_at >= g.created_at) THEN 1 ELSE 0 END FROM {grant} g WHERE g.",
                "g.id",
                "",
                row -> row.number() == 1,
                connection);
        List<Placed<Redemption>> won = new ArrayList<>();
        for (Placed<Redemption> spend : spends) {
            Redemption redemption = spend.noun();
            Optional<HeldRedeemable> row = Optional.ofNullable(held.get(
                    RowKey.of(spend.issuer(), redemption.spend().redeemable().toBytes())));
            Optional<Boolean> grantLives = Optional.ofNullable(living.get(
                    RowKey.of(spend.issuer(), redemption.spend().grant().toBytes())));
            SpendVerdict verdict =
                    row.map(it -> it.judge(redemption, grantLives)).orElse(SpendVerdict.GONE);
            verdicts.set(spend.commit(), verdict, new CommitOutcome.AlreadySpent(row.flatMap(HeldRedeemable::grant)));
            if (verdict == SpendVerdict.WON) {
                won.add(spend);
            }
        }
        change(won, connection);
    }

    private void change(List<Placed<Redemption>> won, Connection connection) throws SQLException {
        if (won.isEmpty()) {
            return;
        }
        try (PreparedStatement spending = connection.prepareStatement(database.sql(
                "UPDATE {redeemable} SET state = 3, spent_by = ?, grant_id = ? WHERE issuer = ? AND id = ?"))) {
            for (Placed<Redemption> spend : won) {
                Redemption redemption = spend.noun();
                new Statements(spending)
                        .bytes(redemption.commit().id().toBytes())
                        .bytes(redemption.spend().grant().toBytes())
                        .number(spend.issuer())
                        .bytes(redemption.spend().redeemable().toBytes());
                spending.addBatch();
            }
            database.counts().timed(spending::executeBatch);
        }
        List<Rotation> rotations = won.stream()
                .flatMap(spend -> spend.noun().spend().refreshToken().stream()
                        .map(first -> new Rotation(
                                spend.issuer(),
                                spend.noun().spend().grant(),
                                first,
                                spend.noun().commit().id())))
                .toList();
        rotate(rotations, connection);
    }

    private void refresh(List<Placed<Refresh>> spends, Verdicts verdicts, Connection connection) throws SQLException {
        Map<RowKey, HeldGrant> held = held(
                spends,
                spend -> spend.spend().grant().toBytes(),
                "SELECT g.id, g.changed_by, (SELECT m.marked_at FROM {subject_mark} m WHERE m.issuer = g.issuer"
                        + " AND m.subject_type = g.subject_type AND m.subject = g.subject), "
                        + TokenRows.GRANT.columnList("g") + " FROM {grant} g WHERE g.",
                "g.id",
                " ORDER BY g.id FOR UPDATE",
                HeldGrant::read,
                connection);
        List<Rotation> rotations = new ArrayList<>();
        for (Placed<Refresh> spend : spends) {
            Refresh refresh = spend.noun();
            Optional<HeldGrant> row = Optional.ofNullable(
                    held.get(RowKey.of(spend.issuer(), refresh.spend().grant().toBytes())));
            SpendVerdict verdict = row.map(it -> it.judge(refresh)).orElse(SpendVerdict.GONE);
            CommitOutcome lost = row.map(it -> (CommitOutcome) new CommitOutcome.Superseded(it.grant()))
                    .orElseGet(CommitOutcome.Gone::new);
            verdicts.set(spend.commit(), verdict, lost);
            if (verdict == SpendVerdict.WON) {
                rotations.add(new Rotation(
                        spend.issuer(),
                        refresh.spend().grant(),
                        refresh.spend().next(),
                        refresh.commit().id()));
            }
        }
        rotate(rotations, connection);
    }

    private void rotate(List<Rotation> rotations, Connection connection) throws SQLException {
        if (rotations.isEmpty()) {
            return;
        }
        String columns = RefreshColumns.NAMES.stream()
                .map(name -> "refresh_" + name + " = ?")
                .collect(Collectors.joining(", "));
        try (PreparedStatement update = connection.prepareStatement(
                database.sql("UPDATE {grant} SET " + columns + ", changed_by = ? WHERE issuer = ? AND id = ?"))) {
            for (Rotation rotation : rotations) {
                new Statements(update)
                        .row(Rotation.SHAPE, rotation)
                        .bytes(rotation.commit().toBytes())
                        .number(rotation.issuer())
                        .bytes(rotation.grant().toBytes());
                update.addBatch();
            }
            database.counts().timed(update::executeBatch);
        }
    }

    /** The rows under these keys, as many at once as the database looks up by an index. */
    private <R, T> Map<RowKey, T> held(
            List<Placed<R>> spends,
            Function<R, byte[]> key,
            String select,
            String keyColumn,
            String tail,
            RowReading<T> reading,
            Connection connection)
            throws SQLException {
        Map<RowKey, T> rows = new HashMap<>();
        int first = 0;
        while (first < spends.size()) {
            int issuer = spends.get(first).issuer();
            int end = first + 1;
            while (end < spends.size()
                    && end - first < database.dialect().keysAtOnce()
                    && spends.get(end).issuer() == issuer) {
                end++;
            }
            String marks = String.join(", ", Collections.nCopies(end - first, "?"));
            String statement = database.sql(select + "issuer = ? AND " + keyColumn + " IN (" + marks + ")" + tail);
            try (PreparedStatement prepared = connection.prepareStatement(statement)) {
                Statements parameters = new Statements(prepared).number(issuer);
                for (Placed<R> spend : spends.subList(first, end)) {
                    parameters.bytes(key.apply(spend.noun()));
                }
                try (ResultSet found = database.counts().timed(prepared::executeQuery)) {
                    while (found.next()) {
                        RowReader row = new RowReader(found, 1);
                        RowKey at = RowKey.of(issuer, row.bytes());
                        rows.put(at, reading.read(row));
                    }
                }
            }
            first = end;
        }
        return rows;
    }

    /** Judges what a batch spends, and changes it. */
    interface Spending {
        void spend(Verdicts verdicts, Connection connection) throws SQLException;
    }

    /** How a row is read. */
    interface RowReading<T> {
        T read(RowReader row) throws SQLException;
    }

    /** Which verdict fell on which commit. */
    private static final class Verdicts {

        private final List<CommitOutcome> outcomes;
        private final List<SpendVerdict> verdicts;

        Verdicts(int commits) {
            this.outcomes = new ArrayList<>(Collections.nCopies(commits, new CommitOutcome.Gone()));
            this.verdicts = new ArrayList<>(Collections.nCopies(commits, SpendVerdict.GONE));
        }

        void set(int commit, SpendVerdict verdict, CommitOutcome lost) {
            verdicts.set(commit, verdict);
            outcomes.set(commit, verdict == SpendVerdict.LOST ? lost : verdict.outcome());
        }

        boolean hasWon(int commit) {
            return verdicts.get(commit) == SpendVerdict.WON;
        }

        List<CommitOutcome> outcomes() {
            return outcomes;
        }
    }

    /** A refresh token that becomes the current one of a grant. */
    private record Rotation(int issuer, GrantId grant, RefreshToken next, CommitId commit) {

        static final RowShape<Rotation> SHAPE = TokenRows.withRefreshToken(
                        RowShape.<Rotation>of("rotation"), "", rotation -> Optional.of(rotation.next()))
                .build();
    }

    /** The key of a row: the issuer, and bytes that compare as such. */
    private record RowKey(int issuer, Digest digest) {

        static RowKey of(int issuer, byte[] key) {
            return new RowKey(issuer, key.length == Digest.LENGTH ? Digest.fromBytes(key) : padded(key));
        }

        private static Digest padded(byte[] grant) {
            GrantId id = GrantId.fromBytes(grant);
            return new Digest(id.high(), id.low(), 0, 0);
        }
    }

    /** A redeemable that nobody else can change now. */
    private record HeldRedeemable(int state, Optional<CommitId> spentBy, Optional<GrantId> grant, long expiresAt) {

        static HeldRedeemable read(RowReader row) throws SQLException {
            return new HeldRedeemable(
                    row.number(), row.optionalBytes().map(CommitId::fromBytes), row.optionalGrantId(), row.bigNumber());
        }

        SpendVerdict judge(Redemption redemption, Optional<Boolean> grantLives) {
            if (state == Words.SPENT) {
                boolean again = spentBy.filter(redemption.commit().id()::equals).isPresent();
                return again ? SpendVerdict.REPEATED : SpendVerdict.LOST;
            }
            boolean ready = state == Words.READY
                    && grant.map(redemption.spend().grant()::equals).orElse(true)
                    && SpendRows.usableAfter(redemption.commit()) < expiresAt
                    && grantLives.orElse(redemption.bringsGrant());
            return ready ? SpendVerdict.WON : SpendVerdict.GONE;
        }
    }

    /** A grant that nobody else can change now. */
    private record HeldGrant(Grant grant, Optional<CommitId> changedBy, Optional<Instant> markedAt) {

        static HeldGrant read(RowReader row) throws SQLException {
            Optional<CommitId> changedBy = row.optionalBytes().map(CommitId::fromBytes);
            Optional<Instant> markedAt = row.optionalTime();
            return new HeldGrant(TokenRows.grant(row), changedBy, markedAt);
        }

        SpendVerdict judge(Refresh refresh) {
            CommitId commit = refresh.commit().id();
            Optional<RefreshToken> current = grant.refreshToken();
            boolean again = changedBy.filter(commit::equals).isPresent()
                    || current.filter(token -> token.issuedBy().equals(commit)).isPresent();
            if (again) {
                return SpendVerdict.REPEATED;
            }
            boolean ended = grant.isRevoked()
                    || markedAt.filter(mark -> !grant.createdAt().isAfter(mark)).isPresent();
            return ended || current.isEmpty() ? SpendVerdict.GONE : judge(refresh, current.get());
        }

        private SpendVerdict judge(Refresh refresh, RefreshToken current) {
            RefreshToken next = refresh.spend().next();
            if (!current.digest().matches(refresh.spend().current()) || !isNext(current, next)) {
                return SpendVerdict.LOST;
            }
            long usableAfter = SpendRows.usableAfter(refresh.commit());
            boolean usable =
                    usableAfter < Times.millis(current.expiresAt()) && usableAfter < Times.millis(grant.expiresAt());
            return usable ? SpendVerdict.WON : SpendVerdict.GONE;
        }

        private static boolean isNext(RefreshToken current, RefreshToken next) {
            if (!next.digest().matches(current.digest())) {
                return true;
            }
            boolean repeated = next.repeats() == current.repeats() + 1;
            boolean extended = next.repeats() == current.repeats()
                    && Times.millis(next.expiresAt()) > Times.millis(current.expiresAt());
            return repeated || extended;
        }
    }
}
