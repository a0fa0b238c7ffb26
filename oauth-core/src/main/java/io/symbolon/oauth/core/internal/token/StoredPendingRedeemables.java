// SPDX-License-Identifier: Apache-2.0
package io.symbolon.oauth.core.internal.token;

import io.symbolon.oauth.api.Claims;
import io.symbolon.oauth.api.Digest;
import io.symbolon.oauth.api.GrantType;
import io.symbolon.oauth.api.OAuthException;
import io.symbolon.oauth.api.Secret;
import io.symbolon.oauth.api.UserCode;
import io.symbolon.oauth.api.client.Client;
import io.symbolon.oauth.api.client.ClientReads;
import io.symbolon.oauth.api.endpoint.PendingRedeemables;
import io.symbolon.oauth.api.grant.GrantDecision;
import io.symbolon.oauth.api.store.Commit;
import io.symbolon.oauth.api.store.Resolution;
import io.symbolon.oauth.api.store.ResolveOutcome;
import io.symbolon.oauth.api.store.TokenStore;
import io.symbolon.oauth.api.token.Grant;
import io.symbolon.oauth.api.token.PresentedRedeemable;
import io.symbolon.oauth.api.token.Redeemable;
import io.symbolon.oauth.api.token.RedeemableKind;
import io.symbolon.oauth.core.internal.http.SourceQuota;
import io.symbolon.oauth.core.settings.Settings;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Pending redeemables in the token store. What a person types is a row of its own, under the digest of the user code: it
 * names the redeemable, and is never redeemed itself.
 */
@Singleton
public final class StoredPendingRedeemables implements PendingRedeemables {

    private static final RedeemableKind USER_CODE = new RedeemableKind("user_code");
    private static final String NAMED = "redeemable";
    /** How long the client is still told that it came too late, or that it came twice. */
    private static final Duration MEMORY = Duration.ofHours(1);

    private final TokenStore store;
    private final TokenGenerator generator;
    private final RequestedAccess access;
    private final Narrowing narrowing;
    private final GrantRows rows;
    private final ClientReads clients;
    private final SourceQuota opened;

    @Inject
    StoredPendingRedeemables(
            TokenStore store,
            TokenGenerator generator,
            RequestedAccess access,
            Narrowing narrowing,
            GrantRows rows,
            ClientReads clients,
            Settings settings) {
        this.store = store;
        this.generator = generator;
        this.access = access;
        this.narrowing = narrowing;
        this.rows = rows;
        this.clients = clients;
        this.opened = new SourceQuota(
                settings.inMemory().redeemables() / 100,
                MEMORY,
                settings.throttle().trackedSources());
    }

    @Override
    public Opened open(Opening opening, String sourceAddress, Instant at) {
        Client client = opening.client().client();
        if (!opened.takes(sourceAddress)) {
            throw OAuthException.temporarilyUnavailable(
                            "too many of these were started from your address; try again later", MEMORY)
                    .refusedBy("too-many-pending");
        }
        Secret code = generator.newToken();
        UserCode userCode = unusedUserCode();
        Redeemable pending = row(Digest.of(code), opening, Optional.of(opening.pollInterval()), at);
        Redeemable byUserCode = new Redeemable(
                digest(userCode),
                USER_CODE,
                Optional.of(client.clientId()),
                Optional.empty(),
                pending.scopes(),
                pending.resources(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Claims.of(Map.of(NAMED, pending.id().encoded())),
                Optional.empty(),
                Redeemable.State.PENDING,
                at,
                pending.expiresAt(),
                pending.keptUntil());
        store.commit(new Commit(
                generator.newCommitId(),
                at,
                Optional.empty(),
                Optional.empty(),
                List.of(pending, byUserCode),
                List.of()));
        return new Opened(code, userCode);
    }

    private Redeemable row(Digest id, Opening opening, Optional<Duration> pollInterval, Instant at) {
        Client client = opening.client().client();
        Instant expiresAt = at.plus(opening.lifetime());
        return new Redeemable(
                id,
                opening.kind(),
                Optional.of(client.clientId()),
                Optional.empty(),
                access.scopes(opening.scopes(), client),
                access.resources(opening.resources()),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                opening.attributes(),
                pollInterval,
                Redeemable.State.PENDING,
                at,
                expiresAt,
                expiresAt.plus(MEMORY));
    }

    /** Of 25 billion there is one that nobody else has just been given. */
    private UserCode unusedUserCode() {
        UserCode userCode = generator.newUserCode();
        while (store.findRedeemable(digest(userCode)).isPresent()) {
            userCode = generator.newUserCode();
        }
        return userCode;
    }

    @Override
    public Optional<Redeemable> find(RedeemableKind kind, UserCode userCode, Instant at) {
        return store.findRedeemable(digest(userCode))
                .map(PresentedRedeemable::redeemable)
                .filter(row -> row.kind().equals(USER_CODE))
                .map(row -> Digest.parse(String.valueOf(row.attributes().asMap().get(NAMED))))
                .flatMap(id -> find(kind, id, at));
    }

    @Override
    public Optional<Redeemable> find(RedeemableKind kind, Digest id, Instant at) {
        return store.findRedeemable(id)
                .map(PresentedRedeemable::redeemable)
                .filter(row -> row.kind().equals(kind))
                .filter(row -> row.state() == Redeemable.State.PENDING)
                .filter(row -> at.isBefore(row.expiresAt()));
    }

    @Override
    public ResolveOutcome approve(Redeemable pending, GrantType origin, GrantDecision.Issue decision, Instant at) {
        Client client = clients.find(pending.client().orElseThrow())
                .filter(Client::isActive)
                .orElseThrow(() -> OAuthException.invalidRequest("the application is unknown here")
                        .refusedBy("unknown-client"));
        Issuance issuance = new Issuance.ToWaitingClient(client, origin, decision, at);
        Grant grant = rows.grant(issuance, narrowing.narrow(issuance, Optional.empty()));
        return store.resolve(pending.id(), new Resolution.Approved(grant), at);
    }

    @Override
    public ResolveOutcome deny(Redeemable pending, Instant at) {
        return store.resolve(pending.id(), new Resolution.Denied(), at);
    }

    /** Told apart from the digests of all other codes, whatever those look like. */
    private static Digest digest(UserCode userCode) {
        return Digest.of(("user code\n" + userCode.shown()).getBytes(StandardCharsets.UTF_8));
    }
}
