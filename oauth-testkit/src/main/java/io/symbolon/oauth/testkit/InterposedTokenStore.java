// SPDX-License-Identifier: Apache-2.0
package io.symbolon.oauth.testkit;

import io.symbolon.oauth.api.Digest;
import io.symbolon.oauth.api.GrantId;
import io.symbolon.oauth.api.SenderKey;
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
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * A token store that does something of the test's before or after the real one is asked: throws, waits for another
 * caller, or takes its time. It counts what is asked of it, and may show what it finds as if it were bound to a key. Safe for use by many threads.
 */
public final class InterposedTokenStore implements TokenStore {

    /** Where something can be done. */
    public enum Point {
        /** Before a redeemable, a grant or an access token is looked for. */
        BEFORE_READ,
        /** Before all that a response writes is written. */
        BEFORE_COMMIT,
        /** After all that a response writes was written, and before the engine hears of it. */
        AFTER_COMMIT,
        /** Before a grant, a token, or all of a subject's are ended. */
        BEFORE_REVOKE,
        /** Before a poll is counted or a pending redeemable is decided. */
        BEFORE_POLL
    }

    private final TokenStore real;
    private final Map<Point, Runnable> interposed = new ConcurrentHashMap<>();
    private final Map<Point, Integer> counts = new ConcurrentHashMap<>();
    private final AtomicInteger bound = new AtomicInteger();
    private volatile Optional<SenderKey> key = Optional.empty();

    private InterposedTokenStore(TokenStore real) {
        this.real = real;
    }

    /** The same store, with nothing done so far. */
    public static InterposedTokenStore before(TokenStore real) {
        return new InterposedTokenStore(real);
    }

    /** Does this at the point from now on, on the caller's thread, instead of what was done there. */
    public void at(Point point, Runnable interposition) {
        interposed.put(point, interposition);
    }

    /** Does this at the point for the first caller that reaches it, and nothing for those after. */
    public void onceAt(Point point, Runnable interposition) {
        AtomicBoolean reached = new AtomicBoolean();
        at(point, () -> {
            if (reached.compareAndSet(false, true)) {
                interposition.run();
            }
        });
    }

    /** Does this when any point is reached for this time from now on, the first being 1; and nothing before and after. */
    public void onceAtStep(int step, Runnable interposition) {
        AtomicInteger left = new AtomicInteger(step);
        for (Point point : Point.values()) {
            at(point, () -> {
                if (left.decrementAndGet() == 0) {
                    interposition.run();
                }
            });
        }
    }

    /** Shows redeemables and refresh tokens as if they were bound to this key, from now on. */
    public void showBoundTo(SenderKey senderKey) {
        key = Optional.of(senderKey);
    }

    /** How many redeemables and refresh tokens were shown so. */
    public int shownBound() {
        return bound.get();
    }

    /** Does nothing at all points, and shows everything as it is, from now on. */
    public void clear() {
        interposed.clear();
        key = Optional.empty();
    }

    /** How often the point was reached since the store was made. */
    public int count(Point point) {
        return counts.getOrDefault(point, 0);
    }

    /** How often any point was reached since the store was made. */
    public int steps() {
        return counts.values().stream().mapToInt(Integer::intValue).sum();
    }

    /** How many calls could have changed something since the store was made. */
    public int writes() {
        return count(Point.BEFORE_COMMIT) + count(Point.BEFORE_REVOKE) + count(Point.BEFORE_POLL);
    }

    private void reach(Point point) {
        counts.merge(point, 1, Integer::sum);
        Runnable interposition = interposed.get(point);
        if (interposition != null) {
            interposition.run();
        }
    }

    private Redeemable shown(Redeemable redeemable) {
        key.ifPresent(shown -> bound.incrementAndGet());
        return key.map(redeemable::boundTo).orElse(redeemable);
    }

    private Grant shown(Grant grant) {
        if (key.isEmpty() || grant.refreshToken().isEmpty()) {
            return grant;
        }
        bound.incrementAndGet();
        return grant.with(grant.refreshToken().get().boundTo(key.get()));
    }

    @Override
    public CommitOutcome commit(Commit commit) {
        reach(Point.BEFORE_COMMIT);
        CommitOutcome outcome = real.commit(commit);
        reach(Point.AFTER_COMMIT);
        return outcome;
    }

    @Override
    public PollOutcome poll(Digest redeemable, Instant at) {
        reach(Point.BEFORE_POLL);
        return real.poll(redeemable, at);
    }

    @Override
    public ResolveOutcome resolve(Digest redeemable, Resolution resolution, Instant at) {
        reach(Point.BEFORE_POLL);
        return real.resolve(redeemable, resolution, at);
    }

    @Override
    public Optional<PresentedRedeemable> findRedeemable(Digest id) {
        reach(Point.BEFORE_READ);
        return real.findRedeemable(id)
                .map(found -> new PresentedRedeemable(
                        shown(found.redeemable()), found.grant().map(this::shown)));
    }

    @Override
    public Optional<Grant> findGrant(GrantId id) {
        reach(Point.BEFORE_READ);
        return real.findGrant(id).map(this::shown);
    }

    @Override
    public Optional<StoredAccessToken> findAccessToken(Digest id) {
        reach(Point.BEFORE_READ);
        return real.findAccessToken(id);
    }

    @Override
    public Liveness livenessOf(AccessToken selfContained) {
        reach(Point.BEFORE_READ);
        return real.livenessOf(selfContained);
    }

    @Override
    public RevokeOutcome revoke(GrantId grant, Instant at) {
        reach(Point.BEFORE_REVOKE);
        return real.revoke(grant, at);
    }

    @Override
    public RevokeOutcome revoke(AccessToken token, Instant at) {
        reach(Point.BEFORE_REVOKE);
        return real.revoke(token, at);
    }

    @Override
    public void revokeAllOf(Subject subject, Instant at) {
        reach(Point.BEFORE_REVOKE);
        real.revokeAllOf(subject, at);
    }

    @Override
    public int prune(Instant now, int max) {
        return real.prune(now, max);
    }
}
