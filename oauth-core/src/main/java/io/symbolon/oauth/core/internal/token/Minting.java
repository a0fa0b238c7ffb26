// SPDX-License-Identifier: Apache-2.0
package io.symbolon.oauth.core.internal.token;

import io.symbolon.oauth.api.Claims;
import io.symbolon.oauth.api.Secret;
import io.symbolon.oauth.api.grant.Artifact;
import io.symbolon.oauth.api.grant.Contribution;
import io.symbolon.oauth.api.grant.GrantDecision;
import io.symbolon.oauth.api.grant.Spent;
import io.symbolon.oauth.api.grant.TokenContributor;
import io.symbolon.oauth.api.store.Commit;
import io.symbolon.oauth.api.token.CommitId;
import io.symbolon.oauth.api.token.Grant;
import io.symbolon.oauth.api.token.MintedAccessToken;
import io.symbolon.oauth.api.token.Redeemable;
import io.symbolon.oauth.core.internal.token.Narrowing.Narrowed;
import io.symbolon.oauth.core.internal.token.RefreshPolicy.Handout;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Turns a decision into codes, tokens and the rows that go with them. */
final class Minting {

    private final Narrowing narrowing;
    private final TokenGenerator generator;
    private final GrantRows rows;
    private final RefreshPolicy refresh;
    private final AccessTokenMint accessTokens;
    private final Set<TokenContributor> contributors;

    @Inject
    Minting(
            Narrowing narrowing,
            TokenGenerator generator,
            GrantRows rows,
            RefreshPolicy refresh,
            AccessTokenMint accessTokens,
            Set<TokenContributor> contributors) {
        this.narrowing = narrowing;
        this.generator = generator;
        this.rows = rows;
        this.refresh = refresh;
        this.accessTokens = accessTokens;
        this.contributors = contributors;
    }

    Minted mint(Issuance issuance) {
        Optional<Grant> existing = issuance.decision().spent().flatMap(Spending::grantOf);
        Narrowed narrowed = narrowing.narrow(issuance, existing);
        Optional<Grant> opened = existing.isEmpty() && opensGrant(issuance)
                ? Optional.of(rows.grant(issuance, narrowed))
                : Optional.empty();
        Optional<Grant> grant = existing.or(() -> opened);
        CommitId id = generator.newCommitId();
        Optional<Handout> handout = handout(issuance, grant, id);
        Optional<Secret> code = wants(issuance, Artifact.AUTHORIZATION_CODE)
                ? Optional.of(generator.newToken(grant.orElseThrow().id().tag()))
                : Optional.empty();
        Optional<MintedAccessToken> accessToken = wants(issuance, Artifact.ACCESS_TOKEN)
                ? Optional.of(accessTokens.accessToken(issuance, narrowed, grant))
                : Optional.empty();
        List<Redeemable> codeRows = code.isPresent()
                ? List.of(rows.code(issuance, narrowed, grant.orElseThrow().id(), code.get()))
                : List.of();
        Commit commit = new Commit(
                id,
                issuance.at(),
                issuance.decision().spent().flatMap(spent -> Spending.spend(spent, grant, handout)),
                opened.map(row -> handout.map(first -> row.with(first.row())).orElse(row)),
                codeRows,
                accessToken
                        .filter(Minting::isStored)
                        .map(minted -> List.of(minted.token()))
                        .orElse(List.of()));
        Optional<Secret> accessTokenValue = accessToken.map(MintedAccessToken::value);
        Issued issued = new Issued(
                code,
                accessTokenValue,
                handout.map(Handout::value),
                narrowed.scopes(),
                accessToken.map(minted -> lifetime(issuance, minted)).orElse(Duration.ZERO),
                members(issuance, code, accessTokenValue));
        return new Minted(commit, issued, grant, narrowed, handout);
    }

    /** A resource owner's tokens have a family, and so has whatever is spent; a client's own tokens have none. */
    private static boolean opensGrant(Issuance issuance) {
        return issuance.decision().subject().isAccount()
                || issuance.decision().spent().isPresent();
    }

    private Optional<Handout> handout(Issuance issuance, Optional<Grant> grant, CommitId commit) {
        Optional<Spent> spent = issuance.decision().spent();
        if (spent.isPresent() && spent.get() instanceof Spent.OfRefreshToken refreshToken) {
            return Optional.of(refresh.next(refreshToken.presented(), issuance.client(), commit, issuance.at()));
        }
        return refresh.wantsFirst(issuance)
                ? grant.map(opened -> refresh.first(opened, issuance.senderKey(), commit, issuance.at()))
                : Optional.empty();
    }

    private Claims members(Issuance issuance, Optional<Secret> code, Optional<Secret> accessToken) {
        GrantDecision.Issue decision = issuance.decision();
        if (contributors.isEmpty()) {
            return decision.responseMembers();
        }
        Map<String, Object> members =
                new LinkedHashMap<>(decision.responseMembers().asMap());
        Contribution contribution = new Contribution(issuance.client(), decision, code, accessToken, issuance.at());
        contributors.forEach(contributor ->
                members.putAll(contributor.contribute(contribution).asMap()));
        return Claims.of(members);
    }

    private static boolean wants(Issuance issuance, Artifact artifact) {
        return issuance.decision().artifacts().contains(artifact);
    }

    private static boolean isStored(MintedAccessToken minted) {
        return minted.storage() == MintedAccessToken.Storage.STORED;
    }

    private static Duration lifetime(Issuance issuance, MintedAccessToken minted) {
        return Duration.between(issuance.at(), minted.token().expiresAt());
    }
}
