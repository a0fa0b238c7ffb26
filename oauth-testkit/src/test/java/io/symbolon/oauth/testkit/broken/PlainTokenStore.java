// SPDX-License-Identifier: Apache-2.0
package io.symbolon.oauth.testkit.broken;

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
import io.symbolon.oauth.api.token.CommitId;
import io.symbolon.oauth.api.token.Grant;
import io.symbolon.oauth.api.token.PresentedRedeemable;
import io.symbolon.oauth.api.token.Redeemable;
import io.symbolon.oauth.api.token.RefreshToken;
import io.symbolon.oauth.api.token.Spend;
import java.text.Normalizer;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Function;
import java.util.function.Supplier;

/**
 * The plainest store that keeps the contract: maps, and one lock around everything. With a flaw it is broken in that one
 * place. What is done without the lock stands open between its read and its write.
 */
final class PlainTokenStore implements TokenStore {

    private static final Duration FIVE_SECONDS = Duration.ofSeconds(5);

    private final TokenStoreFlaw flaw;
    private final Window window = new Window();
    private final ReentrantLock lock = new ReentrantLock();
    private final Map<Digest, AccessToken> tokens = new ConcurrentHashMap<>();
    private final Set<Digest> revokedRows = ConcurrentHashMap.newKeySet();
    private final Map<Digest, Instant> revokedSelfContained = new ConcurrentHashMap<>();
    private final Map<GrantId, Grant> grants = new ConcurrentHashMap<>();
    private final Map<GrantId, CommitId> changedBy = new ConcurrentHashMap<>();
    private final Map<Digest, Redeemable> redeemables = new ConcurrentHashMap<>();
    private final Map<Digest, CommitId> spentBy = new ConcurrentHashMap<>();
    private final Map<Digest, Instant> polledAt = new ConcurrentHashMap<>();
    private final Map<String, Instant> marks = new ConcurrentHashMap<>();

    PlainTokenStore(TokenStoreFlaw flaw) {
        this.flaw = flaw;
    }

    private boolean is(TokenStoreFlaw one) {
        return flaw == one;
    }

    private <T> T lockedBut(TokenStoreFlaw without, Supplier<T> action) {
        if (is(without)) {
            return action.get();
        }
        lock.lock();
        try {
            return action.get();
        } finally {
            lock.unlock();
        }
    }

    private void pauseIf(TokenStoreFlaw withoutLock) {
        if (is(withoutLock)) {
            window.open();
        }
    }

    @Override
    public CommitOutcome commit(Commit commit) {
        if (is(TokenStoreFlaw.INSERTS_BEFORE_IT_JUDGES)) {
            insert(commit);
        }
        if (commit.spend().isEmpty()) {
            return lockedBut(TokenStoreFlaw.NONE, () -> inserted(commit));
        }
        return commit.spend().get() instanceof Spend.OfRedeemable redeemable
                ? lockedBut(TokenStoreFlaw.REDEEMS_WITHOUT_LOCK, () -> redeem(commit, redeemable))
                : lockedBut(
                        TokenStoreFlaw.REFRESHES_WITHOUT_LOCK,
                        () -> refresh(
                                commit, (Spend.OfRefreshToken) commit.spend().get()));
    }

    private CommitOutcome inserted(Commit commit) {
        insert(commit);
        return new CommitOutcome.Committed();
    }

    private CommitOutcome redeem(Commit commit, Spend.OfRedeemable spend) {
        Redeemable code = redeemables.get(spend.redeemable());
        if (code == null) {
            return new CommitOutcome.Gone();
        }
        if (code.state() == Redeemable.State.SPENT) {
            boolean repeated =
                    commit.id().equals(spentBy.get(code.id())) && !is(TokenStoreFlaw.FORGETS_THE_NAME_OF_A_COMMIT);
            return repeated ? new CommitOutcome.Committed() : new CommitOutcome.AlreadySpent(code.grant());
        }
        boolean ready = code.state() == Redeemable.State.READY || is(TokenStoreFlaw.REDEEMS_WHAT_IS_NOT_READY);
        boolean own = code.grant().filter(grant -> !grant.equals(spend.grant())).isEmpty()
                || is(TokenStoreFlaw.REDEEMS_FOR_ANY_GRANT);
        if (!ready || !own || hasExpired(code.expiresAt(), commit.at()) || !isGrantLiving(commit, spend.grant())) {
            return new CommitOutcome.Gone();
        }
        Optional<Grant> grant = Optional.ofNullable(grants.get(spend.grant()));
        pauseIf(TokenStoreFlaw.REDEEMS_WITHOUT_LOCK);
        if (is(TokenStoreFlaw.SHOWS_SPENT_FIRST)) {
            redeemables.put(code.id(), code.under(spend.grant()).at(Redeemable.State.SPENT));
            window.open();
        }
        insert(commit);
        if (grant.isPresent() && spend.refreshToken().isPresent()) {
            grants.put(spend.grant(), grant.get().with(spend.refreshToken().get()));
            changedBy.put(spend.grant(), commit.id());
        }
        spentBy.put(code.id(), commit.id());
        redeemables.put(code.id(), code.under(spend.grant()).at(Redeemable.State.SPENT));
        if (is(TokenStoreFlaw.FORGETS_WHAT_WAS_SPENT)) {
            redeemables.remove(code.id());
        }
        return new CommitOutcome.Committed();
    }

    private boolean isGrantLiving(Commit commit, GrantId id) {
        Optional<Grant> grant = find(id);
        if (grant.isEmpty()) {
            return commit.grant().isPresent() || is(TokenStoreFlaw.REDEEMS_FOR_AN_UNKNOWN_GRANT);
        }
        return !grant.get().isRevoked() || is(TokenStoreFlaw.SPENDS_UNDER_ENDED_GRANTS);
    }

    private CommitOutcome refresh(Commit commit, Spend.OfRefreshToken spend) {
        Optional<Grant> found = find(spend.grant());
        if (found.flatMap(Grant::refreshToken).isEmpty()) {
            return new CommitOutcome.Gone();
        }
        Grant grant = found.get();
        RefreshToken current = grant.refreshToken().orElseThrow();
        boolean repeated =
                commit.id().equals(changedBy.get(grant.id())) || commit.id().equals(current.issuedBy());
        if (repeated && !is(TokenStoreFlaw.FORGETS_THE_NAME_OF_A_COMMIT)) {
            return new CommitOutcome.Committed();
        }
        if (grant.isRevoked() && !is(TokenStoreFlaw.SPENDS_UNDER_ENDED_GRANTS)) {
            return new CommitOutcome.Gone();
        }
        if (!current.digest().equals(spend.current()) || !follows(current, spend.next())) {
            return new CommitOutcome.Superseded(grant);
        }
        if (hasExpired(current.expiresAt(), commit.at()) || hasExpired(grant.expiresAt(), commit.at())) {
            return new CommitOutcome.Gone();
        }
        pauseIf(TokenStoreFlaw.REFRESHES_WITHOUT_LOCK);
        insert(commit);
        grants.put(grant.id(), grant.with(spend.next()));
        changedBy.put(grant.id(), commit.id());
        return new CommitOutcome.Committed();
    }

    private boolean follows(RefreshToken current, RefreshToken next) {
        if (!next.digest().equals(current.digest()) || is(TokenStoreFlaw.COUNTS_NO_REPEATS)) {
            return true;
        }
        return next.repeats() == current.repeats() + 1
                || (next.repeats() == current.repeats() && next.expiresAt().isAfter(current.expiresAt()));
    }

    private void insert(Commit commit) {
        boolean again = is(TokenStoreFlaw.WRITES_A_REPEATED_COMMIT_AGAIN);
        commit.grant().map(this::cut).ifPresent(grant -> {
            if (again) {
                grants.put(grant.id(), grant);
            } else {
                grants.putIfAbsent(grant.id(), grant);
            }
        });
        commit.accessTokens().forEach(token -> tokens.putIfAbsent(token.id(), token));
        commit.redeemables().forEach(redeemable -> redeemables.putIfAbsent(redeemable.id(), redeemable));
    }

    private Grant cut(Grant grant) {
        return is(TokenStoreFlaw.CUTS_TIMES_TO_SECONDS)
                ? new Grant(
                        grant.id(),
                        grant.client(),
                        grant.subject(),
                        grant.scopes(),
                        grant.resources(),
                        grant.origin(),
                        grant.authentication(),
                        grant.claims(),
                        grant.refreshToken(),
                        grant.createdAt().truncatedTo(ChronoUnit.SECONDS),
                        grant.expiresAt(),
                        grant.keptUntil(),
                        grant.revokedAt())
                : grant;
    }

    private boolean hasExpired(Instant expiresAt, Instant at) {
        Instant last = is(TokenStoreFlaw.GRANTS_NO_CLOCK_TOLERANCE) ? expiresAt : expiresAt.plus(CLOCK_TOLERANCE);
        return !at.isBefore(last) && !is(TokenStoreFlaw.IGNORES_EXPIRY);
    }

    @Override
    public PollOutcome poll(Digest id, Instant at) {
        return lockedBut(TokenStoreFlaw.POLLS_WITHOUT_LOCK, () -> pollHeld(id, at));
    }

    private PollOutcome pollHeld(Digest id, Instant at) {
        Redeemable redeemable = redeemables.get(id);
        if (redeemable == null || hasExpired(redeemable.expiresAt(), at)) {
            return new PollOutcome.Gone();
        }
        if (redeemable.state() != Redeemable.State.PENDING) {
            return new PollOutcome.Decided();
        }
        Duration interval = redeemable.pollInterval().orElse(FIVE_SECONDS);
        Instant last = polledAt.get(id);
        boolean early = last != null && at.isBefore(last.plus(interval)) && !is(TokenStoreFlaw.NEVER_SLOWS_DOWN);
        Duration next = early ? interval.plus(FIVE_SECONDS) : interval;
        pauseIf(TokenStoreFlaw.POLLS_WITHOUT_LOCK);
        redeemables.put(id, is(TokenStoreFlaw.SLOWS_DOWN_ONCE) ? redeemable : redeemable.polledEvery(next));
        polledAt.put(id, at);
        return early ? new PollOutcome.SlowDown(next) : new PollOutcome.AuthorizationPending();
    }

    @Override
    public ResolveOutcome resolve(Digest id, Resolution resolution, Instant at) {
        return lockedBut(TokenStoreFlaw.RESOLVES_WITHOUT_LOCK, () -> resolveHeld(id, resolution, at));
    }

    private ResolveOutcome resolveHeld(Digest id, Resolution resolution, Instant at) {
        Redeemable redeemable = redeemables.get(id);
        if (redeemable == null || hasExpired(redeemable.expiresAt(), at)) {
            return ResolveOutcome.GONE;
        }
        if (redeemable.state() != Redeemable.State.PENDING && !is(TokenStoreFlaw.RESOLVES_AGAIN)) {
            return ResolveOutcome.ALREADY_RESOLVED;
        }
        pauseIf(TokenStoreFlaw.RESOLVES_WITHOUT_LOCK);
        if (resolution instanceof Resolution.Approved approved) {
            grants.put(approved.grant().id(), approved.grant());
            redeemables.put(id, redeemable.under(approved.grant().id()).at(Redeemable.State.READY));
        } else {
            redeemables.put(id, redeemable.at(Redeemable.State.DENIED));
        }
        return ResolveOutcome.RESOLVED;
    }

    @Override
    public Optional<PresentedRedeemable> findRedeemable(Digest id) {
        return lockedBut(
                TokenStoreFlaw.SHOWS_SPENT_FIRST,
                () -> Optional.ofNullable(redeemables.get(id))
                        .map(found ->
                                new PresentedRedeemable(found, found.grant().flatMap(this::find))));
    }

    @Override
    public Optional<Grant> findGrant(GrantId id) {
        return lockedBut(TokenStoreFlaw.NONE, () -> find(id));
    }

    private Optional<Grant> find(GrantId id) {
        return Optional.ofNullable(grants.get(id))
                .map(grant -> grant.isRevoked() || is(TokenStoreFlaw.ENDS_NO_GRANTS_OF_A_SUBJECT)
                        ? grant
                        : endOf(grant.subject(), grant.createdAt())
                                .map(grant::revoked)
                                .orElse(grant));
    }

    private Optional<Instant> endOf(Subject subject, Instant madeAt) {
        return Optional.ofNullable(marks.get(keyOf(subject)))
                .filter(mark -> is(TokenStoreFlaw.ENDS_WHAT_WAS_MADE_BEFORE_THE_INSTANT_ONLY)
                        ? madeAt.isBefore(mark)
                        : !madeAt.isAfter(mark));
    }

    private String keyOf(Subject subject) {
        return is(TokenStoreFlaw.COMPARES_SUBJECTS_LOOSELY)
                ? Normalizer.normalize(subject.value(), Normalizer.Form.NFKD)
                        .toLowerCase(Locale.ROOT)
                        .trim()
                : subject.type() + subject.value();
    }

    @Override
    public Optional<StoredAccessToken> findAccessToken(Digest id) {
        return lockedBut(
                TokenStoreFlaw.SHOWS_SPENT_FIRST,
                () -> Optional.ofNullable(tokens.get(id)).map(token -> new StoredAccessToken(token, liveness(token))));
    }

    @Override
    public Liveness livenessOf(AccessToken selfContained) {
        return lockedBut(TokenStoreFlaw.NONE, () -> liveness(selfContained));
    }

    private Liveness liveness(AccessToken token) {
        List<GrantId> family = is(TokenStoreFlaw.LOOKS_AT_ITS_OWN_GRANT_ONLY)
                ? token.grant().stream().toList()
                : token.grants();
        boolean live = !isRevoked(token)
                && endOf(token.subject(), token.issuedAt()).isEmpty()
                && family.stream().map(this::find).allMatch(this::isLiving);
        return live ? Liveness.LIVE : Liveness.REVOKED;
    }

    private boolean isLiving(Optional<Grant> grant) {
        return grant.map(there -> !there.isRevoked()).orElse(is(TokenStoreFlaw.TRUSTS_UNKNOWN_GRANTS));
    }

    @Override
    public RevokeOutcome revoke(GrantId id, Instant at) {
        return lockedBut(TokenStoreFlaw.REVOKES_WITHOUT_LOCK, () -> revokeHeld(id, at));
    }

    private RevokeOutcome revokeHeld(GrantId id, Instant at) {
        Optional<Grant> found = find(id);
        if (found.isEmpty()) {
            return RevokeOutcome.UNKNOWN;
        }
        Grant grant = found.get();
        if (grant.isRevoked() && !is(TokenStoreFlaw.OVERWRITES_THE_INSTANT_OF_REVOCATION)) {
            return RevokeOutcome.ALREADY_REVOKED;
        }
        pauseIf(TokenStoreFlaw.REVOKES_WITHOUT_LOCK);
        grants.put(id, grant.revoked(at));
        if (is(TokenStoreFlaw.REVOKES_ALL_GRANTS_OF_THE_SUBJECT)) {
            grants.replaceAll(
                    (other, theirs) -> theirs.subject().equals(grant.subject()) ? theirs.revoked(at) : theirs);
        }
        return RevokeOutcome.REVOKED;
    }

    @Override
    public RevokeOutcome revoke(AccessToken token, Instant at) {
        return lockedBut(TokenStoreFlaw.REVOKES_WITHOUT_LOCK, () -> revokeHeld(token));
    }

    private RevokeOutcome revokeHeld(AccessToken token) {
        if (isRevoked(token)) {
            return RevokeOutcome.ALREADY_REVOKED;
        }
        pauseIf(TokenStoreFlaw.REVOKES_WITHOUT_LOCK);
        if (tokens.containsKey(token.id())) {
            revokedRows.add(token.id());
        } else if (!is(TokenStoreFlaw.FORGETS_SELF_CONTAINED_TOKENS)) {
            revokedSelfContained.put(token.id(), token.keptUntil());
        }
        return RevokeOutcome.REVOKED;
    }

    private boolean isRevoked(AccessToken token) {
        return revokedRows.contains(token.id()) || revokedSelfContained.containsKey(token.id());
    }

    @Override
    public void revokeAllOf(Subject subject, Instant at) {
        lockedBut(TokenStoreFlaw.ENDS_SUBJECTS_WITHOUT_LOCK, () -> {
            Instant before = marks.get(keyOf(subject));
            pauseIf(TokenStoreFlaw.ENDS_SUBJECTS_WITHOUT_LOCK);
            boolean later = before == null || at.isAfter(before) || is(TokenStoreFlaw.MOVES_MARKS_BACK);
            marks.put(keyOf(subject), later ? at : before);
            return Optional.ofNullable(before);
        });
    }

    @Override
    public int prune(Instant now, int max) {
        return lockedBut(TokenStoreFlaw.NONE, () -> pruneHeld(now, max));
    }

    private int pruneHeld(Instant now, int max) {
        boolean early = is(TokenStoreFlaw.PRUNES_WHAT_HAS_EXPIRED);
        int most = is(TokenStoreFlaw.PRUNES_MORE_THAN_IT_IS_TOLD_TO) ? Integer.MAX_VALUE : max;
        if (is(TokenStoreFlaw.PRUNES_MARKS_EARLY)) {
            marks.clear();
        }
        int left = most;
        left -= prune(tokens, early ? AccessToken::expiresAt : AccessToken::keptUntil, now, left);
        if (!is(TokenStoreFlaw.PRUNES_TOKENS_ONLY)) {
            left -= prune(redeemables, early ? Redeemable::expiresAt : Redeemable::keptUntil, now, left);
            left -= prune(grants, early ? Grant::expiresAt : Grant::keptUntil, now, left);
            left -= prune(revokedSelfContained, until -> until, now, left);
        }
        return most - left;
    }

    private static <K, V> int prune(Map<K, V> rows, Function<V, Instant> keptUntil, Instant now, int max) {
        List<K> over = rows.entrySet().stream()
                .filter(row -> !keptUntil.apply(row.getValue()).isAfter(now))
                .map(Map.Entry::getKey)
                .limit(max)
                .toList();
        over.forEach(rows::remove);
        return over.size();
    }
}
