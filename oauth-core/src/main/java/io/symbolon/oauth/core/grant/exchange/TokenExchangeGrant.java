// SPDX-License-Identifier: Apache-2.0
package io.symbolon.oauth.core.grant.exchange;

import io.symbolon.oauth.api.Claims;
import io.symbolon.oauth.api.GrantId;
import io.symbolon.oauth.api.GrantType;
import io.symbolon.oauth.api.Issuer;
import io.symbolon.oauth.api.OAuthException;
import io.symbolon.oauth.api.Parameter;
import io.symbolon.oauth.api.ResourceUri;
import io.symbolon.oauth.api.Scopes;
import io.symbolon.oauth.api.Secret;
import io.symbolon.oauth.api.client.ClientType;
import io.symbolon.oauth.api.exchange.ExchangePermission;
import io.symbolon.oauth.api.exchange.ExchangedToken;
import io.symbolon.oauth.api.exchange.TokenExchange;
import io.symbolon.oauth.api.exchange.TokenExchangePolicy;
import io.symbolon.oauth.api.grant.Artifact;
import io.symbolon.oauth.api.grant.GrantDecision;
import io.symbolon.oauth.api.grant.GrantHandler;
import io.symbolon.oauth.api.grant.TokenRequest;
import io.symbolon.oauth.api.token.AccessToken;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Exchanges a token for another one that is good for less (RFC 8693): for the same subject, with or without saying who acts
 * for it; as the policy allows, and never for more scopes or resources, or for longer, than what was presented.
 */
final class TokenExchangeGrant implements GrantHandler {

    private static final Parameter<Secret> SUBJECT_TOKEN = Parameter.requiredSecret("subject_token");
    private static final Parameter<String> SUBJECT_TOKEN_TYPE =
            Parameter.required("subject_token_type", String::valueOf);
    private static final Parameter<Optional<Secret>> ACTOR_TOKEN = Parameter.optionalSecret("actor_token");
    private static final Parameter<Optional<String>> ACTOR_TOKEN_TYPE =
            Parameter.optional("actor_token_type", String::valueOf);
    private static final Parameter<Optional<String>> REQUESTED_TOKEN_TYPE =
            Parameter.optional("requested_token_type", String::valueOf);
    private static final Parameter<List<ResourceUri>> AUDIENCE =
            Parameter.repeatable("audience", ResourceUri::new).refusedAs(OAuthException::invalidTarget);

    private final PresentedTokens tokens;
    private final TokenExchangePolicy policy;
    private final Issuer self;

    @Inject
    TokenExchangeGrant(PresentedTokens tokens, TokenExchangePolicy policy, Issuer self) {
        this.tokens = tokens;
        this.policy = policy;
        this.self = self;
    }

    @Override
    public GrantType grantType() {
        return GrantType.TOKEN_EXCHANGE;
    }

    @Override
    public List<Parameter<?>> parameters() {
        return List.of(
                SUBJECT_TOKEN, SUBJECT_TOKEN_TYPE, ACTOR_TOKEN, ACTOR_TOKEN_TYPE, REQUESTED_TOKEN_TYPE, AUDIENCE);
    }

    // RFC 8693 §5: who exchanges must be known, or a stolen token buys others
    @Override
    public Set<ClientType> clientTypes() {
        return Set.of(ClientType.CONFIDENTIAL);
    }

    @Override
    public GrantDecision grant(TokenRequest request) {
        refuseOtherResults(request);
        PresentedTokens.Read subject =
                tokens.subject(request.get(SUBJECT_TOKEN), request.get(SUBJECT_TOKEN_TYPE), request);
        Optional<PresentedTokens.Read> actor = actor(request);
        TokenExchange exchange = new TokenExchange(
                request.client(),
                subject.token(),
                actor.map(PresentedTokens.Read::token),
                request.scopes(),
                targets(request, subject.token()));
        ExchangePermission permission = permission(exchange);
        GrantDecision.Issue issue = GrantDecision.Issue.to(
                        subject.token().subject(), narrowed(subject.token(), permission))
                .at(exchange.targets().isEmpty() ? subject.token().audience() : exchange.targets())
                .saying(Actors.claims(subject.token(), exchange.actorToken(), self))
                .under(permission.endsWithItsTokens() ? grantsOf(exchange) : List.of())
                .livingFor(remaining(exchange, request.receivedAt()))
                .answering(Claims.of(Map.of("issued_token_type", PresentedTokens.ACCESS_TOKEN)))
                .only(Artifact.ACCESS_TOKEN);
        issue = subject.once().map(issue::onlyOnce).orElse(issue);
        return actor.flatMap(PresentedTokens.Read::once).map(issue::onlyOnce).orElse(issue);
    }

    private static void refuseOtherResults(TokenRequest request) {
        if (!request.get(REQUESTED_TOKEN_TYPE)
                .orElse(PresentedTokens.ACCESS_TOKEN)
                .equals(PresentedTokens.ACCESS_TOKEN)) {
            throw PresentedTokens.refused(
                    "exchange-requested-token-type",
                    "the only requested_token_type is " + PresentedTokens.ACCESS_TOKEN);
        }
    }

    private Optional<PresentedTokens.Read> actor(TokenRequest request) {
        Optional<Secret> presented = request.get(ACTOR_TOKEN);
        Optional<String> type = request.get(ACTOR_TOKEN_TYPE);
        if (presented.isPresent() != type.isPresent()) {
            // RFC 8693 §2.1
            throw PresentedTokens.refused("exchange-actor-token-type", "actor_token and actor_token_type go together");
        }
        return presented.map(token -> tokens.actor(token, type.orElseThrow(), request));
    }

    /** The resources that the request names, which are among those of the subject token if it is narrowed to any. */
    private static Set<ResourceUri> targets(TokenRequest request, ExchangedToken subject) {
        Set<ResourceUri> audience = new LinkedHashSet<>(request.get(AUDIENCE));
        if (!audience.isEmpty() && !request.resources().isEmpty() && !audience.equals(request.resources())) {
            throw OAuthException.invalidTarget("name all targets by resource, or all by audience")
                    .refusedBy("exchange-targets-in-two-ways");
        }
        Set<ResourceUri> targets = audience.isEmpty() ? request.resources() : audience;
        if (!subject.audience().isEmpty() && !subject.audience().containsAll(targets)) {
            throw OAuthException.invalidTarget("a target is none of those that the subject token is for")
                    .refusedBy("exchange-target-beyond-token");
        }
        return targets;
    }

    private ExchangePermission permission(TokenExchange exchange) {
        if (!Actors.mayAct(exchange.subjectToken(), exchange.actorToken(), exchange.client(), self)) {
            throw PresentedTokens.refused(
                    "exchange-may-not-act", "the subject token names another one who may act for its subject");
        }
        return policy.decide(exchange)
                .orElseThrow(() -> PresentedTokens.refused(
                        "exchange-not-allowed", "this client may not exchange this token, or not for this actor"));
    }

    private static Scopes narrowed(ExchangedToken subject, ExchangePermission permission) {
        Scopes scopes = subject.scopes().intersect(permission.scopes());
        if (scopes.isEmpty() && !subject.scopes().isEmpty()) {
            throw OAuthException.invalidScope("none of the subject token's scopes may be exchanged")
                    .refusedBy("exchange-no-scope-left");
        }
        return scopes;
    }

    /** Those of both tokens; with its own, a token lives under a few at most, so nothing is exchanged for ever. */
    private static List<GrantId> grantsOf(TokenExchange exchange) {
        Set<GrantId> grants = new LinkedHashSet<>(exchange.subjectToken().grants());
        exchange.actorToken().ifPresent(actor -> grants.addAll(actor.grants()));
        if (grants.size() >= AccessToken.MAX_GRANTS) {
            throw PresentedTokens.refused("exchange-too-often", "the subject token was exchanged too often already");
        }
        return new ArrayList<>(grants);
    }

    /** RFC 8693 §2.2.1 leaves it open; a token that outlives what it came from would be a way to keep it. */
    private static Duration remaining(TokenExchange exchange, Instant at) {
        Instant end = exchange.subjectToken().expiresAt();
        if (exchange.actorToken().isPresent()
                && exchange.actorToken().get().expiresAt().isBefore(end)) {
            end = exchange.actorToken().get().expiresAt();
        }
        // a trusted issuer's clock may be a little behind
        return end.isAfter(at) ? Duration.between(at, end) : Duration.ofSeconds(1);
    }
}
