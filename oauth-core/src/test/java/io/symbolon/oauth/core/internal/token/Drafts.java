// SPDX-License-Identifier: Apache-2.0
package io.symbolon.oauth.core.internal.token;

import io.symbolon.oauth.api.Claims;
import io.symbolon.oauth.api.ClientId;
import io.symbolon.oauth.api.GrantId;
import io.symbolon.oauth.api.GrantType;
import io.symbolon.oauth.api.ResourceUri;
import io.symbolon.oauth.api.Scopes;
import io.symbolon.oauth.api.SenderKey;
import io.symbolon.oauth.api.Subject;
import io.symbolon.oauth.api.token.AccessTokenDraft;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** A draft of an access token for alice, to be varied. */
final class Drafts {

    private final TokenGenerator generator = new TokenGenerator();
    private final GrantId grant = generator.newGrantId();

    private Subject subject = Subject.ofAccount("alice");
    private List<GrantId> grants = List.of(grant);
    private Set<ResourceUri> audience = Set.of(new ResourceUri("https://api.example/photos"));
    private Optional<SenderKey> senderKey = Optional.empty();
    private Claims claims = Claims.none();
    private Duration lifetime = Duration.ofMinutes(10);

    Drafts speakingFor(Subject whom) {
        subject = whom;
        return this;
    }

    Drafts under(GrantId... itsGrants) {
        grants = List.of(itsGrants);
        return this;
    }

    Drafts narrowedTo(String... resources) {
        audience = Arrays.stream(resources).map(ResourceUri::new).collect(Collectors.toUnmodifiableSet());
        return this;
    }

    Drafts boundTo(SenderKey key) {
        senderKey = Optional.of(key);
        return this;
    }

    Drafts saying(Claims what) {
        claims = what;
        return this;
    }

    Drafts livingFor(Duration duration) {
        lifetime = duration;
        return this;
    }

    AccessTokenDraft at(Instant issuedAt) {
        return new AccessTokenDraft(
                generator.newToken(grant.tag()),
                new ClientId("app"),
                subject,
                Scopes.parse("photos.read photos.write"),
                audience,
                grants,
                GrantType.AUTHORIZATION_CODE,
                senderKey,
                claims,
                issuedAt,
                issuedAt.plus(lifetime),
                issuedAt.plus(lifetime));
    }
}
