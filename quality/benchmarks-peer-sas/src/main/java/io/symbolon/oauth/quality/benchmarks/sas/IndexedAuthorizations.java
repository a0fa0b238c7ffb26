// SPDX-License-Identifier: Apache-2.0
package io.symbolon.oauth.quality.benchmarks.sas;

import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReferenceArray;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.security.oauth2.core.OAuth2AccessToken;
import org.springframework.security.oauth2.core.OAuth2RefreshToken;
import org.springframework.security.oauth2.server.authorization.OAuth2Authorization;
import org.springframework.security.oauth2.server.authorization.OAuth2AuthorizationCode;
import org.springframework.security.oauth2.server.authorization.OAuth2AuthorizationService;
import org.springframework.security.oauth2.server.authorization.OAuth2TokenType;

/**
 * The quickest store that the peer can be given: its own one in memory reads through everything for each token, so that only
 * itself would be measured. Here the value of a token leads to its authorization, and of the authorizations the newest are
 * kept.
 */
final class IndexedAuthorizations implements OAuth2AuthorizationService {

    private static final int KEPT = 50_000;

    private final Map<String, OAuth2Authorization> authorizations = new ConcurrentHashMap<>();
    private final Map<String, String> identifiers = new ConcurrentHashMap<>();
    private final AtomicReferenceArray<@Nullable String> newest = new AtomicReferenceArray<>(KEPT);
    private final AtomicLong saved = new AtomicLong();

    @Override
    public void save(OAuth2Authorization authorization) {
        OAuth2Authorization before = authorizations.put(authorization.getId(), authorization);
        List<String> values = values(authorization);
        if (before == null) {
            forget(newest.getAndSet((int) (saved.getAndIncrement() % KEPT), authorization.getId()));
        } else {
            values(before).stream().filter(value -> !values.contains(value)).forEach(identifiers::remove);
        }
        values.forEach(value -> identifiers.put(value, authorization.getId()));
    }

    private void forget(@Nullable String oldest) {
        OAuth2Authorization forgotten = oldest == null ? null : authorizations.remove(oldest);
        if (forgotten != null) {
            values(forgotten).forEach(identifiers::remove);
        }
    }

    @Override
    public void remove(OAuth2Authorization authorization) {
        authorizations.remove(authorization.getId());
        values(authorization).forEach(identifiers::remove);
    }

    @Override
    public @Nullable OAuth2Authorization findById(String id) {
        return authorizations.get(id);
    }

    @Override
    public @Nullable OAuth2Authorization findByToken(String token, @Nullable OAuth2TokenType type) {
        String id = identifiers.get(token);
        return id == null ? null : authorizations.get(id);
    }

    private static List<String> values(OAuth2Authorization authorization) {
        return Stream.of(OAuth2AuthorizationCode.class, OAuth2AccessToken.class, OAuth2RefreshToken.class)
                .map(authorization::getToken)
                .filter(Objects::nonNull)
                .map(token -> token.getToken().getTokenValue())
                .toList();
    }
}
