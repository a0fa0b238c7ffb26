// SPDX-License-Identifier: Apache-2.0
package io.symbolon.oauth.core.internal.authorization;

import io.symbolon.oauth.api.ResponseMode;
import io.symbolon.oauth.api.ResponseType;
import io.symbolon.oauth.api.grant.Artifact;
import io.symbolon.oauth.api.grant.ResponseTypeHandler;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

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

    /** Where the answer to a request for these response types stands; one that cannot be answered gets its error in the query. */
    ResponseMode modeOf(List<String> requested) {
        if (requested.size() == 1) {
            for (ResponseTypeHandler handler : byType.values()) {
                if (handler.responseType().value().equals(requested.get(0))) {
                    return modeOf(handler);
                }
            }
        }
        return ResponseMode.QUERY;
    }

    /** Where the handler's answers stand: whatever is more than a code is kept from the client's server and its logs. */
    static ResponseMode modeOf(ResponseTypeHandler handler) {
        return handler.artifacts().equals(Set.of(Artifact.AUTHORIZATION_CODE))
                ? ResponseMode.QUERY
                : ResponseMode.FRAGMENT;
    }

    /** The modes that are in use. */
    List<String> modes() {
        return Stream.concat(
                        Stream.of(ResponseMode.QUERY), byType.values().stream().map(ResponseTypeHandlers::modeOf))
                .distinct()
                .map(mode -> mode.name().toLowerCase(Locale.ROOT))
                .toList();
    }

    List<String> names() {
        return byType.keySet().stream().map(ResponseType::value).sorted().toList();
    }
}
