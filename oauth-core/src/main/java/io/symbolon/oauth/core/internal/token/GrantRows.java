// SPDX-License-Identifier: Apache-2.0
package io.symbolon.oauth.core.internal.token;

import io.symbolon.oauth.api.Claims;
import io.symbolon.oauth.api.GrantId;
import io.symbolon.oauth.api.Secret;
import io.symbolon.oauth.api.grant.GrantDecision;
import io.symbolon.oauth.api.token.Grant;
import io.symbolon.oauth.api.token.Redeemable;
import io.symbolon.oauth.api.token.RedeemableKind;
import io.symbolon.oauth.core.internal.token.Narrowing.Narrowed;
import io.symbolon.oauth.core.settings.Settings;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** The rows of a new grant and of its code. */
final class GrantRows {

    /** How long a code is remembered, so that its replay ends the family. */
    private static final Duration CODE_MEMORY = Duration.ofHours(24);

    private final TokenGenerator generator;
    private final Digests digests;
    private final RefreshPolicy refresh;
    private final Settings settings;

    @Inject
    GrantRows(TokenGenerator generator, Digests digests, RefreshPolicy refresh, Settings settings) {
        this.generator = generator;
        this.digests = digests;
        this.refresh = refresh;
        this.settings = settings;
    }

    Grant grant(Issuance issuance, Narrowed narrowed) {
        GrantDecision.Issue decision = issuance.decision();
        Duration life = refresh.isRefreshable(issuance)
                ? settings.refreshTokenAbsoluteLifetime()
                : settings.authorizationCodeLifetime();
        Instant expiresAt = issuance.at().plus(life);
        boolean narrowedByResource = !decision.resources().isEmpty()
                || !issuance.requestedResources().isEmpty();
        return new Grant(
                generator.newGrantId(),
                issuance.client().clientId(),
                decision.subject(),
                narrowed.scopes(),
                narrowedByResource ? narrowed.audience() : Set.of(),
                issuance.origin(),
                decision.authentication(),
                decision.claims(),
                Optional.empty(),
                issuance.at(),
                expiresAt,
                expiresAt.plus(longestAccess()).plus(CODE_MEMORY),
                Optional.empty());
    }

    Redeemable code(Issuance issuance, Narrowed narrowed, GrantId grant, Secret code) {
        if (!(issuance instanceof Issuance.ToRedirectUri authorization)) {
            throw new IllegalStateException("codes are issued at the authorization endpoint only");
        }
        Instant expiresAt = issuance.at().plus(settings.authorizationCodeLifetime());
        Claims attributes = authorization
                .request()
                .nonce()
                .map(nonce -> Claims.of(Map.of("nonce", nonce)))
                .orElse(Claims.none());
        return new Redeemable(
                digests.of(code),
                RedeemableKind.AUTHORIZATION_CODE,
                Optional.of(issuance.client().clientId()),
                Optional.of(grant),
                narrowed.scopes(),
                issuance.requestedResources(),
                authorization.request().redirectUriPresented()
                        ? Optional.of(authorization.request().redirectUri().uri())
                        : Optional.empty(),
                authorization.request().codeChallenge(),
                Optional.empty(),
                attributes,
                Optional.empty(),
                Redeemable.State.READY,
                issuance.at(),
                expiresAt,
                expiresAt.plus(CODE_MEMORY));
    }

    private Duration longestAccess() {
        Duration stored = settings.accessTokenLifetime();
        Duration selfContained = settings.selfContainedAccessTokenLifetime();
        return stored.compareTo(selfContained) > 0 ? stored : selfContained;
    }
}
