// SPDX-License-Identifier: Apache-2.0
package io.symbolon.oauth.core.internal.token;

import io.symbolon.oauth.api.Claims;
import io.symbolon.oauth.api.OAuthException;
import io.symbolon.oauth.api.Secret;
import io.symbolon.oauth.api.event.OAuthEvent;
import io.symbolon.oauth.api.grant.Artifact;
import io.symbolon.oauth.api.grant.Contribution;
import io.symbolon.oauth.api.grant.GrantDecision;
import io.symbolon.oauth.api.grant.Spent;
import io.symbolon.oauth.api.grant.TokenContributor;
import io.symbolon.oauth.api.store.Commit;
import io.symbolon.oauth.api.store.TokenStore;
import io.symbolon.oauth.api.token.CommitId;
import io.symbolon.oauth.api.token.Grant;
import io.symbolon.oauth.api.token.MintedAccessToken;
import io.symbolon.oauth.api.token.Redeemable;
import io.symbolon.oauth.core.internal.event.EventDispatcher;
import io.symbolon.oauth.core.internal.token.Narrowing.Narrowed;
import io.symbolon.oauth.core.internal.token.RefreshPolicy.Handout;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Carries a decision to issue out: narrows it, mints everything in memory, and writes it in one atomic commit whose outcome
 * decides. Only what was committed is ever answered.
 */
@Singleton
public final class TokenIssuer {

    private final Narrowing narrowing;
    private final RefreshPolicy refresh;
    private final TokenGenerator generator;
    private final AccessTokenMint mint;
    private final GrantRows rows;
    private final Set<TokenContributor> contributors;
    private final TokenStore store;
    private final Families families;
    private final EventDispatcher events;

    @Inject
    TokenIssuer(
            Narrowing narrowing,
            RefreshPolicy refresh,
            TokenGenerator generator,
            AccessTokenMint mint,
            GrantRows rows,
            Set<TokenContributor> contributors,
            TokenStore store,
            Families families,
            EventDispatcher events) {
        this.narrowing = narrowing;
        this.refresh = refresh;
        this.generator = generator;
        this.mint = mint;
        this.rows = rows;
        this.contributors = contributors;
        this.store = store;
        this.families = families;
        this.events = events;
    }

    /**
     * Issues and commits.
     *
     * @return empty if another request rotated the refresh token first: then the grant handler is to decide again
     * @throws OAuthException if the decision grants nothing to this client, or what it spends is gone
     */
    public Optional<Issued> issue(Issuance issuance) {
        GrantDecision.Issue decision = issuance.decision();
        Spending.refuseForeign(issuance);
        Optional<Grant> existing = decision.spent().flatMap(Spending::grantOf);
        Narrowed narrowed = narrowing.narrow(issuance, existing);
        CommitId commit = generator.newCommitId();
        Optional<Grant> opened = existing.isPresent() || !decision.subject().isAccount()
                ? Optional.empty()
                : Optional.of(rows.grant(issuance, narrowed));
        Optional<Grant> grant = existing.or(() -> opened);

        Optional<Handout> handout = handout(issuance, grant, commit);
        Optional<Redeemable> codeRow = Optional.empty();
        Optional<Secret> code = Optional.empty();
        if (decision.artifacts().contains(Artifact.AUTHORIZATION_CODE)) {
            code = Optional.of(generator.newToken(grant.orElseThrow().id().tag()));
            codeRow = Optional.of(rows.code(issuance, narrowed, grant.get().id(), code.get()));
        }
        Optional<MintedAccessToken> accessToken = decision.artifacts().contains(Artifact.ACCESS_TOKEN)
                ? Optional.of(mint.accessToken(issuance, narrowed, grant))
                : Optional.empty();
        Claims members = contributions(issuance, code, accessToken.map(MintedAccessToken::value));

        Commit all = new Commit(
                commit,
                issuance.at(),
                decision.spent().map(spent -> Spending.spend(spent, grant, handout)),
                opened.map(inserted ->
                        handout.map(first -> inserted.with(first.row())).orElse(inserted)),
                codeRow.map(List::of).orElse(List.of()),
                accessToken
                        .filter(minted -> minted.storage() == MintedAccessToken.Storage.STORED)
                        .map(minted -> List.of(minted.token()))
                        .orElse(List.of()));
        Issued issued = new Issued(
                code,
                accessToken.map(MintedAccessToken::value),
                handout.map(Handout::value),
                narrowed.scopes(),
                accessToken
                        .map(minted ->
                                Duration.between(issuance.at(), minted.token().expiresAt()))
                        .orElse(Duration.ZERO),
                members);
        return store.commit(all)
                .fold(
                        () -> {
                            announce(issuance, issued, grant, narrowed, handout);
                            return Optional.of(issued);
                        },
                        spent -> {
                            spent.by()
                                    .or(() -> grant.map(Grant::id))
                                    .ifPresent(family -> families.replayed(
                                            family,
                                            issuance.client().clientId(),
                                            "redeemable-spent-twice",
                                            issuance.at()));
                            throw Spending.gone("already-spent");
                        },
                        superseded -> Optional.empty(),
                        () -> {
                            throw Spending.gone("expired-or-revoked-meanwhile");
                        });
    }

    private Optional<Handout> handout(Issuance issuance, Optional<Grant> grant, CommitId commit) {
        Optional<Spent> spent = issuance.decision().spent();
        if (spent.isPresent() && spent.get() instanceof Spent.OfRefreshToken refreshToken) {
            return Optional.of(refresh.next(refreshToken.presented(), issuance.client(), commit, issuance.at()));
        }
        return refresh.wantsFirst(issuance)
                ? grant.map(it -> refresh.first(it, issuance.senderKey(), commit, issuance.at()))
                : Optional.empty();
    }

    private Claims contributions(Issuance issuance, Optional<Secret> code, Optional<Secret> accessToken) {
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

    private void announce(
            Issuance issuance, Issued issued, Optional<Grant> grant, Narrowed narrowed, Optional<Handout> handout) {
        if (!events.isHeard()) {
            return;
        }
        if (issued.accessToken().isPresent()) {
            events.publish(new OAuthEvent.TokensIssued(
                    issuance.at(),
                    issuance.client().clientId(),
                    issuance.decision().subject(),
                    issuance.origin(),
                    grant.map(Grant::id),
                    narrowed.scopes(),
                    narrowed.audience()));
        }
        if (issued.code().isPresent()) {
            events.publish(new OAuthEvent.AuthorizationCodeIssued(
                    issuance.at(),
                    issuance.client().clientId(),
                    issuance.decision().subject(),
                    grant.orElseThrow().id(),
                    narrowed.scopes()));
        }
        handout.filter(Handout::repeated)
                .ifPresent(repeat -> events.publish(new OAuthEvent.RefreshRepeated(
                        issuance.at(),
                        issuance.client().clientId(),
                        grant.orElseThrow().id(),
                        repeat.row().repeats())));
    }
}
