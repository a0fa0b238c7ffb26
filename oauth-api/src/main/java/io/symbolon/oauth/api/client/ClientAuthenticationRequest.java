// SPDX-License-Identifier: Apache-2.0
package io.symbolon.oauth.api.client;

import io.symbolon.oauth.api.Parameter;
import io.symbolon.oauth.api.Parameters;
import io.symbolon.oauth.api.Request;

/**
 * Where an authenticator looks for credentials.
 *
 * @param request the request, for its headers
 * @param parameters what the authenticator declared, read from the form
 */
public record ClientAuthenticationRequest(Request request, Parameters parameters) {

    /** The value of a declared parameter. */
    public <T> T get(Parameter<T> parameter) {
        return parameters.get(parameter);
    }
}
