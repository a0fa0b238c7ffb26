// SPDX-License-Identifier: Apache-2.0
package io.symbolon.oauth.core.internal.token;

import io.symbolon.oauth.api.ClientId;
import io.symbolon.oauth.api.GrantId;
import io.symbolon.oauth.api.Subject;
import io.symbolon.oauth.api.event.OAuthEvent;
import io.symbolon.oauth.api.store.ClientStore;
import io.symbolon.oauth.api.store.RevokeOutcome;
import io.symbolon.oauth.api.store.TokenStore;
import io.symbolon.oauth.api.token.Revocations;
import io.symbolon.oauth.core.internal.event.EventDispatcher;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.time.InstantSource;

/** Ends grants, and all that subjects and clients hold; each in a unit of work of its own. */
@Singleton
public final class Families implements Revocations {

    private final TokenStore store;
    private final ClientStore clients;
    private final EventDispatcher events;
    private final InstantSource clock;

    @Inject
    Families(TokenStore store, ClientStore clients, EventDispatcher events, InstantSource clock) {
        this.store = store;
        this.clients = clients;
        this.events = events;
        this.clock = clock;
    }

    /** Ends a family because something of it was used twice (RFC 9700 §4.14.2, RFC 6749 §4.1.2). */
    public void replayed(GrantId family, ClientId client, String rule, Instant at) {
        RevokeOutcome outcome = store.revoke(family, at);
        events.publish(new OAuthEvent.ReplayDetected(at, client, family, rule));
        if (outcome == RevokeOutcome.REVOKED) {
            events.publish(new OAuthEvent.GrantRevoked(at, family, rule));
        }
    }

    /** Ends a family for this cause. */
    public void revoke(GrantId family, String cause, Instant at) {
        if (store.revoke(family, at) == RevokeOutcome.REVOKED) {
            events.publish(new OAuthEvent.GrantRevoked(at, family, cause));
        }
    }

    @Override
    public void revoke(GrantId grant) {
        revoke(grant, "application", now());
    }

    @Override
    public void revokeAllOf(Subject subject) {
        Instant at = now();
        store.revokeAllOf(subject, at);
        events.publish(new OAuthEvent.SubjectTokensRevoked(at, subject));
    }

    @Override
    public void revokeAllOf(ClientId client) {
        Instant at = now();
        if (clients.revokeTokens(client, at) == ClientStore.Change.UNKNOWN) {
            throw new IllegalArgumentException("there is no client '" + client + "'");
        }
        events.publish(new OAuthEvent.ClientTokensRevoked(at, client));
    }

    private Instant now() {
        return Instant.ofEpochMilli(clock.millis());
    }
}
