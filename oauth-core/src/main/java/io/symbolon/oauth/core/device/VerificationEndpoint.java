// SPDX-License-Identifier: Apache-2.0
package io.symbolon.oauth.core.device;

import io.symbolon.oauth.api.Parameter;
import io.symbolon.oauth.api.Request;
import io.symbolon.oauth.api.Response;
import io.symbolon.oauth.api.UserCode;
import io.symbolon.oauth.api.endpoint.Endpoint;
import io.symbolon.oauth.api.endpoint.EndpointRequest;
import io.symbolon.oauth.api.endpoint.Pages;
import io.symbolon.oauth.api.token.Redeemable;
import jakarta.inject.Inject;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Where a person types the code that a device shows (RFC 8628 §3.3). A code in the address is only filled in, so that
 * opening a link decides nothing (§3.3.1, §5.4).
 */
final class VerificationEndpoint implements Endpoint {

    static final String PATH = "/device";

    private static final Parameter<Optional<String>> USER_CODE = Parameter.optional("user_code", String::valueOf);

    private final TypedCodes codes;
    private final DevicePages devicePages;
    private final WaitingDevices devices;
    private final Pages pages;

    @Inject
    VerificationEndpoint(TypedCodes codes, WaitingDevices devices, DevicePages devicePages, Pages pages) {
        this.codes = codes;
        this.devices = devices;
        this.devicePages = devicePages;
        this.pages = pages;
    }

    @Override
    public String path() {
        return PATH;
    }

    @Override
    public Set<String> methods() {
        return Set.of("GET", "POST");
    }

    @Override
    public List<Parameter<?>> parameters() {
        return List.of(USER_CODE);
    }

    @Override
    public List<Parameter<?>> furtherParameters() {
        return List.of(Pages.CSRF_TOKEN);
    }

    @Override
    public ErrorReader errorReader() {
        return ErrorReader.PERSON;
    }

    @Override
    public Response handle(EndpointRequest request) {
        Request browser = request.request();
        Optional<UserCode> typed = request.get(USER_CODE).flatMap(UserCode::parse);
        if (!browser.method().equals("POST")) {
            return devicePages.ask(browser, 200, typed, "");
        }
        pages.requireOwn(request, DevicePages.TYPING);
        Optional<Redeemable> found = typed.flatMap(code -> codes.find(code, browser));
        return found.isEmpty()
                ? devicePages.ask(
                        browser, 400, Optional.empty(), "This code is unknown here, or was used, or has expired.")
                : devicePages.confirm(
                        browser,
                        typed.get(),
                        devices.read(found.get(), request.receivedAt()).toApprove());
    }
}
