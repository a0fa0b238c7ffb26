// SPDX-License-Identifier: Apache-2.0
package io.symbolon.oauth.core.device;

import io.symbolon.oauth.api.Claims;
import io.symbolon.oauth.api.GrantType;
import io.symbolon.oauth.api.Issuer;
import io.symbolon.oauth.api.OAuthException;
import io.symbolon.oauth.api.Parameter;
import io.symbolon.oauth.api.ResourceUri;
import io.symbolon.oauth.api.Response;
import io.symbolon.oauth.api.Scopes;
import io.symbolon.oauth.api.client.AuthenticatedClient;
import io.symbolon.oauth.api.endpoint.Endpoint;
import io.symbolon.oauth.api.endpoint.EndpointRequest;
import io.symbolon.oauth.api.endpoint.Pages;
import io.symbolon.oauth.api.endpoint.PendingRedeemables;
import io.symbolon.oauth.api.endpoint.PendingRedeemables.Opened;
import io.symbolon.oauth.api.token.RedeemableKind;
import io.symbolon.oauth.core.settings.Settings;
import jakarta.inject.Inject;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Where a device begins (RFC 8628 §3.1): it gets a code to poll with, and a code for the person to type. */
final class DeviceAuthorizationEndpoint implements Endpoint {

    private static final Parameter<Optional<Scopes>> SCOPE =
            Parameter.optional("scope", Scopes::parse).refusedAs(OAuthException::invalidScope);
    private static final Parameter<List<ResourceUri>> RESOURCE =
            Parameter.repeatable("resource", ResourceUri::new).refusedAs(OAuthException::invalidTarget);

    private final PendingRedeemables pending;
    private final Pages pages;
    private final Settings settings;

    @Inject
    DeviceAuthorizationEndpoint(PendingRedeemables pending, Pages pages, Settings settings) {
        this.pending = pending;
        this.pages = pages;
        this.settings = settings;
    }

    @Override
    public String path() {
        return "/device_authorization";
    }

    @Override
    public Set<String> methods() {
        return Set.of("POST");
    }

    @Override
    public List<Parameter<?>> parameters() {
        return List.of(SCOPE, RESOURCE);
    }

    @Override
    public ClientAuthentication clientAuthentication() {
        return ClientAuthentication.ANY_CLIENT;
    }

    // RFC 8628 §4
    @Override
    public Claims metadata(Issuer issuer) {
        return Claims.of(Map.of("device_authorization_endpoint", issuer.uri() + path()));
    }

    @Override
    public Response handle(EndpointRequest request) {
        AuthenticatedClient client = request.requireClient();
        if (!client.client().grantTypes().contains(GrantType.DEVICE_CODE)) {
            throw OAuthException.unauthorizedClient("this client is not registered for the device authorization grant");
        }
        PendingRedeemables.Opening opening = new PendingRedeemables.Opening(
                RedeemableKind.DEVICE_CODE,
                client,
                request.get(SCOPE),
                Set.copyOf(request.get(RESOURCE)),
                Claims.none(),
                settings.deviceCodeLifetime(),
                settings.devicePollInterval());
        Opened opened = pending.open(opening, request.request().remoteAddress(), request.receivedAt());
        return pages.json(200, answer(opened));
    }

    // RFC 8628 §3.2
    private Claims answer(Opened opened) {
        String verificationUri = settings.issuer().uri() + VerificationEndpoint.PATH;
        String userCode = opened.userCode().shown();
        Map<String, Object> answer = new LinkedHashMap<>();
        answer.put("device_code", opened.code().reveal());
        answer.put("user_code", userCode);
        answer.put("verification_uri", verificationUri);
        answer.put("verification_uri_complete", verificationUri + "?user_code=" + userCode);
        answer.put("expires_in", settings.deviceCodeLifetime().toSeconds());
        answer.put("interval", Math.max(1, settings.devicePollInterval().toSeconds()));
        return Claims.of(answer);
    }
}
