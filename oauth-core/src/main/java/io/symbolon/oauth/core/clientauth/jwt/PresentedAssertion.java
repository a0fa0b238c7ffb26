// SPDX-License-Identifier: Apache-2.0
package io.symbolon.oauth.core.clientauth.jwt;

import io.symbolon.oauth.api.OAuthException;
import io.symbolon.oauth.api.Parameter;
import io.symbolon.oauth.api.Secret;
import io.symbolon.oauth.api.client.ClientAuthenticationRequest;
import java.util.List;
import java.util.Optional;

/** The assertion that a request carries for its client (RFC 7521 §4.2). */
final class PresentedAssertion {

    private static final String JWT_BEARER = "urn:ietf:params:oauth:client-assertion-type:jwt-bearer";
    private static final Parameter<Optional<String>> TYPE =
            Parameter.optional("client_assertion_type", String::valueOf);
    private static final Parameter<Optional<Secret>> ASSERTION = Parameter.optionalSecret("client_assertion");

    static final List<Parameter<?>> PARAMETERS = List.of(TYPE, ASSERTION);

    private PresentedAssertion() {}

    static Optional<Secret> find(ClientAuthenticationRequest request) {
        Optional<Secret> assertion = request.get(ASSERTION);
        Optional<String> type = request.get(TYPE);
        if (assertion.isEmpty() && type.isEmpty()) {
            return Optional.empty();
        }
        if (assertion.isEmpty() || !type.equals(Optional.of(JWT_BEARER))) {
            throw OAuthException.invalidClient(
                            "client_assertion goes with client_assertion_type, which is " + JWT_BEARER)
                    .refusedBy("client-assertion-type");
        }
        return assertion;
    }
}
