// SPDX-License-Identifier: Apache-2.0
package io.symbolon.oauth.core.internal.endpoint;

import io.symbolon.oauth.api.ClientAuthenticationMethod;
import io.symbolon.oauth.api.client.ClientAuthenticator;
import jakarta.inject.Inject;
import java.util.List;
import java.util.Set;
import java.util.function.BiConsumer;

/** The names of the installed client authentication methods, for the metadata (RFC 8414 §2). */
final class AuthenticationMethodNames {

    private final List<String> all;
    private final List<String> signingAlgorithms;

    @Inject
    AuthenticationMethodNames(Set<ClientAuthenticator> authenticators) {
        this.all = authenticators.stream()
                .map(each -> each.method().value())
                .sorted()
                .toList();
        this.signingAlgorithms = authenticators.stream()
                .flatMap(each -> each.signingAlgorithms().stream())
                .distinct()
                .sorted()
                .toList();
    }

    /** Adds what an endpoint accepts (RFC 8414 §2), with the prefix of its members. */
    void describe(String endpoint, List<String> methods, BiConsumer<String, List<String>> members) {
        members.accept(endpoint + "_auth_methods_supported", methods);
        if (!signingAlgorithms.isEmpty()) {
            members.accept(endpoint + "_auth_signing_alg_values_supported", signingAlgorithms);
        }
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
