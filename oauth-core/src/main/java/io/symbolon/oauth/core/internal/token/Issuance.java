// SPDX-License-Identifier: Apache-2.0
package io.symbolon.oauth.core.internal.token;

import io.symbolon.oauth.api.GrantType;
import io.symbolon.oauth.api.ResourceUri;
import io.symbolon.oauth.api.Scopes;
import io.symbolon.oauth.api.SenderKey;
import io.symbolon.oauth.api.authorization.AuthorizationRequest;
import io.symbolon.oauth.api.client.Client;
import io.symbolon.oauth.api.grant.GrantDecision;
import io.symbolon.oauth.api.grant.TokenRequest;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;

/** A decision to issue, with whoever has proven that it may be answered. */
public sealed interface Issuance {

    GrantDecision.Issue decision();

    Client client();

    /** The grant type under which a new grant is opened. */
    GrantType origin();

    /** The scopes that the request asks for, where it may narrow the decision. */
    Optional<Scopes> requestedScopes();

    /** The resources that the request asks for, where it may narrow the decision. */
    Set<ResourceUri> requestedResources();

    Optional<SenderKey> senderKey();

    Instant at();

    /** To a client that authenticated itself. */
    record ToClient(TokenRequest request, GrantDecision.Issue decision) implements Issuance {

        @Override
        public Client client() {
            return request.client();
        }

        @Override
        public GrantType origin() {
            return request.grantType();
        }

        @Override
        public Optional<Scopes> requestedScopes() {
            return request.scopes();
        }

        @Override
        public Set<ResourceUri> requestedResources() {
            return request.resources();
        }

        @Override
        public Optional<SenderKey> senderKey() {
            return request.senderKey();
        }

        @Override
        public Instant at() {
            return request.receivedAt();
        }
    }

    /** To a client that proved itself when it began to wait, and will have to again. */
    record ToWaitingClient(Client client, GrantType origin, GrantDecision.Issue decision, Instant at)
            implements Issuance {

        @Override
        public Optional<Scopes> requestedScopes() {
            return Optional.empty();
        }

        @Override
        public Set<ResourceUri> requestedResources() {
            return Set.of();
        }

        @Override
        public Optional<SenderKey> senderKey() {
            return Optional.empty();
        }
    }

    /** Through the browser, to a redirect URI that is the client's. */
    record ToRedirectUri(AuthorizationRequest request, GrantType origin, GrantDecision.Issue decision)
            implements Issuance {

        @Override
        public Client client() {
            return request.client();
        }

        @Override
        public Optional<Scopes> requestedScopes() {
            return Optional.empty();
        }

        @Override
        public Set<ResourceUri> requestedResources() {
            return request.resources();
        }

        @Override
        public Optional<SenderKey> senderKey() {
            return Optional.empty();
        }

        @Override
        public Instant at() {
            return request.receivedAt();
        }
    }
}
