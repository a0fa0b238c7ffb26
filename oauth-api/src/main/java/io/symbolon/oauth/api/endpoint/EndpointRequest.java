// SPDX-License-Identifier: Apache-2.0
package io.symbolon.oauth.api.endpoint;

import io.symbolon.oauth.api.Parameter;
import io.symbolon.oauth.api.Parameters;
import io.symbolon.oauth.api.Request;
import io.symbolon.oauth.api.client.AuthenticatedClient;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/**
 * A well-formed request to an endpoint: no parameter is repeated unless it may be, and the client is who it says.
 *
 * @param request as it came
 * @param parameters what the endpoint declared
 * @param form the non-empty decoded values for a name; an empty list where there is none
 * @param client who asks; present where the endpoint demands client authentication
 */
public record EndpointRequest(
        Request request,
        Parameters parameters,
        Function<String, List<String>> form,
        Optional<AuthenticatedClient> client) {

    /** The value of a parameter that the endpoint declared. */
    public <T> T get(Parameter<T> parameter) {
        return parameters.get(parameter);
    }

    /** Reads further parameters, once the endpoint knows which. */
    public Parameters read(List<Parameter<?>> declared) {
        return Parameters.read(declared, form);
    }

    /**
     * Who asks.
     *
     * @throws IllegalStateException if the endpoint demands no client authentication
     */
    public AuthenticatedClient requireClient() {
        return client.orElseThrow(() -> new IllegalStateException("the endpoint demands no client authentication"));
    }

    public Instant receivedAt() {
        return request.receivedAt();
    }
}
