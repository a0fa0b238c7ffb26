// SPDX-License-Identifier: Apache-2.0
package io.symbolon.oauth.core.internal.token;

import io.symbolon.oauth.api.ClientId;
import io.symbolon.oauth.api.GrantId;
import io.symbolon.oauth.api.OAuthException;
import io.symbolon.oauth.api.event.OAuthEvent;
import io.symbolon.oauth.api.grant.OnceOnly;
import io.symbolon.oauth.api.store.CommitOutcome;
import io.symbolon.oauth.api.store.OnceStore;
import io.symbolon.oauth.api.store.TokenStore;
import io.symbolon.oauth.api.token.Grant;
import io.symbolon.oauth.core.internal.event.EventDispatcher;
import io.symbolon.oauth.core.internal.token.RefreshPolicy.Handout;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.Optional;

/**
 * Carries a decision to issue out: mints everything in memory, and writes it in one atomic commit whose outcome decides.
 * Only what was committed is ever answered.
 */
@Singleton
public final class TokenIssuer {

    private final Minting minting;
    private final TokenStore store;
    private final OnceStore onceOnly;
    private final Families families;
    private final EventDispatcher events;

    @Inject
    TokenIssuer(Minting minting, TokenStore store, OnceStore onceOnly, Families families, EventDispatcher events) {
        this.minting = minting;
        this.store = store;
        this.onceOnly = onceOnly;
        this.families = families;
        this.events = events;
    }

    /**
     * Issues and commits.
     *
     * @return empty if another request rotated the refresh token first: then the grant handler is to decide again
     * @throws OAuthException if the decision grants nothing to this client, or what it spends is gone
     */
    public Optional<Issued> issue(Issuance issuance) {
        Spending.refuseForeign(issuance);
        Minted minted = minting.mint(issuance);
        issuance.decision().onceOnly().forEach(marker -> burn(marker, issuance.at()));
        return store.commit(minted.commit())
                .fold(
                        () -> {
                            announce(issuance, minted);
                            return Optional.of(minted.issued());
                        },
                        spent -> {
                            endFamily(spent, issuance, minted);
                            throw Spending.gone("already-spent");
                        },
                        superseded -> Optional.empty(),
                        () -> {
                            throw Spending.gone("expired-or-revoked-meanwhile");
                        });
    }

    /** RFC 7523 §3: the marker stays, whatever becomes of the commit. */
    private void burn(OnceOnly once, Instant at) {
        if (onceOnly.burn(once.marker(), once.keptUntil(), at) == OnceStore.Burned.AGAIN) {
            throw Spending.gone(once.rule());
        }
    }

    /** RFC 6749 §4.1.2: whoever came second shows that there are two. */
    private void endFamily(CommitOutcome.AlreadySpent spent, Issuance issuance, Minted minted) {
        Optional<GrantId> family = spent.by().or(() -> minted.grant().map(Grant::id));
        family.ifPresent(
                id -> families.replayed(id, issuance.client().clientId(), "redeemable-spent-twice", issuance.at()));
    }

    private void announce(Issuance issuance, Minted minted) {
        if (!events.isHeard()) {
            return;
        }
        Instant at = issuance.at();
        ClientId client = issuance.client().clientId();
        Optional<GrantId> grant = minted.grant().map(Grant::id);
        if (minted.issued().accessToken().isPresent()) {
            events.publish(new OAuthEvent.TokensIssued(
                    at,
                    client,
                    issuance.decision().subject(),
                    issuance.origin(),
                    grant,
                    minted.narrowed().scopes(),
                    minted.narrowed().audience()));
        }
        if (minted.issued().code().isPresent()) {
            events.publish(new OAuthEvent.AuthorizationCodeIssued(
                    at,
                    client,
                    issuance.decision().subject(),
                    grant.orElseThrow(),
                    minted.narrowed().scopes()));
        }
        minted.handout()
                .filter(Handout::repeated)
                .ifPresent(repeat -> events.publish(new OAuthEvent.RefreshRepeated(
                        at, client, grant.orElseThrow(), repeat.row().repeats())));
    }
}
