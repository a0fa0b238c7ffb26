// SPDX-License-Identifier: Apache-2.0
package io.symbolon.oauth.core.memory;

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
import io.symbolon.oauth.api.store.StoreFullException;
import io.symbolon.oauth.api.store.StoredAccessToken;
import io.symbolon.oauth.api.store.TokenStore;
import io.symbolon.oauth.api.token.AccessToken;
import io.symbolon.oauth.api.token.Grant;
import io.symbolon.oauth.api.token.PresentedRedeemable;
import io.symbolon.oauth.api.token.Redeemable;
import io.symbolon.oauth.api.token.RefreshToken;
import io.symbolon.oauth.api.token.Spend;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;

/**
 * Grants, redeemables and access tokens in memory.
 *
 * <p>Rows never change: a new state replaces the old one under its key. A commit that spends nothing only inserts, and
 * takes no lock. One that spends holds the lock of its redeemable, if it spends one, and then the lock of its grant; so
 * do {@code resolve}, {@code poll} and {@code revoke} with what they change. Under the locks the order is: judge, reserve
 * room for all rows, insert them, and change the row that is spent last. Whoever sees it spent sees all the rest; and
 * nothing can fail between the first write and the last. Only pruning takes no lock: it deletes what is beyond use.
 *
 * <p>Whether something lives is judged when it is read, by the marks of its grants and subjects; so a revocation has
 * nothing to search for.
 */
final class InMemoryTokenStore implements TokenStore {

    private static final CommitOutcome COMMITTED = new CommitOutcome.Committed();
    private static final CommitOutcome GONE = new CommitOutcome.Gone();

    private final SharedValues sharedValues = new SharedValues();
    private final AccessTokenCodec codec = new AccessTokenCodec(sharedValues);
    private final GrantCodec grantCodec = new GrantCodec(sharedValues);
    private final PackedRows accessTokens;
    private final Rows<Digest, Long> revokedTokens;
    private final PackedRows grants;
    private final Rows<Digest, RedeemableRow> redeemables;
    private final SubjectMarks subjectMarks;
    private final Stripes redeemableLocks = new Stripes();
    private final Stripes grantLocks = new Stripes();

    InMemoryTokenStore(InMemoryCapacity capacity) {
        this.accessTokens = new PackedRows(
                "the store of access tokens", capacity.accessTokens(), Digest.LENGTH, AccessTokenCodec::keptUntil);
        this.revokedTokens =
                new Rows<>("the store of revoked self-contained tokens", capacity.revocations(), Long::longValue);
        this.grants = new PackedRows("the store of grants", capacity.grants(), GrantId.LENGTH, GrantCodec::keptUntil);
        this.redeemables = new Rows<>("the store of codes", capacity.redeemables(), RedeemableRow::keptUntil);
        this.subjectMarks = new SubjectMarks(capacity.revocations());
    }

    @Override
    public CommitOutcome commit(Commit commit) {
        if (commit.spend().isEmpty()) {
            insert(commit);
            return COMMITTED;
        }
        Spend spend = commit.spend().get();
        if (spend instanceof Spend.OfRedeemable ofRedeemable) {
            return redeemableLocks.holding(
                    ofRedeemable.redeemable(),
                    () -> grantLocks.holding(spend.grant(), () -> redeem(commit, ofRedeemable)));
        }
        if (spend instanceof Spend.OfRefreshToken ofRefreshToken) {
            return grantLocks.holding(spend.grant(), () -> refresh(commit, ofRefreshToken));
        }
        throw new AssertionError(spend);
    }

    private CommitOutcome redeem(Commit commit, Spend.OfRedeemable spend) {
        Optional<RedeemableRow> found = redeemables.find(spend.redeemable());
        if (found.isEmpty()) {
            return GONE;
        }
        RedeemableRow row = found.get();
        if (row.isAt(Redeemable.State.SPENT)) {
            return row.isSpentBy(commit.id())
                    ? COMMITTED
                    : new CommitOutcome.AlreadySpent(row.redeemable().grant());
        }
        boolean ready = row.isAt(Redeemable.State.READY)
                && row.mayBeUnder(spend.grant())
                && isUsable(row.redeemable().expiresAt(), commit.at());
        if (!ready || !isGrantLivingAfter(commit, spend.grant())) {
            return GONE;
        }
        insert(commit);
        spend.refreshToken()
                .ifPresent(current -> findRow(spend.grant())
                        .ifPresent(grant -> replace(spend.grant(), grant.with(current, commit.id()))));
        redeemables.replace(spend.redeemable(), row, row.spent(commit.id(), spend.grant()));
        return COMMITTED;
    }

    private CommitOutcome refresh(Commit commit, Spend.OfRefreshToken spend) {
        Optional<GrantRow> found = findRow(spend.grant());
        if (found.isEmpty()) {
            return GONE;
        }
        GrantRow row = found.get();
        if (row.isChangedBy(commit.id())) {
            return COMMITTED;
        }
        Grant grant = asRevokedNow(row.grant());
        if (grant.isRevoked() || grant.refreshToken().isEmpty()) {
            return GONE;
        }
        RefreshToken current = grant.refreshToken().get();
        if (!current.digest().matches(spend.current()) || !isNext(current, spend.next())) {
            return new CommitOutcome.Superseded(grant);
        }
        if (!isUsable(current.expiresAt(), commit.at()) || !isUsable(grant.expiresAt(), commit.at())) {
            return GONE;
        }
        insert(commit);
        replace(spend.grant(), row.with(spend.next(), commit.id()));
        return COMMITTED;
    }

    /** A later expiry or exactly one repeat more, if it is the same token: so of two equal repeats one counts. */
    private static boolean isNext(RefreshToken current, RefreshToken next) {
        if (!next.digest().matches(current.digest())) {
            return true;
        }
        boolean repeated = next.repeats() == current.repeats() + 1;
        boolean extended =
                next.repeats() == current.repeats() && next.expiresAt().isAfter(current.expiresAt());
        return repeated || extended;
    }

    private boolean isGrantLivingAfter(Commit commit, GrantId id) {
        Optional<Grant> there = findGrant(id);
        if (there.isPresent()) {
            return !there.get().isRevoked();
        }
        return commit.grant().filter(inserted -> inserted.id().equals(id)).isPresent();
    }

    private static boolean isUsable(Instant expiresAt, Instant at) {
        return at.minus(CLOCK_TOLERANCE).isBefore(expiresAt);
    }

    private void insert(Commit commit) {
        byte[][] rows = new byte[commit.accessTokens().size()][];
        for (int i = 0; i < rows.length; i++) {
            rows[i] = codec.encode(commit.accessTokens().get(i));
        }
        reserve(commit);
        for (int i = 0; i < rows.length; i++) {
            insert(commit, i, rows[i]);
        }
        commit.grant().ifPresent(this::insert);
        for (Redeemable redeemable : commit.redeemables()) {
            redeemables.insert(redeemable.id(), RedeemableRow.inserted(redeemable));
        }
    }

    /** A row that is there already was written by the same commit, sent twice; if it was not, nothing may be written. */
    private void insert(Commit commit, int index, byte[] row) {
        AccessToken token = commit.accessTokens().get(index);
        subjectMarks.outlive(token.issuedAt(), token.keptUntil());
        Optional<byte[]> present = accessTokens.insert(token.id(), row);
        if (present.isPresent() && !AccessTokenCodec.isSameToken(present.get(), row)) {
            commit.accessTokens().subList(0, index).forEach(inserted -> accessTokens.remove(inserted.id()));
            accessTokens.release(commit.accessTokens().size() - index - 1);
            redeemables.release(commit.redeemables().size());
            grants.release(commit.grant().isPresent() ? 1 : 0);
            throw new IllegalStateException("two access tokens have the same digest " + token.id());
        }
    }

    private void reserve(Commit commit) {
        int tokens = commit.accessTokens().size();
        int codes = commit.redeemables().size();
        accessTokens.reserve(tokens, commit.at());
        try {
            redeemables.reserve(codes, commit.at());
            try {
                grants.reserve(commit.grant().isPresent() ? 1 : 0, commit.at());
            } catch (StoreFullException e) {
                redeemables.release(codes);
                throw e;
            }
        } catch (StoreFullException e) {
            accessTokens.release(tokens);
            throw e;
        }
    }

    private void insert(Grant grant) {
        subjectMarks.outlive(grant.createdAt(), grant.keptUntil());
        grants.insert(key(grant.id()), grantCodec.encode(GrantRow.inserted(grant)));
    }

    @Override
    public PollOutcome poll(Digest redeemable, Instant at) {
        return redeemableLocks.holding(redeemable, () -> pollHeld(redeemable, at));
    }

    private PollOutcome pollHeld(Digest redeemable, Instant at) {
        Optional<RedeemableRow> found = findUsable(redeemable, at);
        if (found.isEmpty()) {
            return new PollOutcome.Gone();
        }
        RedeemableRow row = found.get();
        if (!row.isAt(Redeemable.State.PENDING)) {
            return new PollOutcome.Decided();
        }
        if (row.isPolledTooEarly(at)) {
            RedeemableRow slower = row.polledTooEarly(at);
            redeemables.replace(redeemable, row, slower);
            return new PollOutcome.SlowDown(slower.pollInterval());
        }
        redeemables.replace(redeemable, row, row.polled(at));
        return new PollOutcome.AuthorizationPending();
    }

    @Override
    public ResolveOutcome resolve(Digest redeemable, Resolution resolution, Instant at) {
        return redeemableLocks.holding(redeemable, () -> resolveHeld(redeemable, resolution, at));
    }

    private ResolveOutcome resolveHeld(Digest redeemable, Resolution resolution, Instant at) {
        Optional<RedeemableRow> found = findUsable(redeemable, at);
        if (found.isEmpty()) {
            return ResolveOutcome.GONE;
        }
        RedeemableRow row = found.get();
        if (!row.isAt(Redeemable.State.PENDING)) {
            return ResolveOutcome.ALREADY_RESOLVED;
        }
        RedeemableRow decided = row.denied();
        if (resolution instanceof Resolution.Approved approved) {
            grants.reserve(1, at);
            insert(approved.grant());
            decided = row.approved(approved.grant().id());
        }
        redeemables.replace(redeemable, row, decided);
        return ResolveOutcome.RESOLVED;
    }

    private Optional<RedeemableRow> findUsable(Digest redeemable, Instant at) {
        return redeemables
                .find(redeemable)
                .filter(row -> isUsable(row.redeemable().expiresAt(), at));
    }

    @Override
    public Optional<PresentedRedeemable> findRedeemable(Digest id) {
        return redeemables
                .find(id)
                .map(RedeemableRow::redeemable)
                .map(redeemable ->
                        new PresentedRedeemable(redeemable, redeemable.grant().flatMap(this::findGrant)));
    }

    @Override
    public Optional<Grant> findGrant(GrantId id) {
        return findRow(id).map(row -> asRevokedNow(row.grant()));
    }

    private Optional<GrantRow> findRow(GrantId id) {
        return grants.find(key(id)).map(row -> grantCodec.decode(id, row));
    }

    /** Replaces the row of a grant whose lock is held. */
    private void replace(GrantId id, GrantRow next) {
        grants.replace(key(id), grantCodec.encode(next));
    }

    private static Digest key(GrantId id) {
        return new Digest(id.high(), id.low(), 0, 0);
    }

    private Grant asRevokedNow(Grant grant) {
        return grant.isRevoked()
                ? grant
                : subjectMarks
                        .endOf(grant.subject(), grant.createdAt())
                        .map(grant::revoked)
                        .orElse(grant);
    }

    @Override
    public Optional<StoredAccessToken> findAccessToken(Digest id) {
        return accessTokens.find(id).map(row -> {
            AccessToken token = codec.decode(id, row);
            boolean live = !AccessTokenCodec.isRevoked(row) && isFamilyLiving(token);
            return new StoredAccessToken(token, live ? Liveness.LIVE : Liveness.REVOKED);
        });
    }

    @Override
    public Liveness livenessOf(AccessToken selfContained) {
        boolean live = !revokedTokens.contains(selfContained.id()) && isFamilyLiving(selfContained);
        return live ? Liveness.LIVE : Liveness.REVOKED;
    }

    /** A grant that is not there any more is no reason to trust its token. */
    private boolean isFamilyLiving(AccessToken token) {
        for (GrantId grant : token.grants()) {
            if (findGrant(grant).map(Grant::isRevoked).orElse(true)) {
                return false;
            }
        }
        return subjectMarks.endOf(token.subject(), token.issuedAt()).isEmpty();
    }

    @Override
    public RevokeOutcome revoke(GrantId grant, Instant at) {
        return grantLocks.holding(grant, () -> revokeHeld(grant, at));
    }

    private RevokeOutcome revokeHeld(GrantId grant, Instant at) {
        Optional<GrantRow> found = findRow(grant);
        if (found.isEmpty()) {
            return RevokeOutcome.UNKNOWN;
        }
        GrantRow row = found.get();
        if (asRevokedNow(row.grant()).isRevoked()) {
            return RevokeOutcome.ALREADY_REVOKED;
        }
        replace(grant, row.revoked(at));
        return RevokeOutcome.REVOKED;
    }

    @Override
    public RevokeOutcome revoke(AccessToken token, Instant at) {
        Optional<byte[]> row = accessTokens.find(token.id());
        while (row.isPresent()) {
            if (AccessTokenCodec.isRevoked(row.get())) {
                return RevokeOutcome.ALREADY_REVOKED;
            }
            if (accessTokens.replace(token.id(), row.get(), AccessTokenCodec.revoked(row.get()))) {
                return RevokeOutcome.REVOKED;
            }
            row = accessTokens.find(token.id());
        }
        return revokeSelfContained(token, at);
    }

    private RevokeOutcome revokeSelfContained(AccessToken token, Instant at) {
        if (!at.isBefore(token.keptUntil())) {
            return RevokeOutcome.UNKNOWN;
        }
        if (revokedTokens.contains(token.id())) {
            return RevokeOutcome.ALREADY_REVOKED;
        }
        revokedTokens.reserve(1, at);
        return revokedTokens.insert(token.id(), Rows.millis(token.keptUntil())).isEmpty()
                ? RevokeOutcome.REVOKED
                : RevokeOutcome.ALREADY_REVOKED;
    }

    @Override
    public void revokeAllOf(Subject subject, Instant at) {
        subjectMarks.set(subject, at);
    }

    @Override
    public int prune(Instant now, int max) {
        int deleted = accessTokens.prune(now, max);
        deleted += redeemables.prune(now, max - deleted);
        deleted += grants.prune(now, max - deleted);
        deleted += revokedTokens.prune(now, max - deleted);
        return deleted + subjectMarks.prune(now, max - deleted);
    }

    Map<String, Long> counts() {
        return Map.of(
                "access tokens", accessTokens.count(),
                "revoked self-contained tokens", revokedTokens.count(),
                "grants", grants.count(),
                "redeemables", redeemables.count(),
                "ended subjects", subjectMarks.count());
    }
}
