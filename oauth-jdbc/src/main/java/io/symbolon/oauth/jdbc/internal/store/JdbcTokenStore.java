// SPDX-License-Identifier: Apache-2.0
package io.symbolon.oauth.jdbc.internal.store;

import io.symbolon.oauth.api.Digest;
import io.symbolon.oauth.api.GrantId;
import io.symbolon.oauth.api.Subject;
import io.symbolon.oauth.api.store.Commit;
import io.symbolon.oauth.api.store.CommitOutcome;
import io.symbolon.oauth.api.store.Liveness;
import io.symbolon.oauth.api.store.PollOutcome;
import io.symbolon.oauth.api.store.Resolution;
import io.symbolon.oauth.api.store.ResolveOutcome;
import io.symbolon.oauth.api.store.RevokeOutcome;
import io.symbolon.oauth.api.store.StoredAccessToken;
import io.symbolon.oauth.api.store.TokenStore;
import io.symbolon.oauth.api.token.AccessToken;
import io.symbolon.oauth.api.token.Grant;
import io.symbolon.oauth.api.token.PresentedRedeemable;
import io.symbolon.oauth.api.token.Redeemable;
import io.symbolon.oauth.jdbc.internal.commit.IssuedCommit;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/**
 * Grants, redeemables and access tokens in tables. Whether something lives is judged
 * when it is read, by the marks of its grants and subjects.
 */
public final class JdbcTokenStore implements TokenStore {

    // RFC 8628 §3.2: what a client does where no interval was named; §3.5: by how much it grows
    private static final long FIVE_SECONDS = Duration.ofSeconds(5).toMillis();

    private final Database database;
    private final Function<IssuedCommit, CommitOutcome> committer;
    private final int issuer;
    private final LongestLife longestLife;
    private final Pruning pruning;
    private final Queries queries;

    /**
     * The store of this issuer.
     *
     * @param committer writes commits, and returns when they are durable
     * @param holder names this node, for leases
     */
    public JdbcTokenStore(
            Database database, Function<IssuedCommit, CommitOutcome> committer, int issuer, byte[] holder) {
        this.database = database;
        this.committer = committer;
        this.issuer = issuer;
        this.longestLife = new LongestLife(database, issuer);
        this.pruning = new Pruning(
                database,
                issuer,
                "tokens",
                holder,
                List.of("access_token", "redeemable", "grant", "revoked_token", "subject_mark"));
        this.queries = new Queries(database, issuer);
    }

    @Override
    public CommitOutcome commit(Commit commit) {
        longestLife.outlive(commit);
        return committer.apply(new IssuedCommit(issuer, commit));
    }

    @Override
    public PollOutcome poll(Digest redeemable, Instant at) {
        return database.inTransaction(handle -> {
            Connection connection = handle.getConnection();
            Optional<Pollable> found = findPollable(redeemable, at, connection);
            if (found.isEmpty()) {
                return new PollOutcome.Gone();
            }
            Pollable row = found.get();
            if (row.state() != Words.PENDING) {
                return new PollOutcome.Decided();
            }
            boolean early = row.isPolledTooEarly(at);
            Pollable after = row.polled(at, early);
            database.update(
                    connection,
                    queries.poll,
                    parameters -> parameters
                            .value(Column.Kind.BIGINT, after.interval().orElse(null))
                            .value(Column.Kind.BIGINT, after.polledAt().orElse(null))
                            .number(issuer)
                            .bytes(redeemable.toBytes()));
            return early
                    ? new PollOutcome.SlowDown(
                            Duration.ofMillis(after.interval().orElseThrow()))
                    : new PollOutcome.AuthorizationPending();
        });
    }

    private Optional<Pollable> findPollable(Digest redeemable, Instant at, Connection connection) throws SQLException {
        return database.first(
                        connection,
                        queries.pollable,
                        parameters -> parameters.number(issuer).bytes(redeemable.toBytes()),
                        Pollable::read)
                .filter(row -> Times.millis(at.minus(CLOCK_TOLERANCE)) < row.expiresAt());
    }

    @Override
    public ResolveOutcome resolve(Digest redeemable, Resolution resolution, Instant at) {
        Optional<Grant> approved =
                resolution instanceof Resolution.Approved approval ? Optional.of(approval.grant()) : Optional.empty();
        approved.ifPresent(longestLife::outlive);
        return database.inTransaction(handle -> {
            Connection connection = handle.getConnection();
            Optional<Pollable> found = findPollable(redeemable, at, connection);
            if (found.isEmpty()) {
                return ResolveOutcome.GONE;
            }
            if (found.get().state() != Words.PENDING) {
                return ResolveOutcome.ALREADY_RESOLVED;
            }
            if (approved.isPresent()) {
                Grant grant = approved.get();
                database.update(
                        connection,
                        queries.insertGrant,
                        parameters -> parameters.number(issuer).row(TokenRows.GRANT, grant));
            }
            database.update(
                    connection,
                    queries.resolve,
                    parameters -> parameters
                            .number(approved.isPresent() ? Words.READY : Words.DENIED)
                            .value(
                                    Column.Kind.BYTES,
                                    approved.map(grant -> grant.id().toBytes()).orElse(null))
                            .number(issuer)
                            .bytes(redeemable.toBytes()));
            return ResolveOutcome.RESOLVED;
        });
    }

    @Override
    public Optional<PresentedRedeemable> findRedeemable(Digest id) {
        return queries.redeemables.find(id);
    }

    private static PresentedRedeemable presented(RowReader row) throws SQLException {
        Redeemable redeemable = TokenRows.redeemable(row);
        Optional<Instant> mark = row.optionalTime();
        boolean hasGrant = row.number() == 1;
        return new PresentedRedeemable(
                redeemable, hasGrant ? Optional.of(endedBy(mark, TokenRows.grant(row))) : Optional.empty());
    }

    @Override
    public Optional<Grant> findGrant(GrantId id) {
        return queries.grants.find(id);
    }

    private static Grant grant(RowReader row) throws SQLException {
        Optional<Instant> mark = row.optionalTime();
        return endedBy(mark, TokenRows.grant(row));
    }

    private static Grant endedBy(Optional<Instant> mark, Grant grant) {
        return grant.isRevoked()
                ? grant
                : mark.filter(at -> !grant.createdAt().isAfter(at))
                        .map(grant::revoked)
                        .orElse(grant);
    }

    @Override
    public Optional<StoredAccessToken> findAccessToken(Digest id) {
        Optional<StoredAccessToken> found = queries.accessTokens.find(id);
        return found.filter(stored -> stored.liveness() == Liveness.LIVE
                        && stored.token().grants().size() > 1)
                .map(this::judgedByFurtherGrants)
                .or(() -> found);
    }

    private StoredAccessToken judgedByFurtherGrants(StoredAccessToken stored) {
        List<GrantId> all = stored.token().grants();
        List<GrantId> further = all.subList(1, all.size());
        int living = database.withHandle(handle -> countLiving(further, handle.getConnection()));
        return new StoredAccessToken(stored.token(), living == further.size() ? Liveness.LIVE : Liveness.REVOKED);
    }

    /** Judges the token, its subject and its own grant. */
    private static StoredAccessToken storedToken(RowReader row) throws SQLException {
        AccessToken token = TokenRows.accessToken(row);
        boolean revoked = row.number() != 0;
        boolean ended = row.optionalTime()
                .filter(mark -> !token.issuedAt().isAfter(mark))
                .isPresent();
        boolean grantLives = row.number() == 1;
        boolean live = !revoked && !ended && (token.grants().isEmpty() || grantLives);
        return new StoredAccessToken(token, live ? Liveness.LIVE : Liveness.REVOKED);
    }

    private int countLiving(List<GrantId> grants, Connection connection) throws SQLException {
        if (grants.isEmpty()) {
            return 0;
        }
        int living = 0;
        for (GrantId grant : grants) {
            living += database.first(
                                    connection,
                                    queries.livingGrant,
                                    parameters -> parameters.number(issuer).bytes(grant.toBytes()),
                                    RowReader::number)
                            .isPresent()
                    ? 1
                    : 0;
        }
        return living;
    }

    @Override
    public Liveness livenessOf(AccessToken token) {
        return database.withHandle(handle -> {
            Connection connection = handle.getConnection();
            boolean ended = database.first(
                            connection,
                            queries.selfContainedEnd,
                            parameters -> parameters
                                    .number(issuer)
                                    .bytes(token.id().toBytes())
                                    .number(issuer)
                                    .number(Words.number(token.subject().type()))
                                    .text(token.subject().value())
                                    .bigNumber(Times.millis(token.issuedAt())),
                            RowReader::number)
                    .isPresent();
            boolean live = !ended
                    && countLiving(token.grants(), connection) == token.grants().size();
            return live ? Liveness.LIVE : Liveness.REVOKED;
        });
    }

    @Override
    public RevokeOutcome revoke(GrantId grant, Instant at) {
        return database.withHandle(handle -> {
            Connection connection = handle.getConnection();
            int revoked = database.update(
                    connection,
                    queries.revokeGrant,
                    parameters -> parameters
                            .bigNumber(Times.millis(at))
                            .number(issuer)
                            .bytes(grant.toBytes()));
            return revoked == 1 ? RevokeOutcome.REVOKED : ended(queries.grantExists, grant.toBytes(), connection);
        });
    }

    @Override
    public RevokeOutcome revoke(AccessToken token, Instant at) {
        byte[] id = token.id().toBytes();
        return database.withHandle(handle -> {
            Connection connection = handle.getConnection();
            int revoked = database.update(
                    connection,
                    queries.revokeToken,
                    parameters -> parameters.number(issuer).bytes(id));
            if (revoked == 1) {
                return RevokeOutcome.REVOKED;
            }
            RevokeOutcome outcome = ended(queries.tokenExists, id, connection);
            return outcome == RevokeOutcome.UNKNOWN && at.isBefore(token.keptUntil())
                    ? mark(id, token, connection)
                    : outcome;
        });
    }

    private RevokeOutcome mark(byte[] id, AccessToken token, Connection connection) throws SQLException {
        boolean marked = queries.markToken.isInserted(
                connection,
                parameters -> parameters.number(issuer).bytes(id).bigNumber(Times.millis(token.keptUntil())));
        return marked ? RevokeOutcome.REVOKED : RevokeOutcome.ALREADY_REVOKED;
    }

    private RevokeOutcome ended(String existence, byte[] id, Connection connection) throws SQLException {
        return database.first(
                                connection,
                                existence,
                                parameters -> parameters.number(issuer).bytes(id),
                                RowReader::number)
                        .isPresent()
                ? RevokeOutcome.ALREADY_REVOKED
                : RevokeOutcome.UNKNOWN;
    }

    @Override
    public void revokeAllOf(Subject subject, Instant at) {
        long mark = Times.millis(at);
        Sql.Setting key = parameters ->
                parameters.number(issuer).number(Words.number(subject.type())).text(subject.value());
        database.withHandle(handle -> {
            Connection connection = handle.getConnection();
            boolean set = false;
            while (!set) {
                set = queries.markSubject.isInserted(connection, parameters -> {
                            key.set(parameters);
                            parameters.bigNumber(mark);
                        })
                        || database.update(connection, queries.moveMark, parameters -> {
                                    parameters.bigNumber(mark);
                                    key.set(parameters);
                                })
                                == 1;
            }
            return set;
        });
    }

    @Override
    public int prune(Instant now, int max) {
        return pruning.prune(now, max);
    }

    /** What decides about polls. */
    private record Pollable(int state, long expiresAt, Optional<Long> interval, Optional<Long> polledAt) {

        static Pollable read(RowReader row) throws SQLException {
            return new Pollable(row.number(), row.bigNumber(), row.optionalBigNumber(), row.optionalBigNumber());
        }

        boolean isPolledTooEarly(Instant at) {
            return polledAt.filter(last -> Times.millis(at) < last + interval.orElse(FIVE_SECONDS))
                    .isPresent();
        }

        Pollable polled(Instant at, boolean early) {
            long later = Math.max(Times.millis(at), polledAt.orElse(Long.MIN_VALUE));
            Optional<Long> next = early ? Optional.of(interval.orElse(FIVE_SECONDS) + FIVE_SECONDS) : interval;
            return new Pollable(state, expiresAt, next, Optional.of(later));
        }
    }

    /** The statements, made once. */
    private static final class Queries {

        private static final String KEY = " WHERE issuer = ? AND id = ?";

        final String pollable;
        final String poll;
        final String resolve;
        final String insertGrant;
        final KeyedQuery<Digest, PresentedRedeemable> redeemables;
        final KeyedQuery<GrantId, Grant> grants;
        final KeyedQuery<Digest, StoredAccessToken> accessTokens;
        final String livingGrant;
        final String selfContainedEnd;
        final String revokeGrant;
        final String grantExists;
        final String revokeToken;
        final String tokenExists;
        final String moveMark;
        final SingleInsert markToken;
        final SingleInsert markSubject;

        Queries(Database database, int issuer) {
            String grant = TokenRows.GRANT.columnList("g");
            String markOfGrant = markOf("g");
            String living = "g.revoked_at IS NULL AND NOT EXISTS (SELECT 1 FROM {subject_mark} m"
                    + " WHERE m.issuer = g.issuer AND m.subject_type = g.subject_type AND m.subject = g.subject"
                    + " AND m.marked_at >= g.created_at)";
            pollable = database.sql(
                    "SELECT state, expires_at, poll_interval, polled_at FROM {redeemable}" + KEY + " FOR UPDATE");
            poll = database.sql("UPDATE {redeemable} SET poll_interval = ?, polled_at = ?" + KEY);
            resolve = database.sql("UPDATE {redeemable} SET state = ?, grant_id = COALESCE(?, grant_id)" + KEY);
            int columns = TokenRows.GRANT.columns().size() + 1;
            insertGrant = database.sql("INSERT INTO {grant} (issuer, " + TokenRows.GRANT.columnList("") + ") VALUES ("
                    + String.join(", ", Collections.nCopies(columns, "?")) + ")");
            Column id = new Column("id", Column.Kind.BYTES);
            redeemables = new KeyedQuery<>(
                    database,
                    issuer,
                    "SELECT " + TokenRows.REDEEMABLE.columnList("r") + ", " + markOfGrant
                            + ", CASE WHEN g.id IS NULL THEN 0 ELSE 1 END, " + grant + " FROM {redeemable} r"
                            + " LEFT JOIN {grant} g ON g.issuer = r.issuer AND g.id = r.grant_id",
                    "r",
                    id,
                    Digest::toBytes,
                    JdbcTokenStore::presented);
            grants = new KeyedQuery<>(
                    database,
                    issuer,
                    "SELECT " + markOfGrant + ", " + grant + " FROM {grant} g",
                    "g",
                    id,
                    GrantId::toBytes,
                    JdbcTokenStore::grant);
            accessTokens = new KeyedQuery<>(
                    database,
                    issuer,
                    "SELECT " + TokenRows.ACCESS_TOKEN.columnList("t") + ", " + markOf("t")
                            + ", CASE WHEN g.id IS NOT NULL AND " + living + " THEN 1 ELSE 0 END"
                            + " FROM {access_token} t LEFT JOIN {grant} g ON g.issuer = t.issuer AND g.id = t.grant_id",
                    "t",
                    id,
                    Digest::toBytes,
                    JdbcTokenStore::storedToken);
            livingGrant = database.sql("SELECT 1 FROM {grant} g WHERE g.issuer = ? AND g.id = ? AND " + living);
            selfContainedEnd = database.sql("SELECT 1 FROM {revoked_token}" + KEY
                    + " UNION ALL SELECT 1 FROM {subject_mark} WHERE issuer = ? AND subject_type = ? AND subject = ?"
                    + " AND marked_at >= ?");
            revokeGrant =
                    database.sql("UPDATE {grant} g SET revoked_at = ? WHERE g.issuer = ? AND g.id = ? AND " + living);
            grantExists = database.sql("SELECT 1 FROM {grant}" + KEY);
            revokeToken = database.sql("UPDATE {access_token} SET revoked = 1" + KEY + " AND revoked = 0");
            tokenExists = database.sql("SELECT 1 FROM {access_token}" + KEY);
            markToken = new SingleInsert(database, "{revoked_token} (issuer, id, kept_until)", 3);
            markSubject = new SingleInsert(database, "{subject_mark} (issuer, subject_type, subject, marked_at)", 4);
            moveMark = database.sql("UPDATE {subject_mark} SET marked_at = GREATEST(marked_at, ?)"
                    + " WHERE issuer = ? AND subject_type = ? AND subject = ?");
        }

        private static String markOf(String alias) {
            return "(SELECT m.marked_at FROM {subject_mark} m WHERE m.issuer = " + alias
                    + ".issuer AND m.subject_type = " + alias + ".subject_type AND m.subject = " + alias + ".subject)";
        }
    }
}
