// SPDX-License-Identifier: Apache-2.0
package io.symbolon.oauth.core.internal.endpoint;

import io.symbolon.oauth.api.ClientAuthenticationMethod;
import io.symbolon.oauth.api.client.ClientAuthenticator;
import jakarta.inject.Inject;
import java.util.List;
import java.util.Set;

/** The names of the installed client authentication methods, for the metadata (RFC 8414 §2). */
final class AuthenticationMethodNames {

    private final List<String> all;

    @Inject
    AuthenticationMethodNames(Set<ClientAuthenticator> authenticators) {
        this.all = authenticators.stream()
                .map(each -> each.method().value())
                .sorted()
                .toList();
    }

    List<String> all() {
        return all;
    }

    /** Those that prove something. */
    List<String> proving() {
        return all.stream()
                .filter(name -> !name.equals(ClientAuthenticationMethod.NONE.value()))
                .toList();
    }
}
