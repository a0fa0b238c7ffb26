// SPDX-License-Identifier: Apache-2.0
package io.symbolon.oauth.core.internal.authorization;

import io.symbolon.oauth.api.ResponseType;
import io.symbolon.oauth.api.grant.ResponseTypeHandler;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** The installed response type handlers, one for each response type. */
@Singleton
final class ResponseTypeHandlers {

    private final Map<ResponseType, ResponseTypeHandler> byType = new LinkedHashMap<>();

    @Inject
    ResponseTypeHandlers(Set<ResponseTypeHandler> handlers) {
        for (ResponseTypeHandler handler : handlers) {
            ResponseTypeHandler other = byType.put(handler.responseType(), handler);
            if (other != null) {
                throw new IllegalArgumentException("two handlers are installed for the response type "
                        + handler.responseType() + ": " + other.getClass().getName() + " and "
                        + handler.getClass().getName());
            }
        }
    }

    Optional<ResponseTypeHandler> find(ResponseType responseType) {
        return Optional.ofNullable(byType.get(responseType));
    }

    List<String> names() {
        return byType.keySet().stream().map(ResponseType::value).sorted().toList();
    }
}
