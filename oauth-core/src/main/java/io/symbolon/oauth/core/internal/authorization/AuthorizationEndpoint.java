// SPDX-License-Identifier: Apache-2.0
package io.symbolon.oauth.core.internal.authorization;

import io.symbolon.oauth.api.Claims;
import io.symbolon.oauth.api.Issuer;
import io.symbolon.oauth.api.OAuthException;
import io.symbolon.oauth.api.Parameter;
import io.symbolon.oauth.api.Request;
import io.symbolon.oauth.api.Response;
import io.symbolon.oauth.api.authorization.AuthorizationRequest;
import io.symbolon.oauth.api.endpoint.Endpoint;
import io.symbolon.oauth.api.endpoint.EndpointRequest;
import io.symbolon.oauth.core.internal.authorization.AuthorizationRequests.Addressee;
import io.symbolon.oauth.core.internal.engine.Refusals;
import io.symbolon.oauth.core.internal.http.Form;
import jakarta.inject.Inject;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Where the browser comes with a client's request (RFC 6749 §3.1): verifies it; answers it if the application knows who is
 * there and nobody has to be asked; otherwise parks it, and sends the browser to the application's login page.
 */
final class AuthorizationEndpoint implements Endpoint {

    static final String PATH = "/authorize";

    private final AuthorizationRequests requests;
    private final RecognizedOwners recognized;
    private final ParkedRequests parked;
    private final ResponseTypeHandlers handlers;
    private final Refusals refusals;

    @Inject
    AuthorizationEndpoint(
            AuthorizationRequests requests,
            RecognizedOwners recognized,
            ParkedRequests parked,
            ResponseTypeHandlers handlers,
            Refusals refusals) {
        this.requests = requests;
        this.recognized = recognized;
        this.parked = parked;
        this.handlers = handlers;
        this.refusals = refusals;
    }

    @Override
    public String path() {
        return PATH;
    }

    @Override
    public Set<String> methods() {
        return Set.of("GET", "POST");
    }

    /** The engine reads none of them, since a client is told of what is wrong with its own. */
    @Override
    public List<Parameter<?>> furtherParameters() {
        List<Parameter<?>> all = new ArrayList<>(AuthorizationRequests.FIRST);
        all.addAll(AuthorizationRequests.REST);
        return all;
    }

    // RFC 6749 §4.1.2.1: a request that includes a parameter more than once is the client's to hear of
    @Override
    public boolean refusesRepeats() {
        return true;
    }

    @Override
    public ErrorReader errorReader() {
        return ErrorReader.PERSON;
    }

    @Override
    public Claims metadata(Issuer issuer) {
        Map<String, Object> metadata = new LinkedHashMap<>();
        metadata.put("authorization_endpoint", issuer.uri() + PATH);
        metadata.put("response_types_supported", handlers.names());
        metadata.put("response_modes_supported", handlers.modes());
        metadata.put("code_challenge_methods_supported", List.of("S256"));
        metadata.put("authorization_response_iss_parameter_supported", true);
        return Claims.of(metadata);
    }

    @Override
    public Response handle(EndpointRequest request) {
        Request http = request.request();
        Form form = Form.of(request);
        Addressee addressee = requests.addressee(form);
        AuthorizationRequest authorization;
        try {
            authorization = requests.read(addressee, form, http.receivedAt());
        } catch (OAuthException e) {
            return refusals.redirect(
                    addressee.redirectUri(),
                    addressee.mode(),
                    addressee.state(),
                    e,
                    http,
                    PATH,
                    addressee.client().clientId());
        }
        return recognized.answer(authorization, http).orElseGet(() -> parked.park(authorization, http));
    }
}
