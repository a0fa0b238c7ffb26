// SPDX-License-Identifier: Apache-2.0
package io.symbolon.oauth.core.device;

import io.symbolon.oauth.api.OAuthException;
import io.symbolon.oauth.api.Parameter;
import io.symbolon.oauth.api.Request;
import io.symbolon.oauth.api.Response;
import io.symbolon.oauth.api.UserCode;
import io.symbolon.oauth.api.authorization.Approvals;
import io.symbolon.oauth.api.endpoint.Endpoint;
import io.symbolon.oauth.api.endpoint.EndpointRequest;
import io.symbolon.oauth.api.endpoint.Pages;
import io.symbolon.oauth.api.token.Redeemable;
import jakarta.inject.Inject;
import java.util.List;
import java.util.Set;

/**
 * Takes the form in which a person says that the device is theirs (RFC 8628 §5.4); only then are they asked to sign in. A
 * "no" changes nothing: whoever says it has not signed in, and the code expires soon.
 */
final class ConfirmationEndpoint implements Endpoint {

    static final String PATH = "/device/confirm";

    private static final Parameter<UserCode> USER_CODE = Parameter.required("user_code", ConfirmationEndpoint::code);
    private static final Parameter<Boolean> MINE = Parameter.required("decision", ConfirmationEndpoint::isMine);

    private final TypedCodes codes;
    private final Approvals approvals;
    private final DevicePages devicePages;
    private final Pages pages;

    @Inject
    ConfirmationEndpoint(TypedCodes codes, Approvals approvals, DevicePages devicePages, Pages pages) {
        this.codes = codes;
        this.approvals = approvals;
        this.devicePages = devicePages;
        this.pages = pages;
    }

    @Override
    public String path() {
        return PATH;
    }

    @Override
    public Set<String> methods() {
        return Set.of("POST");
    }

    @Override
    public List<Parameter<?>> parameters() {
        return List.of(USER_CODE, Pages.CSRF_TOKEN, MINE);
    }

    @Override
    public ErrorReader errorReader() {
        return ErrorReader.PERSON;
    }

    @Override
    public Response handle(EndpointRequest request) {
        Request browser = request.request();
        UserCode code = request.get(USER_CODE);
        pages.requireOwn(request, DevicePages.confirming(code));
        if (!request.get(MINE)) {
            return devicePages.left();
        }
        Redeemable device = codes.find(code, browser)
                .orElseThrow(() -> OAuthException.invalidRequest(
                                "the code was used or has expired; start again on the device")
                        .refusedBy("user-code-unusable"));
        return approvals.ask(WaitingDevices.NAME, device.id().encoded(), browser);
    }

    private static UserCode code(String text) {
        return UserCode.parse(text).orElseThrow(() -> new IllegalArgumentException("it is no user code"));
    }

    private static Boolean isMine(String text) {
        if (text.equals("mine") || text.equals("not-mine")) {
            return text.equals("mine");
        }
        throw new IllegalArgumentException("use one of the page's two buttons");
    }
}
