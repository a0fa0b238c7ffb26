// SPDX-License-Identifier: Apache-2.0
package io.symbolon.oauth.core.internal.token;

import io.symbolon.oauth.api.GrantType;
import io.symbolon.oauth.api.OAuthException;
import io.symbolon.oauth.api.Secret;
import io.symbolon.oauth.api.SenderKey;
import io.symbolon.oauth.api.client.Client;
import io.symbolon.oauth.api.grant.Artifact;
import io.symbolon.oauth.api.token.CommitId;
import io.symbolon.oauth.api.token.Grant;
import io.symbolon.oauth.api.token.PresentedRefreshToken;
import io.symbolon.oauth.api.token.RefreshToken;
import io.symbolon.oauth.core.settings.RefreshTokenRotation;
import io.symbolon.oauth.core.settings.Settings;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;

/**
 * Which refresh token a response carries: a first one, the successor of the one that was presented, the same successor
 * once more, or the same token again where the policy does not rotate (RFC 6749 §6, RFC 9700 §4.14.2).
 */
final class RefreshPolicy {

    /**
     * A refresh token for a response, with the row that makes it current.
     *
     * @param value what the client gets
     * @param row what the grant holds afterwards
     * @param repeated whether it was handed out before
     */
    record Handout(Secret value, RefreshToken row, boolean repeated) {}

    private static final Duration WORTH_WRITING = Duration.ofMinutes(1);

    private final RefreshTokens refreshTokens;
    private final GrantHandlers handlers;
    private final Settings settings;

    @Inject
    RefreshPolicy(RefreshTokens refreshTokens, GrantHandlers handlers, Settings settings) {
        this.refreshTokens = refreshTokens;
        this.handlers = handlers;
        this.settings = settings;
    }

    /** Whether the decision opens a grant that can be refreshed. */
    boolean isRefreshable(Issuance issuance) {
        Set<Artifact> artifacts = issuance.decision().artifacts();
        return (artifacts.contains(Artifact.REFRESH_TOKEN) || artifacts.contains(Artifact.AUTHORIZATION_CODE))
                && issuance.decision().subject().isAccount()
                && issuance.client().grantTypes().contains(GrantType.REFRESH_TOKEN)
                && handlers.find(GrantType.REFRESH_TOKEN).isPresent();
    }

    /** Whether the response carries a first refresh token; one through the browser never does (RFC 6749 §4.2.2). */
    boolean wantsFirst(Issuance issuance) {
        return issuance.decision().artifacts().contains(Artifact.REFRESH_TOKEN)
                && !(issuance instanceof Issuance.ToRedirectUri)
                && isRefreshable(issuance);
    }

    /** The first refresh token of a grant. */
    Handout first(Grant grant, Optional<SenderKey> senderKey, CommitId commit, Instant at) {
        MintedRefreshToken minted = refreshTokens.first(grant.id());
        return new Handout(minted.value(), row(minted, grant, senderKey, commit, at), false);
    }

    /** What the holder of this refresh token gets. */
    Handout next(PresentedRefreshToken presented, Client client, CommitId commit, Instant at) {
        Grant grant = presented.grant();
        RefreshToken current = grant.refreshToken().orElseThrow();
        ParsedRefreshToken parsed = refreshTokens.read(presented);
        return switch (presented.standing()) {
            case CURRENT ->
                rotates(client)
                        ? rotated(parsed, grant, current, commit, at)
                        : new Handout(presented.value(), extended(current, grant, at), false);
            case REPEATED -> repeated(parsed, current);
            case REUSED -> throw refused("refresh-token-reused");
        };
    }

    private Handout rotated(ParsedRefreshToken parsed, Grant grant, RefreshToken current, CommitId commit, Instant at) {
        MintedRefreshToken successor = refreshTokens.successorOf(parsed, commit);
        return new Handout(successor.value(), row(successor, grant, current.senderKey(), commit, at), false);
    }

    private Handout repeated(ParsedRefreshToken parsed, RefreshToken current) {
        if (current.repeats() >= settings.refreshRepeats()) {
            throw refused("refresh-repeats-exhausted");
        }
        MintedRefreshToken again = refreshTokens
                .deriveAgain(parsed, current.issuedBy(), current.derivedWith())
                .orElseThrow(() -> refused("refresh-successor-key-destroyed"));
        return new Handout(again.value(), current.repeated(), true);
    }

    private RefreshToken row(
            MintedRefreshToken minted, Grant grant, Optional<SenderKey> senderKey, CommitId commit, Instant at) {
        return new RefreshToken(
                minted.digest(),
                minted.generation(),
                senderKey,
                commit,
                minted.derivedWith(),
                0,
                at,
                usableUntil(grant, at));
    }

    /** The same token, usable longer; unchanged where that would gain less than a minute, which spares a write. */
    private RefreshToken extended(RefreshToken current, Grant grant, Instant at) {
        Instant until = usableUntil(grant, at);
        if (until.isBefore(current.expiresAt().plus(WORTH_WRITING))) {
            return current;
        }
        return new RefreshToken(
                current.digest(),
                current.generation(),
                current.senderKey(),
                current.issuedBy(),
                current.derivedWith(),
                current.repeats(),
                current.issuedAt(),
                until);
    }

    private Instant usableUntil(Grant grant, Instant at) {
        Instant sliding = at.plus(settings.refreshTokenSlidingLifetime());
        return sliding.isBefore(grant.expiresAt()) ? sliding : grant.expiresAt();
    }

    private boolean rotates(Client client) {
        return settings.refreshTokenRotation() == RefreshTokenRotation.ALWAYS
                || (settings.refreshTokenRotation() == RefreshTokenRotation.PUBLIC_CLIENTS && client.isPublic());
    }

    private static OAuthException refused(String rule) {
        return OAuthException.invalidGrant("the refresh token is not valid any more")
                .refusedBy(rule);
    }
}
