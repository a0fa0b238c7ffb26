// SPDX-License-Identifier: Apache-2.0
package io.symbolon.oauth.quality.interop;

import io.symbolon.oauth.api.AccessDemand;
import io.symbolon.oauth.api.AuthenticationContext;
import io.symbolon.oauth.api.ClientAuthenticationMethod;
import io.symbolon.oauth.api.Request;
import io.symbolon.oauth.api.Scope;
import io.symbolon.oauth.api.Subject;
import io.symbolon.oauth.api.client.Client;
import io.symbolon.oauth.api.client.HashedSecret;
import io.symbolon.oauth.testkit.CodeFlow;
import io.symbolon.oauth.testkit.IssuedTokens;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.function.BooleanSupplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Makes requests that are right, one for each endpoint and field, with whatever has to go before them. */
final class RightRequests {

    /** A resource server that authenticates in the body. */
    static final Client POSTING_API = Client.confidential("post-api", ClientAuthenticationMethod.CLIENT_SECRET_POST)
            .secret(HashedSecret.sha256(PhotoApplication.SECRET))
            .introspectsEveryToken()
            .build();

    private static final Pattern CSRF_TOKEN = Pattern.compile("name=\"csrf_token\" value=\"([^\"]+)\"");
    private static final Pattern HANDLE = Pattern.compile("interaction=([^&]+)");
    private static final String CHALLENGE = "E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM";
    private static final List<String> OF_CODES = List.of("code", "redirect_uri", "code_verifier");
    private static final List<String> OF_CLIENTS = List.of("client_id", "client_secret");

    private final PhotoApplication application;

    RightRequests(PhotoApplication application) {
        this.application = application;
    }

    /**
     * A request that will be accepted.
     *
     * @param request the request, with a value for the field
     * @param intact whether what the request stands on is still good for the same once more
     */
    record RightRequest(RawRequest request, BooleanSupplier intact) {}

    /** What a browser holds after the login. */
    private record LoggedIn(String cookie, String handle) {}

    RightRequest of(String path, String field) {
        return switch (path) {
            case "/token" -> OF_CODES.contains(field) ? code() : refresh(field);
            case "/revoke", "/introspect", "/authenticate" -> withAccessToken(path, field);
            case "/authorize" -> new RightRequest(authorization(), () -> true);
            case "/authorize/resume" -> resume();
            case "/authorize/consent" -> consent();
            case "/jwks", "/.well-known/oauth-authorization-server" ->
                new RightRequest(RawRequest.get(at(path)), () -> true);
            default -> throw new AssertionError("say here what a right request to " + path + " is");
        };
    }

    /** A right value for the parameter, if the right requests have none for it. */
    static String value(String parameter, RawRequest request) {
        String prefix = parameter + "=";
        for (String pair : request.form().split("&", -1)) {
            if (pair.startsWith(prefix)) {
                return URLDecoder.decode(pair.substring(prefix.length()), StandardCharsets.UTF_8);
            }
        }
        return switch (parameter) {
            case "scope" -> "photos.read";
            case "resource" -> PhotoApplication.PHOTOS.value();
            case "token_type_hint" -> "access_token";
            case "invoker_uri" -> "https://invoker.example.com";
            case "request", "request_uri" -> "https://web.example.com/request";
            default -> throw new AssertionError("say here what a right value of " + parameter + " is");
        };
    }

    /** The right value of the header. */
    static String header(String name) {
        return name.equals("Authorization") ? basic(PhotoApplication.WEB) : "application/x-www-form-urlencoded";
    }

    private RightRequest code() {
        CodeFlow flow = flow(PhotoApplication.WEB);
        CodeFlow.ObtainedCode code = flow.codeFor("alice");
        RawRequest request = RawRequest.post(at("/token")).header("Authorization", basic(PhotoApplication.WEB));
        code.tokenRequest().forEach(request::parameter);
        return new RightRequest(request, () -> flow.redeem(code).status() == 200);
    }

    private RightRequest refresh(String field) {
        String client = OF_CLIENTS.contains(field) ? PhotoApplication.WEB_POST : PhotoApplication.WEB;
        CodeFlow flow = flow(client);
        IssuedTokens tokens = flow.tokensFor("alice");
        RawRequest request = authenticated(RawRequest.post(at("/token")), client, field)
                .parameter("grant_type", "refresh_token")
                .parameter("refresh_token", tokens.refreshToken().orElseThrow());
        return new RightRequest(request, () -> flow.refresh(tokens).status() == 200);
    }

    private RightRequest withAccessToken(String path, String field) {
        boolean posting = OF_CLIENTS.contains(field);
        String owner = posting ? PhotoApplication.WEB_POST : PhotoApplication.WEB;
        String api = posting ? POSTING_API.clientId().value() : PhotoApplication.PHOTO_API;
        IssuedTokens tokens = flow(owner).tokensFor("alice");
        RawRequest request = authenticated(RawRequest.post(at(path)), path.equals("/revoke") ? owner : api, field);
        request.parameter(path.equals("/authenticate") ? "access_token" : "token", tokens.accessToken());
        return new RightRequest(request, () -> isValid(tokens));
    }

    private RawRequest authorization() {
        return RawRequest.get(at("/authorize"))
                .parameter("client_id", PhotoApplication.WEB)
                .parameter("redirect_uri", PhotoApplication.REDIRECT_URI)
                .parameter("response_type", "code")
                .parameter("state", "a-state")
                .parameter("scope", "photos.read")
                .parameter("resource", PhotoApplication.PHOTOS.value())
                .parameter("code_challenge", CHALLENGE)
                .parameter("code_challenge_method", "S256")
                .parameter("nonce", "a-nonce")
                .parameter("prompt", "consent")
                .parameter("max_age", "3600")
                .parameter("login_hint", "alice")
                .parameter("response_mode", "query");
    }

    private RightRequest resume() {
        LoggedIn browser = loggedIn();
        RawRequest request = resuming(browser);
        return new RightRequest(request, () -> send(resuming(browser)).status() == 200);
    }

    private RightRequest consent() {
        LoggedIn browser = loggedIn();
        Matcher csrf = CSRF_TOKEN.matcher(send(resuming(browser)).body());
        if (!csrf.find()) {
            throw new AssertionError("the consent page has no csrf_token");
        }
        String token = csrf.group(1);
        return new RightRequest(
                deciding(browser, token), () -> send(deciding(browser, token)).status() == 303);
    }

    private RawRequest resuming(LoggedIn browser) {
        return RawRequest.get(at("/authorize/resume"))
                .header("Cookie", browser.cookie())
                .parameter("interaction", browser.handle());
    }

    private RawRequest deciding(LoggedIn browser, String csrfToken) {
        return RawRequest.post(at("/authorize/consent"))
                .header("Cookie", browser.cookie())
                .parameter("interaction", browser.handle())
                .parameter("csrf_token", csrfToken)
                .parameter("decision", "approve");
    }

    /** A browser in which alice has logged in, but has allowed nothing yet. */
    private LoggedIn loggedIn() {
        RawAnswer parked = send(authorization());
        String cookie = parked.header("Set-Cookie").split(";", 2)[0];
        Matcher handle = HANDLE.matcher(parked.header("Location"));
        if (!handle.find()) {
            throw new AssertionError("the authorization request was not parked: " + parked.text());
        }
        Request browser = Request.received("POST", "/login", Instant.now())
                .header("Cookie", cookie)
                .build();
        application
                .server()
                .interactions()
                .authenticated(
                        browser,
                        handle.group(1),
                        Subject.ofAccount("alice"),
                        AuthenticationContext.at(browser.receivedAt()));
        return new LoggedIn(cookie, handle.group(1));
    }

    private boolean isValid(IssuedTokens tokens) {
        Request call = Request.received("GET", "/api/photos", Instant.now())
                .header("Authorization", "Bearer " + tokens.accessToken())
                .build();
        return application
                .server()
                .authenticate(call.demanding(AccessDemand.of(new Scope("photos.read"))))
                .access()
                .isPresent();
    }

    private RawRequest authenticated(RawRequest request, String client, String field) {
        return OF_CLIENTS.contains(field)
                ? request.parameter("client_id", client).parameter("client_secret", PhotoApplication.SECRET.reveal())
                : request.header("Authorization", basic(client));
    }

    private CodeFlow flow(String client) {
        return application
                .codeFlow(client)
                .with("scope", "photos.read")
                .with("resource", PhotoApplication.PHOTOS.value());
    }

    private RawAnswer send(RawRequest request) {
        try {
            return request.send(application.port());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String at(String path) {
        return "/oauth" + path;
    }

    private static String basic(String client) {
        String pair = client + ":" + PhotoApplication.SECRET.reveal().replace(' ', '+');
        return "Basic " + Base64.getEncoder().encodeToString(pair.getBytes(StandardCharsets.UTF_8));
    }
}
