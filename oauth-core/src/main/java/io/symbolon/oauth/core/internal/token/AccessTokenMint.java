// SPDX-License-Identifier: Apache-2.0
package io.symbolon.oauth.core.internal.token;

import io.symbolon.oauth.api.AuthenticationContext;
import io.symbolon.oauth.api.Claims;
import io.symbolon.oauth.api.GrantId;
import io.symbolon.oauth.api.grant.GrantDecision;
import io.symbolon.oauth.api.token.AccessTokenDraft;
import io.symbolon.oauth.api.token.AccessTokenFormat;
import io.symbolon.oauth.api.token.Grant;
import io.symbolon.oauth.api.token.MintedAccessToken;
import io.symbolon.oauth.core.internal.token.Narrowing.Narrowed;
import io.symbolon.oauth.core.settings.Settings;
import jakarta.inject.Inject;
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

/** Mints access tokens in the format that was chosen. */
final class AccessTokenMint {

    /** How long rows outlive their use: what two nodes' clocks may differ, and more. */
    private static final Duration MARGIN = Duration.ofMinutes(1);

    private final Map<String, AccessTokenFormat> formats;
    private final TokenGenerator generator;
    private final Settings settings;

    @Inject
    AccessTokenMint(Set<AccessTokenFormat> formats, TokenGenerator generator, Settings settings) {
        this.formats = formats.stream().collect(Collectors.toMap(AccessTokenFormat::name, Function.identity()));
        this.generator = generator;
        this.settings = settings;
    }

    MintedAccessToken accessToken(Issuance issuance, Narrowed narrowed, Optional<Grant> grant) {
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
        return format.mint(new AccessTokenDraft(
                grant.isPresent() ? generator.newToken(grant.get().id().tag()) : generator.newToken(),
                issuance.client().clientId(),
                decision.subject(),
                narrowed.scopes(),
                narrowed.audience(),
                grants(decision, grant),
                grant.map(Grant::origin).orElse(issuance.origin()),
                issuance.senderKey(),
                claims(decision, grant),
                issuance.at(),
                expiresAt,
                expiresAt.plus(MARGIN)));
    }

    private static List<GrantId> grants(GrantDecision.Issue decision, Optional<Grant> grant) {
        if (grant.isEmpty()) {
            return decision.parents();
        }
        List<GrantId> grants = new ArrayList<>();
        grants.add(grant.get().id());
        grants.addAll(decision.parents());
        return grants;
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
}
