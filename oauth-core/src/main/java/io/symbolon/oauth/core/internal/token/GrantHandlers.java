// SPDX-License-Identifier: Apache-2.0
package io.symbolon.oauth.core.internal.token;

import io.symbolon.oauth.api.GrantType;
import io.symbolon.oauth.api.grant.GrantHandler;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** The installed grant handlers, one for each grant type. */
@Singleton
public final class GrantHandlers {

    private final Map<GrantType, GrantHandler> byType = new LinkedHashMap<>();

    @Inject
    GrantHandlers(Set<GrantHandler> handlers) {
        for (GrantHandler handler : handlers) {
            GrantHandler other = byType.put(handler.grantType(), handler);
            if (other != null) {
                throw new IllegalArgumentException("two handlers are installed for the grant type "
                        + handler.grantType() + ": " + other.getClass().getName() + " and "
                        + handler.getClass().getName());
            }
        }
    }

    public Optional<GrantHandler> find(GrantType grantType) {
        return Optional.ofNullable(byType.get(grantType));
    }

    /** All of them. */
    public List<GrantHandler> all() {
        return List.copyOf(byType.values());
    }
}
