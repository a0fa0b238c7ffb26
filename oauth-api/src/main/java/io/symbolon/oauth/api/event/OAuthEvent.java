// SPDX-License-Identifier: Apache-2.0
package io.symbolon.oauth.api.event;

import io.symbolon.oauth.api.ClientId;
import io.symbolon.oauth.api.ErrorCode;
import io.symbolon.oauth.api.GrantId;
import io.symbolon.oauth.api.GrantType;
import io.symbolon.oauth.api.ResourceUri;
import io.symbolon.oauth.api.Scopes;
import io.symbolon.oauth.api.Subject;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;

/** A fact that a security officer wants to know. None holds a secret. Minor versions add further kinds. */
public sealed interface OAuthEvent {

    /** When it happened. */
    Instant at();

    /** A token response was committed. */
    record TokensIssued(
            Instant at,
            ClientId client,
            Subject subject,
            GrantType grantType,
            Optional<GrantId> grant,
            Scopes scopes,
            Set<ResourceUri> audience)
            implements OAuthEvent {}

    /** An authorization code was committed. */
    record AuthorizationCodeIssued(Instant at, ClientId client, Subject subject, GrantId grant, Scopes scopes)
            implements OAuthEvent {}

    /** A refresh token's successor was handed out again within the window. */
    record RefreshRepeated(Instant at, ClientId client, GrantId grant, int repeats) implements OAuthEvent {}

    /** Something that works once was presented again; its family has ended. */
    record ReplayDetected(Instant at, ClientId client, GrantId grant, String rule) implements OAuthEvent {}

    /** A grant has ended with all its tokens. */
    record GrantRevoked(Instant at, GrantId grant, String cause) implements OAuthEvent {}

    /** One access token has ended. */
    record AccessTokenRevoked(Instant at, ClientId client, Subject subject) implements OAuthEvent {}

    /** All tokens of a subject have ended. */
    record SubjectTokensRevoked(Instant at, Subject subject) implements OAuthEvent {}

    /** All tokens of a client have ended. */
    record ClientTokensRevoked(Instant at, ClientId client) implements OAuthEvent {}

    /**
     * A request was refused.
     *
     * @param reference what the peer was told in {@code Symbolon-Reference}
     * @param path where
     * @param rule the exact rule
     * @param client who asked, as far as it was proven
     */
    record RequestRefused(
            Instant at,
            String reference,
            String path,
            ErrorCode code,
            String rule,
            Optional<ClientId> client,
            String remoteAddress)
            implements OAuthEvent {}

    /** Client authentication failed; the identifier is a claim, nothing more. */
    record ClientAuthenticationFailed(Instant at, String claimedClient, String remoteAddress, String rule)
            implements OAuthEvent {}

    /** Something broke; the log has the rest under the same reference. */
    record ServerFailed(Instant at, String reference, String path, String failure) implements OAuthEvent {}

    /** An authorization request was parked for the resource owner. */
    record InteractionStarted(Instant at, ClientId client, Scopes scopes) implements OAuthEvent {}

    /** The resource owner approved. */
    record AuthorizationApproved(Instant at, ClientId client, Subject subject, Scopes scopes) implements OAuthEvent {}

    /** The resource owner refused. */
    record AuthorizationDenied(Instant at, ClientId client) implements OAuthEvent {}

    /** A remembered consent has grown. */
    record ConsentRemembered(Instant at, ClientId client, Subject subject, Scopes scopes) implements OAuthEvent {}

    /** A new key was made and is published; it signs later. */
    record SigningKeyAnnounced(Instant at, String kid, String algorithm, Instant activeFrom) implements OAuthEvent {}

    /** A key was destroyed. */
    record SigningKeyRetired(Instant at, String kid, String algorithm) implements OAuthEvent {}

    /** A store in memory is full and refuses. */
    record StoreFull(Instant at, String store, long capacity) implements OAuthEvent {}

    /** A store could not be reached, or had too much to do, and a request was turned away. */
    record StoreUnavailable(Instant at, String reason) implements OAuthEvent {}

    /** A faster implementation of signatures does not work on this machine; the platform's own is used. */
    record SignatureProviderUnavailable(Instant at, String reason) implements OAuthEvent {}

    /** Listeners were too slow: events were dropped. */
    record EventsLost(Instant at, long count) implements OAuthEvent {}
}
