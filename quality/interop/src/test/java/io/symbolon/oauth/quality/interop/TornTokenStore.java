// SPDX-License-Identifier: Apache-2.0
package io.symbolon.oauth.quality.interop;

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
import io.symbolon.oauth.api.token.Spend;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.locks.LockSupport;

/** A broken store: it looks whether something can be spent, and spends it a moment later. Only to see races fail. */
final class TornTokenStore implements TokenStore {

    private static final long A_MOMENT = 1_000_000;

    private final TokenStore real;

    TornTokenStore(TokenStore real) {
        this.real = real;
    }

    @Override
    public CommitOutcome commit(Commit commit) {
        boolean spendable = commit.spend().map(this::isSpendable).orElse(true);
        if (!spendable) {
            return real.commit(commit);
        }
        LockSupport.parkNanos(A_MOMENT);
        real.commit(commit);
        // whoever saw it unspent writes the rest, whether or not another was faster
        return real.commit(new Commit(
                commit.id(), commit.at(), Optional.empty(), Optional.empty(), List.of(), commit.accessTokens()));
    }

    private boolean isSpendable(Spend spend) {
        if (spend instanceof Spend.OfRefreshToken refreshToken) {
            return real.findGrant(spend.grant())
                    .flatMap(Grant::refreshToken)
                    .filter(current -> current.digest().matches(refreshToken.current()))
                    .isPresent();
        }
        if (spend instanceof Spend.OfRedeemable redeemable) {
            return real.findRedeemable(redeemable.redeemable())
                    .filter(found -> found.redeemable().state() == Redeemable.State.READY)
                    .isPresent();
        }
        throw new AssertionError(spend);
    }

    @Override
    public PollOutcome poll(Digest redeemable, Instant at) {
        return real.poll(redeemable, at);
    }

    @Override
    public ResolveOutcome resolve(Digest redeemable, Resolution resolution, Instant at) {
        return real.resolve(redeemable, resolution, at);
    }

    @Override
    public Optional<PresentedRedeemable> findRedeemable(Digest id) {
        return real.findRedeemable(id);
    }

    @Override
    public Optional<Grant> findGrant(GrantId id) {
        return real.findGrant(id);
    }

    @Override
    public Optional<StoredAccessToken> findAccessToken(Digest id) {
        return real.findAccessToken(id);
    }

    @Override
    public Liveness livenessOf(AccessToken selfContained) {
        return real.livenessOf(selfContained);
    }

    @Override
    public RevokeOutcome revoke(GrantId grant, Instant at) {
        return real.revoke(grant, at);
    }

    @Override
    public RevokeOutcome revoke(AccessToken token, Instant at) {
        return real.revoke(token, at);
    }

    @Override
    public void revokeAllOf(Subject subject, Instant at) {
        real.revokeAllOf(subject, at);
    }

    @Override
    public int prune(Instant now, int max) {
        return real.prune(now, max);
    }
}
