// SPDX-License-Identifier: Apache-2.0
package io.symbolon.oauth.core.grant.exchange;

import io.symbolon.oauth.api.ClientId;
import io.symbolon.oauth.api.Scope;
import io.symbolon.oauth.api.Scopes;
import io.symbolon.oauth.api.Subject;
import io.symbolon.oauth.api.exchange.ExchangePermission;
import io.symbolon.oauth.api.exchange.ExchangedToken;
import io.symbolon.oauth.api.exchange.TokenExchange;
import java.util.LinkedHashSet;
import java.util.Set;

/** What one client may exchange; immutable. */
public final class ExchangeRule {

    private final ClientId client;
    private final Set<ClientId> issuedTo;
    private final Set<String> issuers;
    private final Set<ClientId> actors;
    private final boolean impersonating;
    private final ExchangePermission permission;

    private ExchangeRule(Builder builder) {
        this.client = builder.client;
        this.issuedTo = Set.copyOf(builder.issuedTo);
        this.issuers = Set.copyOf(builder.issuers);
        this.actors = Set.copyOf(builder.actors);
        this.impersonating = builder.impersonating;
        ExchangePermission allowed = ExchangePermission.of(builder.scopes);
        this.permission = builder.outlivingRevocation ? allowed.outlivingRevocation() : allowed;
    }

    /** Starts a rule for the client that asks; it allows nothing yet. */
    public static Builder forClient(String clientId) {
        return new Builder(new ClientId(clientId));
    }

    boolean fits(TokenExchange exchange) {
        return exchange.client().clientId().equals(client)
                && isFromKnown(exchange.subjectToken())
                && exchange.actorToken().map(this::isKnownActor).orElse(impersonating);
    }

    ExchangePermission permission() {
        return permission;
    }

    private boolean isFromKnown(ExchangedToken token) {
        return token.client().filter(issuedTo::contains).isPresent()
                || token.issuer().filter(issuers::contains).isPresent();
    }

    /** A client that acts for itself, with a token that this server gave it. */
    private boolean isKnownActor(ExchangedToken actor) {
        return actor.client()
                .filter(actors::contains)
                .filter(it -> actor.subject().equals(Subject.ofClient(it)))
                .isPresent();
    }

    /** Collects a rule; each method adds to what is there. */
    public static final class Builder {

        private final ClientId client;
        private final Set<ClientId> issuedTo = new LinkedHashSet<>();
        private final Set<String> issuers = new LinkedHashSet<>();
        private final Set<ClientId> actors = new LinkedHashSet<>();
        private Scopes scopes = Scopes.none();
        private boolean impersonating;
        private boolean outlivingRevocation;

        private Builder(ClientId client) {
            this.client = client;
        }

        /** Takes subject tokens that this server issued to this client. */
        public Builder issuedTo(String clientId) {
            issuedTo.add(new ClientId(clientId));
            return this;
        }

        /** Takes subject tokens of this trusted issuer. */
        public Builder issuer(String trustedIssuer) {
            issuers.add(trustedIssuer);
            return this;
        }

        /** Lets this client act, by an access token of its own as the actor token (delegation). */
        public Builder actor(String clientId) {
            actors.add(new ClientId(clientId));
            return this;
        }

        /** Issues without an actor token, too: whoever holds the new token is taken for the subject. */
        public Builder impersonating() {
            impersonating = true;
            return this;
        }

        /** Grants these scopes at most. */
        public Builder scopes(String... names) {
            for (String name : names) {
                scopes = scopes.union(Scopes.of(new Scope(name)));
            }
            return this;
        }

        /** Lets the new token live on when the grants are revoked that it came from. */
        public Builder outlivingRevocation() {
            outlivingRevocation = true;
            return this;
        }

        /** Makes the rule. */
        public ExchangeRule build() {
            return new ExchangeRule(this);
        }
    }
}
