// SPDX-License-Identifier: Apache-2.0
package io.symbolon.oauth.core.internal.endpoint;

import io.symbolon.oauth.api.client.Client;
import io.symbolon.oauth.api.token.AccessToken;

/** Who may ask about an access token: its own client, and the resource servers that it is for (RFC 7662 §4). */
final class IntrospectionRights {

    boolean mayAsk(Client asking, AccessToken token) {
        return token.client().equals(asking.clientId()) || isServerOf(asking, token);
    }

    boolean isServerOf(Client asking, AccessToken token) {
        return asking.isIntrospectingEveryToken() || token.audience().stream().anyMatch(asking.serves()::contains);
    }
}
