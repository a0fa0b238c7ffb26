// SPDX-License-Identifier: Apache-2.0
package io.symbolon.oauth.api.assertion;

import io.symbolon.oauth.api.ClientId;
import io.symbolon.oauth.api.JwksUri;
import io.symbolon.oauth.api.Scope;
import io.symbolon.oauth.api.Scopes;
import java.util.LinkedHashSet;
import java.util.Optional;
import java.util.Set;

/** Somebody whose assertions count here (RFC 7523 §3), and for what; immutable. */
public final class TrustedIssuer {

    private final String issuer;
    private final Optional<String> jwks;
    private final Optional<JwksUri> jwksUri;
    private final SubjectMapping subjects;
    private final Scopes scopes;
    private final Set<ClientId> clients;

    private TrustedIssuer(Builder builder) {
        this.issuer = builder.issuer;
        this.jwks = builder.jwks;
        this.jwksUri = builder.jwksUri;
        this.subjects = builder.subjects.orElseThrow();
        this.scopes = builder.scopes;
        this.clients = Set.copyOf(builder.clients);
    }

    /**
     * Starts one.
     *
     * @param issuer the {@code iss} of its assertions, compared as an exact string
     */
    public static Builder named(String issuer) {
        return new Builder(issuer);
    }

    /** The {@code iss} of its assertions. */
    public String issuer() {
        return issuer;
    }

    /** Its public keys, a JWK Set document. */
    public Optional<String> jwks() {
        return jwks;
    }

    /** Where it publishes its public keys. */
    public Optional<JwksUri> jwksUri() {
        return jwksUri;
    }

    /** Who its people are here. */
    public SubjectMapping subjects() {
        return subjects;
    }

    /** The most that is granted on its word. */
    public Scopes scopes() {
        return scopes;
    }

    /** The clients that may present its assertions; empty if all may. */
    public Set<ClientId> clients() {
        return clients;
    }

    @Override
    public String toString() {
        return issuer;
    }

    /** Collects what is trusted. */
    public static final class Builder {

        private final String issuer;
        private final Set<ClientId> clients = new LinkedHashSet<>();
        private Optional<String> jwks = Optional.empty();
        private Optional<JwksUri> jwksUri = Optional.empty();
        private Optional<SubjectMapping> subjects = Optional.empty();
        private Scopes scopes = Scopes.none();

        private Builder(String issuer) {
            if (issuer.isEmpty() || issuer.length() > 255) {
                throw new IllegalArgumentException("an issuer has 1 to 255 characters");
            }
            this.issuer = issuer;
        }

        /** Its public keys, a JWK Set document (RFC 7517 §5). */
        public Builder jwks(String document) {
            this.jwks = Optional.of(document);
            return this;
        }

        /** Where it publishes its public keys; they are fetched when needed. */
        public Builder jwksUri(String uri) {
            this.jwksUri = Optional.of(new JwksUri(uri));
            return this;
        }

        /** Who its people are here. */
        public Builder subjects(SubjectMapping mapping) {
            this.subjects = Optional.of(mapping);
            return this;
        }

        /** The most that is granted on its word; each call adds. */
        public Builder scopes(String... names) {
            for (String name : names) {
                scopes = scopes.union(Scopes.of(new Scope(name)));
            }
            return this;
        }

        /** Lets no others than these clients present its assertions; each call adds. */
        public Builder client(String clientId) {
            clients.add(new ClientId(clientId));
            return this;
        }

        /**
         * Makes it.
         *
         * @throws IllegalArgumentException if it has no keys, keys by value and by URI, or no mapping of subjects
         */
        public TrustedIssuer build() {
            if (jwks.isPresent() == jwksUri.isPresent()) {
                throw new IllegalArgumentException(
                        "the trusted issuer '" + issuer + "' needs its keys in one way; give one of jwks and jwks_uri");
            }
            if (subjects.isEmpty()) {
                throw new IllegalArgumentException(
                        "the trusted issuer '" + issuer + "' needs a mapping that says who its people are here");
            }
            return new TrustedIssuer(this);
        }
    }
}
