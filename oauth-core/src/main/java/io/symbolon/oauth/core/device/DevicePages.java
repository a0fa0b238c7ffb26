// SPDX-License-Identifier: Apache-2.0
package io.symbolon.oauth.core.device;

import io.symbolon.oauth.api.Issuer;
import io.symbolon.oauth.api.Request;
import io.symbolon.oauth.api.Response;
import io.symbolon.oauth.api.UserCode;
import io.symbolon.oauth.api.authorization.ApprovalRequest;
import io.symbolon.oauth.api.endpoint.Pages;
import jakarta.inject.Inject;
import java.util.Optional;

/** What a person is shown on the way from a device's code to its access (RFC 8628 §3.3, §5.4). */
final class DevicePages {

    /** What the form is for in which the code is typed. */
    static final String TYPING = "device";

    private final Pages pages;
    private final Issuer issuer;

    @Inject
    DevicePages(Pages pages, Issuer issuer) {
        this.pages = pages;
        this.issuer = issuer;
    }

    /** What the form is for in which a device is confirmed: this code's alone. */
    static String confirming(UserCode code) {
        return TYPING + "\n" + code.shown();
    }

    /** Asks for the code. */
    Response ask(Request browser, int status, Optional<UserCode> filledIn, String wrong) {
        String title = "Connect a device";
        return pages.form(
                status,
                browser,
                TYPING,
                title,
                csrf -> "<h1>" + title + "</h1>"
                        + (wrong.isEmpty() ? "" : "<p role=\"alert\"><strong>" + pages.escape(wrong) + "</strong></p>")
                        + "<p>Type the code that your device shows.</p>"
                        + opening(VerificationEndpoint.PATH)
                        + csrf
                        + "<p><input name=\"user_code\" aria-label=\"Code\" required autofocus autocomplete=\"off\""
                        + " autocapitalize=\"characters\" spellcheck=\"false\" maxlength=\"32\" size=\"12\""
                        + " value=\""
                        + filledIn.map(code -> pages.escape(code.shown())).orElse("") + "\"></p>"
                        + "<button class=\"primary\">Continue</button></form>");
    }

    /** Asks whether the device is the person's own. */
    Response confirm(Request browser, UserCode code, ApprovalRequest asked) {
        String title = "Is this your device?";
        String client = pages.escape(asked.client().name());
        String shown = pages.escape(code.shown());
        return pages.form(
                200,
                browser,
                confirming(code),
                title,
                csrf -> "<h1>" + title + "</h1>"
                        + "<p>A device with the application <strong>" + client
                        + "</strong> asks for access to your account. It shows the code</p>"
                        + "<p><strong><code>" + shown + "</code></strong></p>"
                        + "<p>Go on only if you started this yourself, and if the device in front of you shows exactly"
                        + " this code. If somebody sent you the code or the link, stop here: they would get access to"
                        + " your account.</p>"
                        + opening(ConfirmationEndpoint.PATH)
                        + csrf
                        + "<input type=\"hidden\" name=\"user_code\" value=\"" + shown + "\">"
                        + "<button class=\"primary\" name=\"decision\" value=\"mine\">Yes, it is mine</button>"
                        + "<button name=\"decision\" value=\"not-mine\">No</button></form>");
    }

    /** The person said that the device is not theirs. */
    Response left() {
        return message(200, "Nothing was connected", "The device gets no access to your account.");
    }

    /** The device may go on. */
    Response connected() {
        return message(200, "Your device is connected", "You can close this page and go back to your device.");
    }

    /** The person did not allow it. */
    Response denied() {
        return message(
                200, "Your device is not connected", "It gets no access to your account. You can close this page.");
    }

    /** It was decided elsewhere, or it took too long. */
    Response tooLate() {
        return message(
                400, "Your device is not connected", "Its code was used or has expired. Start again on the device.");
    }

    private Response message(int status, String title, String text) {
        return pages.page(status, title, "<h1>" + title + "</h1><p>" + text + "</p>");
    }

    private String opening(String path) {
        return "<form method=\"post\" action=\"" + pages.escape(issuer.path() + path) + "\">";
    }
}
