// SPDX-License-Identifier: Apache-2.0
package io.symbolon.oauth.quality.interop;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.CookieManager;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A person at a browser without JavaScript: follows redirects within the application, logs in, and presses buttons. */
final class Browser {

    private static final Pattern HIDDEN =
            Pattern.compile("<input type=\"hidden\" name=\"([^\"]+)\" value=\"([^\"]+)\">");

    private final String origin;
    private final HttpClient http = HttpClient.newBuilder()
            .cookieHandler(new CookieManager())
            .connectTimeout(Duration.ofSeconds(10))
            .build();

    /** A browser with no cookies, used by somebody who trusts pages of this origin. */
    Browser(String origin) {
        this.origin = origin;
    }

    /** Goes to the authorization endpoint, logs in as the account, allows what is asked; where the client is called back. */
    URI approve(URI authorizationRequest, String account) {
        return answer(authorizationRequest, "account=" + encoded(account), "approve");
    }

    /** The same, but the person does not allow it. */
    URI deny(URI authorizationRequest, String account) {
        return answer(authorizationRequest, "account=" + encoded(account), "deny");
    }

    /** The same, but the person allows only these scopes, on the application's own page. */
    URI approveOnly(URI authorizationRequest, String account, String scopes) {
        String form = "account=" + encoded(account) + "&allowed=" + encoded(scopes);
        return answer(authorizationRequest, form, "not asked");
    }

    /** Opens the page for devices, types the code, says that the device is theirs, logs in and allows it; the last page. */
    String connectDevice(URI verificationUri, String userCode, String account) {
        return decideAboutDevice(verificationUri, userCode, account, "approve");
    }

    /** The same, but the person does not allow it. */
    String refuseDevice(URI verificationUri, String userCode, String account) {
        return decideAboutDevice(verificationUri, userCode, account, "deny");
    }

    private String decideAboutDevice(URI verificationUri, String userCode, String account, String decision) {
        HttpResponse<String> typing = get(verificationUri);
        HttpResponse<String> confirming =
                post(verificationUri, "user_code=" + encoded(userCode) + hidden(typing.body()));
        assertThat(confirming.statusCode()).as(confirming.body()).isEqualTo(200);
        URI confirm = URI.create(origin + "/oauth/device/confirm");
        URI login = redirect(post(confirm, "decision=mine" + hidden(confirming.body())), confirm);
        URI resume = redirect(post(login, "account=" + encoded(account)), login);
        HttpResponse<String> consent = get(resume);
        URI form = URI.create(origin + "/oauth/authorize/consent");
        return post(form, "decision=" + decision + hidden(consent.body())).body();
    }

    private static String hidden(String page) {
        StringBuilder fields = new StringBuilder();
        Matcher hidden = HIDDEN.matcher(page);
        while (hidden.find()) {
            fields.append('&').append(hidden.group(1)).append('=').append(encoded(hidden.group(2)));
        }
        return fields.toString();
    }

    /** Goes to the URI; what comes back, redirects not followed. */
    HttpResponse<String> get(URI uri) {
        return send(HttpRequest.newBuilder(uri).GET());
    }

    private URI answer(URI authorizationRequest, String login, String decision) {
        URI page = redirect(get(authorizationRequest), authorizationRequest);
        assertThat(page.getPath()).isEqualTo("/login");
        assertThat(get(page).body()).isEqualTo("who are you?");
        URI resume = redirect(post(page, login), page);
        HttpResponse<String> consent = get(resume);
        if (consent.statusCode() == 303) {
            return redirect(consent, resume);
        }
        assertThat(consent.statusCode()).as(consent.body()).isEqualTo(200);
        String form = "decision=" + decision + hidden(consent.body());
        return redirect(post(URI.create(origin + "/oauth/authorize/consent"), form), resume);
    }

    private URI redirect(HttpResponse<String> response, URI from) {
        assertThat(response.statusCode()).as(response.body()).isEqualTo(303);
        return from.resolve(response.headers().firstValue("Location").orElseThrow());
    }

    private HttpResponse<String> post(URI uri, String form) {
        return send(HttpRequest.newBuilder(uri)
                .header("Content-Type", "application/x-www-form-urlencoded")
                .header("Origin", origin)
                .POST(HttpRequest.BodyPublishers.ofString(form)));
    }

    private HttpResponse<String> send(HttpRequest.Builder request) {
        try {
            return http.send(request.timeout(Duration.ofSeconds(20)).build(), HttpResponse.BodyHandlers.ofString());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }
}
