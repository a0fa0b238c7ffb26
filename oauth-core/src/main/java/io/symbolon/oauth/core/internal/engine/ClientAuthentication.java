// SPDX-License-Identifier: Apache-2.0
package io.symbolon.oauth.core.internal.engine;

import io.symbolon.oauth.api.ClientAuthenticationMethod;
import io.symbolon.oauth.api.ClientId;
import io.symbolon.oauth.api.ErrorCode;
import io.symbolon.oauth.api.OAuthException;
import io.symbolon.oauth.api.Parameters;
import io.symbolon.oauth.api.Request;
import io.symbolon.oauth.api.Secret;
import io.symbolon.oauth.api.client.AuthenticatedClient;
import io.symbolon.oauth.api.client.Client;
import io.symbolon.oauth.api.client.ClientAuthenticationRequest;
import io.symbolon.oauth.api.client.ClientAuthenticator;
import io.symbolon.oauth.api.client.ClientReads;
import io.symbolon.oauth.api.client.ClientType;
import io.symbolon.oauth.api.client.PresentedCredentials;
import io.symbolon.oauth.api.endpoint.Endpoint;
import io.symbolon.oauth.api.event.OAuthEvent;
import io.symbolon.oauth.core.internal.event.EventDispatcher;
import io.symbolon.oauth.core.internal.http.Form;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Finds out which client asks: exactly one method, one identity, and no cheaper for unknown clients (RFC 6749 §2.3). */
@Singleton
public final class ClientAuthentication {

    private record Attempt(ClientAuthenticator authenticator, PresentedCredentials credentials) {}

    private final List<ClientAuthenticator> proving;
    private final Optional<ClientAuthenticator> naming;
    private final ClientReads clients;
    private final Throttle throttle;
    private final EventDispatcher events;
    private final Client decoy;

    @Inject
    ClientAuthentication(
            Set<ClientAuthenticator> authenticators, ClientReads clients, Throttle throttle, EventDispatcher events) {
        this.proving = authenticators.stream().filter(a -> !isNone(a)).toList();
        this.naming =
                authenticators.stream().filter(ClientAuthentication::isNone).findFirst();
        this.clients = clients;
        this.throttle = throttle;
        this.events = events;
        this.decoy = Client.confidential("decoy", Secret.of("a secret that nobody was ever given, of no use"))
                .build();
    }

    /**
     * The client that sent the request.
     *
     * @throws OAuthException if none, or more than one, has proven itself
     */
    AuthenticatedClient authenticate(Endpoint.ClientAuthentication demanded, Request request, Form form) {
        Attempt attempt = onlyAttempt(request, form);
        ClientId claimed = attempt.credentials().clientId();
        for (String named : form.values("client_id")) {
            if (!named.equals(claimed.value())) {
                throw OAuthException.invalidRequest("client_id in the body names another client than the credentials")
                        .refusedBy("two-client-identities");
            }
        }
        throttle.admit(claimed.value(), request.remoteAddress(), request.receivedAt());
        Optional<Client> client = clients.find(claimed);
        String unproven = unproven(attempt, client.orElse(decoy), request.receivedAt());
        String refusal = refusal(demanded, attempt, client, unproven);
        if (!refusal.isEmpty()) {
            throttle.failed(claimed.value(), request.remoteAddress(), request.receivedAt());
            events.publish(new OAuthEvent.ClientAuthenticationFailed(
                    request.receivedAt(), claimed.value(), request.remoteAddress(), refusal));
            throw OAuthException.invalidClient("client authentication failed").refusedBy(refusal);
        }
        throttle.succeeded(claimed.value(), request.remoteAddress());
        return AuthenticatedClient.provenBy(attempt.authenticator().method(), client.orElseThrow());
    }

    private Attempt onlyAttempt(Request request, Form form) {
        Optional<Attempt> only = Optional.empty();
        for (ClientAuthenticator authenticator : proving) {
            Optional<Attempt> found = attempt(authenticator, request, form);
            if (found.isEmpty()) {
                continue;
            }
            if (only.isPresent()) {
                // RFC 6749 §2.3: not more than one method in a request
                throw OAuthException.invalidRequest("use one client authentication method, not two")
                        .refusedBy("two-client-authentications");
            }
            only = found;
        }
        if (only.isPresent()) {
            return only.get();
        }
        if (request.header("Authorization").isPresent()) {
            throw OAuthException.invalidClient("the Authorization header has no scheme that authenticates a client")
                    .refusedBy("unknown-authorization-scheme");
        }
        return naming.flatMap(none -> attempt(none, request, form))
                .orElseThrow(() -> OAuthException.invalidClient("the client must authenticate or name itself")
                        .refusedBy("no-client-authentication"));
    }

    private static Optional<Attempt> attempt(ClientAuthenticator authenticator, Request request, Form form) {
        Parameters parameters = Parameters.read(authenticator.parameters(), form);
        Optional<PresentedCredentials> found = authenticator.find(new ClientAuthenticationRequest(request, parameters));
        return found.isPresent() ? Optional.of(new Attempt(authenticator, found.get())) : Optional.empty();
    }

    /** The exact rule by which the credentials prove nothing; empty if they do. */
    private static String unproven(Attempt attempt, Client client, Instant at) {
        try {
            return attempt.authenticator().isProof(attempt.credentials(), client, at) ? "" : "wrong-credentials";
        } catch (OAuthException e) {
            if (!e.code().equals(ErrorCode.INVALID_CLIENT)) {
                throw e;
            }
            return e.rule();
        }
    }

    /** The exact rule that refuses, for the operator; empty if none does. */
    private static String refusal(
            Endpoint.ClientAuthentication demanded, Attempt attempt, Optional<Client> client, String unproven) {
        if (client.isEmpty()) {
            return "unknown-client";
        }
        if (!client.get().isActive()) {
            return "inactive-client";
        }
        if (!client.get().authenticationMethod().equals(attempt.authenticator().method())) {
            return "other-authentication-method";
        }
        if (!unproven.isEmpty()) {
            return unproven;
        }
        boolean confidential = client.get().type() == ClientType.CONFIDENTIAL;
        return demanded == Endpoint.ClientAuthentication.CONFIDENTIAL_CLIENT && !confidential ? "public-client" : "";
    }

    private static boolean isNone(ClientAuthenticator authenticator) {
        return authenticator.method().equals(ClientAuthenticationMethod.NONE);
    }
}
