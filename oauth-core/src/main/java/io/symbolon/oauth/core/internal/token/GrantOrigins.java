// SPDX-License-Identifier: Apache-2.0
package io.symbolon.oauth.core.internal.token;

import io.symbolon.oauth.api.GrantType;
import io.symbolon.oauth.api.grant.GrantHandler;
import io.symbolon.oauth.api.grant.GrantOrigin;
import io.symbolon.oauth.api.grant.ResponseTypeHandler;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** All that opens grants: at the token endpoint, or, by a response type, at the authorization endpoint. */
@Singleton
public final class GrantOrigins {

    private final List<GrantOrigin> all = new ArrayList<>();
    private final Map<GrantType, GrantOrigin> byType = new LinkedHashMap<>();

    @Inject
    GrantOrigins(Set<ResponseTypeHandler> responseTypes, Set<GrantHandler> handlers) {
        all.addAll(responseTypes);
        all.addAll(handlers);
        // the handler has the last word on a grant that it has both of
        all.forEach(origin -> byType.put(origin.grantType(), origin));
    }

    /** What opens grants under this grant type. */
    public Optional<GrantOrigin> find(GrantType grantType) {
        return Optional.ofNullable(byType.get(grantType));
    }

    /** The grant types, as names on the wire. */
    public List<String> names() {
        return byType.keySet().stream().map(GrantType::value).sorted().toList();
    }

    /** Those that OAuth 2.1 leaves out. */
    public List<GrantOrigin> legacy() {
        return all.stream().filter(GrantOrigin::isLegacy).toList();
    }
}
