// SPDX-License-Identifier: Apache-2.0
package io.symbolon.oauth.api.token;

import io.symbolon.oauth.api.Claims;
import io.symbolon.oauth.api.ClientId;
import io.symbolon.oauth.api.CodeChallenge;
import io.symbolon.oauth.api.Digest;
import io.symbolon.oauth.api.GrantId;
import io.symbolon.oauth.api.RedirectUri;
import io.symbolon.oauth.api.ResourceUri;
import io.symbolon.oauth.api.Scopes;
import io.symbolon.oauth.api.Secret;
import io.symbolon.oauth.api.SenderKey;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;

/**
 * Something that is exchanged for tokens exactly once: an authorization code, a device code, a plug-in's invitation. All
 * that it depends on is in this row.
 *
 * @param id the digest of the code
 * @param kind what it is
 * @param client the only client that may redeem it; absent if any may
 * @param grant the grant that it belongs to, or that was made when it was spent
 * @param scopes what may be issued for it
 * @param resources what the tokens are narrowed to; empty if they are not
 * @param redirectUri the redirect URI that must be repeated (RFC 6749 §4.1.3)
 * @param codeChallenge the challenge that must be met (RFC 7636 §4.6)
 * @param senderKey the key that must prove itself
 * @param attributes what else its grant handler wants to know
 * @param pollInterval the shortest time between two polls, while it is pending
 * @param state whether it can be redeemed
 * @param issuedAt when it was made
 * @param expiresAt until when it is usable
 * @param keptUntil when the row may be deleted
 */
public record Redeemable(
        Digest id,
        RedeemableKind kind,
        Optional<ClientId> client,
        Optional<GrantId> grant,
        Scopes scopes,
        Set<ResourceUri> resources,
        Optional<RedirectUri> redirectUri,
        Optional<CodeChallenge> codeChallenge,
        Optional<SenderKey> senderKey,
        Claims attributes,
        Optional<Duration> pollInterval,
        State state,
        Instant issuedAt,
        Instant expiresAt,
        Instant keptUntil) {

    /** Whether a redeemable can be redeemed. */
    public enum State {
        /** Somebody has yet to approve. */
        PENDING,
        /** It can be redeemed. */
        READY,
        /** Somebody refused. */
        DENIED,
        /** It was redeemed. */
        SPENT
    }

    public Redeemable {
        resources = Set.copyOf(resources);
    }

    private static final Duration MEMORY = Duration.ofDays(1);

    /**
     * One that can be redeemed by any client, carries nothing besides, and is remembered a day longer, so that who
     * presents it again is noticed.
     *
     * @param code what has to be presented; at least 128 random bits, as only its digest is kept
     */
    public static Redeemable ready(
            RedeemableKind kind, Secret code, Scopes scopes, Instant issuedAt, Instant expiresAt) {
        return new Redeemable(
                Digest.of(code),
                kind,
                Optional.empty(),
                Optional.empty(),
                scopes,
                Set.of(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Claims.none(),
                Optional.empty(),
                State.READY,
                issuedAt,
                expiresAt,
                expiresAt.plus(MEMORY));
    }

    /** The same redeemable, for this client alone. */
    public Redeemable reservedFor(ClientId onlyClient) {
        return new Redeemable(
                id,
                kind,
                Optional.of(onlyClient),
                grant,
                scopes,
                resources,
                redirectUri,
                codeChallenge,
                senderKey,
                attributes,
                pollInterval,
                state,
                issuedAt,
                expiresAt,
                keptUntil);
    }

    /** The same redeemable, with this to tell its grant handler. */
    public Redeemable saying(Claims besides) {
        return new Redeemable(
                id,
                kind,
                client,
                grant,
                scopes,
                resources,
                redirectUri,
                codeChallenge,
                senderKey,
                besides,
                pollInterval,
                state,
                issuedAt,
                expiresAt,
                keptUntil);
    }

    /** The same redeemable, for who proves to have this key. */
    public Redeemable boundTo(SenderKey key) {
        return new Redeemable(
                id,
                kind,
                client,
                grant,
                scopes,
                resources,
                redirectUri,
                codeChallenge,
                Optional.of(key),
                attributes,
                pollInterval,
                state,
                issuedAt,
                expiresAt,
                keptUntil);
    }

    /** The same redeemable in another state. */
    public Redeemable at(State next) {
        return new Redeemable(
                id,
                kind,
                client,
                grant,
                scopes,
                resources,
                redirectUri,
                codeChallenge,
                senderKey,
                attributes,
                pollInterval,
                next,
                issuedAt,
                expiresAt,
                keptUntil);
    }

    /** The same redeemable, polled for at most this often. */
    public Redeemable polledEvery(Duration interval) {
        return new Redeemable(
                id,
                kind,
                client,
                grant,
                scopes,
                resources,
                redirectUri,
                codeChallenge,
                senderKey,
                attributes,
                Optional.of(interval),
                state,
                issuedAt,
                expiresAt,
                keptUntil);
    }

    /** The same redeemable, belonging to this grant. */
    public Redeemable under(GrantId itsGrant) {
        return new Redeemable(
                id,
                kind,
                client,
                Optional.of(itsGrant),
                scopes,
                resources,
                redirectUri,
                codeChallenge,
                senderKey,
                attributes,
                pollInterval,
                state,
                issuedAt,
                expiresAt,
                keptUntil);
    }
}
