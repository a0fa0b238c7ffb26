// SPDX-License-Identifier: Apache-2.0
package io.symbolon.oauth.core.internal.token;

import io.symbolon.oauth.api.AuthenticationContext;
import io.symbolon.oauth.api.Claims;
import io.symbolon.oauth.api.Digest;
import io.symbolon.oauth.api.GrantId;
import io.symbolon.oauth.api.OAuthException;
import io.symbolon.oauth.api.Secret;
import io.symbolon.oauth.api.SenderKey;
import io.symbolon.oauth.api.event.OAuthEvent;
import io.symbolon.oauth.api.grant.Artifact;
import io.symbolon.oauth.api.grant.Contribution;
import io.symbolon.oauth.api.grant.GrantDecision;
import io.symbolon.oauth.api.grant.Spent;
import io.symbolon.oauth.api.grant.TokenContributor;
import io.symbolon.oauth.api.store.Commit;
import io.symbolon.oauth.api.store.TokenStore;
import io.symbolon.oauth.api.token.AccessTokenDraft;
import io.symbolon.oauth.api.token.AccessTokenFormat;
import io.symbolon.oauth.api.token.CommitId;
import io.symbolon.oauth.api.token.Grant;
import io.symbolon.oauth.api.token.MintedAccessToken;
import io.symbolon.oauth.api.token.Redeemable;
import io.symbolon.oauth.api.token.RedeemableKind;
import io.symbolon.oauth.api.token.Spend;
import io.symbolon.oauth.core.Settings;
import io.symbolon.oauth.core.internal.engine.EventDispatcher;
import io.symbolon.oauth.core.internal.token.Narrowing.Narrowed;
import io.symbolon.oauth.core.internal.token.RefreshPolicy.Handout;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * Carries a decision to issue out: narrows it, mints everything in memory, and writes it in one atomic commit whose outcome
 * decides. Only what was committed is ever answered.
 */
@Singleton
public final class TokenIssuer {

    /** How long rows outlive their use: what two nodes' clocks may differ, and more. */
    private static final Duration MARGIN = Duration.ofMinutes(1);
    /** How long a code is remembered, so that its replay ends the family. */
    private static final Duration CODE_MEMORY = Duration.ofHours(24);

    private final Narrowing narrowing;
    private final RefreshPolicy refresh;
    private final TokenGenerator generator;
    private final Map<String, AccessTokenFormat> formats;
    private final Set<TokenContributor> contributors;
    private final TokenStore store;
    private final Families families;
    private final EventDispatcher events;
    private final Settings settings;

    @Inject
    TokenIssuer(
            Narrowing narrowing,
            RefreshPolicy refresh,
            TokenGenerator generator,
            Set<AccessTokenFormat> formats,
            Set<TokenContributor> contributors,
            TokenStore store,
            Families families,
            EventDispatcher events,
            Settings settings) {
        this.narrowing = narrowing;
        this.refresh = refresh;
        this.generator = generator;
        this.formats = formats.stream().collect(Collectors.toMap(AccessTokenFormat::name, Function.identity()));
        this.contributors = contributors;
        this.store = store;
        this.families = families;
        this.events = events;
        this.settings = settings;
    }

    /**
     * Issues and commits.
     *
     * @return empty if another request rotated the refresh token first: then the grant handler is to decide again
     * @throws OAuthException if the decision grants nothing to this client, or what it spends is gone
     */
    public Optional<Issued> issue(Issuance issuance) {
        GrantDecision.Issue decision = issuance.decision();
        refuseForeignSpending(issuance);
        Optional<Grant> existing = decision.spent().flatMap(TokenIssuer::grantOf);
        Narrowed narrowed = narrowing.narrow(issuance, existing);
        CommitId commit = generator.newCommitId();
        Optional<Grant> opened = existing.isPresent() || !decision.subject().isAccount()
                ? Optional.empty()
                : Optional.of(newGrant(issuance, narrowed));
        Optional<Grant> grant = existing.or(() -> opened);

        Optional<Handout> handout = handout(issuance, grant, commit);
        Optional<Redeemable> codeRow = Optional.empty();
        Optional<Secret> code = Optional.empty();
        if (decision.artifacts().contains(Artifact.AUTHORIZATION_CODE)) {
            code = Optional.of(generator.newToken(grant.orElseThrow().id().tag()));
            codeRow = Optional.of(codeRow(issuance, narrowed, grant.get().id(), code.get()));
        }
        Optional<MintedAccessToken> accessToken = decision.artifacts().contains(Artifact.ACCESS_TOKEN)
                ? Optional.of(mint(issuance, narrowed, grant))
                : Optional.empty();
        Claims members = contributions(issuance, code, accessToken.map(MintedAccessToken::value));

        Commit all = new Commit(
                commit,
                issuance.at(),
                decision.spent().map(spent -> spend(spent, grant, handout)),
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
                            throw gone("already-spent");
                        },
                        superseded -> Optional.empty(),
                        () -> {
                            throw gone("expired-or-revoked-meanwhile");
                        });
    }

    /** A code or token that is another client's is refused, whatever the handler says, and nothing is spent or revoked. */
    private static void refuseForeignSpending(Issuance issuance) {
        Optional<Spent> spent = issuance.decision().spent();
        if (spent.isEmpty()) {
            return;
        }
        boolean foreign = grantOf(spent.get())
                .filter(grant -> !grant.client().equals(issuance.client().clientId()))
                .isPresent();
        if (spent.get() instanceof Spent.OfRedeemable redeemable) {
            foreign |= redeemable
                    .presented()
                    .redeemable()
                    .client()
                    .filter(client -> !client.equals(issuance.client().clientId()))
                    .isPresent();
        }
        if (foreign) {
            throw gone("of-another-client");
        }
        Optional<SenderKey> bound = boundTo(spent.get());
        if (bound.isPresent() && !bound.equals(issuance.senderKey())) {
            throw gone("other-sender-key");
        }
    }

    private static Optional<SenderKey> boundTo(Spent spent) {
        if (spent instanceof Spent.OfRedeemable redeemable) {
            return redeemable.presented().redeemable().senderKey();
        }
        return grantOf(spent).flatMap(Grant::refreshToken).flatMap(token -> token.senderKey());
    }

    private static Optional<Grant> grantOf(Spent spent) {
        if (spent instanceof Spent.OfRedeemable redeemable) {
            return redeemable.presented().grant();
        }
        if (spent instanceof Spent.OfRefreshToken refreshToken) {
            return Optional.of(refreshToken.presented().grant());
        }
        throw new AssertionError(spent);
    }

    private Grant newGrant(Issuance issuance, Narrowed narrowed) {
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

    private Optional<Handout> handout(Issuance issuance, Optional<Grant> grant, CommitId commit) {
        Optional<Spent> spent = issuance.decision().spent();
        if (spent.isPresent() && spent.get() instanceof Spent.OfRefreshToken refreshToken) {
            return Optional.of(refresh.next(refreshToken.presented(), issuance.client(), commit, issuance.at()));
        }
        return refresh.wantsFirst(issuance)
                ? grant.map(it -> refresh.first(it, issuance.senderKey(), commit, issuance.at()))
                : Optional.empty();
    }

    private static Spend spend(Spent spent, Optional<Grant> grant, Optional<Handout> handout) {
        if (spent instanceof Spent.OfRedeemable redeemable) {
            boolean there = redeemable.presented().grant().isPresent();
            return new Spend.OfRedeemable(
                    redeemable.presented().redeemable().id(),
                    grant.orElseThrow().id(),
                    there ? handout.map(Handout::row) : Optional.empty());
        }
        if (spent instanceof Spent.OfRefreshToken refreshToken) {
            Grant presented = refreshToken.presented().grant();
            return new Spend.OfRefreshToken(
                    presented.id(),
                    presented.refreshToken().orElseThrow().digest(),
                    handout.orElseThrow().row());
        }
        throw new AssertionError(spent);
    }

    private Redeemable codeRow(Issuance issuance, Narrowed narrowed, GrantId grant, Secret code) {
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
                Digest.of(code),
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

    private MintedAccessToken mint(Issuance issuance, Narrowed narrowed, Optional<Grant> grant) {
        AccessTokenFormat format = formats.get(narrowed.format());
        if (format == null) {
            throw new IllegalStateException("no access token format '" + narrowed.format() + "' is installed");
        }
        GrantDecision.Issue decision = issuance.decision();
        Duration longest = narrowed.format().equals(OpaqueAccessTokenFormat.NAME)
                ? settings.accessTokenLifetime()
                : settings.selfContainedAccessTokenLifetime();
        Duration lifetime = decision.accessTokenLifetime()
                .filter(wanted -> wanted.compareTo(longest) < 0)
                .orElse(longest);
        Instant expiresAt = issuance.at().plus(lifetime);
        List<GrantId> grants = new ArrayList<>();
        grant.ifPresent(it -> grants.add(it.id()));
        grants.addAll(decision.parents());
        return format.mint(new AccessTokenDraft(
                generator.newToken(grant.map(it -> it.id().tag()).orElseGet(generator::newTag)),
                issuance.client().clientId(),
                decision.subject(),
                narrowed.scopes(),
                narrowed.audience(),
                grants,
                grant.map(Grant::origin).orElse(issuance.origin()),
                issuance.senderKey(),
                claims(decision, grant),
                issuance.at(),
                expiresAt,
                expiresAt.plus(MARGIN)));
    }

    /** RFC 9068 §2.2.1: how the resource owner was authenticated, beside what grant and decision say. */
    private static Claims claims(GrantDecision.Issue decision, Optional<Grant> grant) {
        Optional<AuthenticationContext> authentication =
                grant.flatMap(Grant::authentication).or(decision::authentication);
        Claims ofGrant = grant.map(Grant::claims).orElse(Claims.none());
        if (authentication.isEmpty() && ofGrant.isEmpty()) {
            return decision.claims();
        }
        Map<String, Object> all = new LinkedHashMap<>(ofGrant.asMap());
        all.putAll(decision.claims().asMap());
        authentication.ifPresent(context -> {
            all.put("auth_time", context.authenticatedAt().getEpochSecond());
            context.acr().ifPresent(acr -> all.put("acr", acr));
            if (!context.amr().isEmpty()) {
                all.put("amr", context.amr());
            }
        });
        return Claims.of(all);
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

    private Duration longestAccess() {
        Duration stored = settings.accessTokenLifetime();
        Duration selfContained = settings.selfContainedAccessTokenLifetime();
        return stored.compareTo(selfContained) > 0 ? stored : selfContained;
    }

    private static OAuthException gone(String rule) {
        return OAuthException.invalidGrant("what was presented is unknown, expired, revoked or was used before")
                .refusedBy(rule);
    }
}
