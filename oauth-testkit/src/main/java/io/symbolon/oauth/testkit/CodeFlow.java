// SPDX-License-Identifier: Apache-2.0
package io.symbolon.oauth.testkit;

import io.symbolon.oauth.api.AuthenticationContext;
import io.symbolon.oauth.api.Body;
import io.symbolon.oauth.api.ClientAuthenticationMethod;
import io.symbolon.oauth.api.ClientId;
import io.symbolon.oauth.api.Digest;
import io.symbolon.oauth.api.RedirectUri;
import io.symbolon.oauth.api.Request;
import io.symbolon.oauth.api.Response;
import io.symbolon.oauth.api.Scopes;
import io.symbolon.oauth.api.Secret;
import io.symbolon.oauth.api.Subject;
import io.symbolon.oauth.api.authorization.Approval;
import io.symbolon.oauth.api.authorization.PendingInteraction;
import io.symbolon.oauth.api.client.Client;
import io.symbolon.oauth.core.OAuthServer;
import java.net.URI;
import java.net.URLDecoder;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * The authorization code grant with PKCE (RFC 6749 §4.1, RFC 7636), gone through in-process by way of the real engine: it
 * plays the client, the browser and the application's login page, which approves whatever is asked for. Immutable; safe
 * for use by many threads.
 */
public final class CodeFlow {

    private static final SecureRandom RANDOM = new SecureRandom();

    private final OAuthServer server;
    private final ClientId clientId;
    private final Secret secret;
    private final InstantSource clock;
    private final Map<String, String> besides;

    private CodeFlow(
            OAuthServer server, ClientId clientId, Secret secret, InstantSource clock, Map<String, String> besides) {
        this.server = server;
        this.clientId = clientId;
        this.secret = secret;
        this.clock = clock;
        this.besides = besides;
    }

    /**
     * A code with what its redemption needs (RFC 6749 §4.1.3, RFC 7636 §4.5).
     *
     * @param code the code
     * @param redirectUri the URI that it was sent to
     * @param verifier what the challenge was made from
     */
    public record ObtainedCode(Secret code, RedirectUri redirectUri, Secret verifier) {

        /** The parameters of the token request, but for the client's authentication. */
        public Map<String, String> tokenRequest() {
            Map<String, String> parameters = new LinkedHashMap<>();
            parameters.put("grant_type", "authorization_code");
            parameters.put("code", code.reveal());
            parameters.put("redirect_uri", redirectUri.value());
            parameters.put("code_verifier", verifier.reveal());
            return parameters;
        }
    }

    /** The flow of a registered confidential client that authenticates with this secret, in whichever way it registered. */
    public static CodeFlow of(OAuthServer server, ClientId clientId, Secret secret) {
        return new CodeFlow(server, clientId, secret, InstantSource.system(), Map.of());
    }

    /** The flow of a registered public client. */
    public static CodeFlow ofPublicClient(OAuthServer server, ClientId clientId) {
        return of(server, clientId, Secret.of(""));
    }

    /** The same flow at the time of this clock, which should be the server's. */
    public CodeFlow timedBy(InstantSource source) {
        return new CodeFlow(server, clientId, secret, source, besides);
    }

    /** The same flow, asking for these scopes; otherwise for all that the client may have. */
    public CodeFlow askingFor(Scopes scopes) {
        return with("scope", scopes.toString());
    }

    /** The same flow with one more parameter of the authorization request, such as {@code resource} or {@code nonce}. */
    public CodeFlow with(String parameter, String value) {
        Map<String, String> more = new LinkedHashMap<>(besides);
        more.put(parameter, value);
        return new CodeFlow(server, clientId, secret, clock, Map.copyOf(more));
    }

    /**
     * Lets the account approve, and goes on to the tokens.
     *
     * @throws AssertionError if the server refuses
     */
    public IssuedTokens tokensFor(String account) {
        return IssuedTokens.in(redeem(codeFor(account)));
    }

    /**
     * Lets the account approve, and stops at the code.
     *
     * @throws AssertionError if the server refuses
     */
    public ObtainedCode codeFor(String account) {
        Client client = server.clients().find(clientId).orElseThrow();
        RedirectUri redirectUri = redirectUri(client);
        Secret verifier = newVerifier();
        Map<String, String> parameters = new LinkedHashMap<>();
        parameters.put("response_type", "code");
        parameters.put("client_id", clientId.value());
        parameters.put("redirect_uri", redirectUri.value());
        parameters.put("code_challenge", challengeOf(verifier));
        parameters.put("code_challenge_method", "S256");
        parameters.putAll(besides);
        Secret code = Secret.of(parameter(authorize(parameters, account), "code"));
        return new ObtainedCode(code, redirectUri, verifier);
    }

    /** Sends the token request for this code. */
    public Response redeem(ObtainedCode code) {
        return tokenRequest(code.tokenRequest());
    }

    /**
     * Sends the token request for this refresh token (RFC 6749 §6).
     *
     * @throws AssertionError if there is no refresh token
     */
    public Response refresh(IssuedTokens tokens) {
        String refreshToken =
                tokens.refreshToken().orElseThrow(() -> new AssertionError("the response held no refresh token"));
        return tokenRequest(Map.of("grant_type", "refresh_token", "refresh_token", refreshToken));
    }

    /** Sends a token request with these parameters, authenticated as the client. */
    public Response tokenRequest(Map<String, String> parameters) {
        return send(encoded(parameters));
    }

    /** Sends a token request with this form, authenticated as the client. */
    Response send(String form) {
        Request.Builder request = request("POST", path("/token"));
        ClientAuthenticationMethod method =
                server.clients().find(clientId).orElseThrow().authenticationMethod();
        Map<String, String> credentials = new LinkedHashMap<>();
        if (method.equals(ClientAuthenticationMethod.CLIENT_SECRET_BASIC)) {
            request.header("Authorization", basic());
        } else {
            credentials.put("client_id", clientId.value());
        }
        if (method.equals(ClientAuthenticationMethod.CLIENT_SECRET_POST)) {
            credentials.put("client_secret", secret.reveal());
        }
        String body = credentials.isEmpty() ? form : form + "&" + encoded(credentials);
        return server.handle(request.header("Content-Type", "application/x-www-form-urlencoded")
                .body(Body.utf8(body))
                .build());
    }

    /** The parameters, form-encoded. */
    public static String encoded(Map<String, String> parameters) {
        return parameters.entrySet().stream()
                .map(parameter -> encoded(parameter.getKey()) + "=" + encoded(parameter.getValue()))
                .collect(Collectors.joining("&"));
    }

    private Response authorize(Map<String, String> parameters, String account) {
        Response parked = server.handle(
                request("GET", path("/authorize")).query(encoded(parameters)).build());
        Optional<String> cookie = parked.header("Set-Cookie").map(line -> line.split(";", 2)[0]);
        if (cookie.isEmpty()) {
            throw refused("was not parked", parked);
        }
        String handle = parameter(parked, "interaction");
        Request browser =
                request("GET", "/login").header("Cookie", cookie.get()).build();
        PendingInteraction pending = server.interactions().find(browser, handle).orElseThrow();
        Approval approval = Approval.of(
                Subject.ofAccount(account),
                AuthenticationContext.at(browser.receivedAt()),
                pending.request().scopes());
        Response approved = server.interactions().approved(browser, handle, approval);
        return server.handle(request("GET", path("/authorize/resume"))
                .query("interaction=" + parameter(approved, "interaction"))
                .header("Cookie", cookie.get())
                .build());
    }

    private RedirectUri redirectUri(Client client) {
        return Optional.ofNullable(besides.get("redirect_uri"))
                .map(RedirectUri::new)
                .or(() -> client.redirectUris().all().stream().findFirst())
                .orElseThrow(() -> new AssertionError(client + " has no redirect URI"));
    }

    private Request.Builder request(String method, String path) {
        Instant now = clock.instant().truncatedTo(ChronoUnit.MILLIS);
        return Request.received(method, path, now).remoteAddress("127.0.0.1").secure(true);
    }

    private String path(String belowIssuer) {
        return server.mounts().stream()
                .filter(mount -> mount.endsWith(belowIssuer))
                .findFirst()
                .orElseThrow(() -> new AssertionError("nothing is mounted at " + belowIssuer));
    }

    private String basic() {
        String pair = encoded(clientId.value()) + ":" + encoded(secret.reveal());
        return "Basic " + Base64.getEncoder().encodeToString(pair.getBytes(StandardCharsets.UTF_8));
    }

    private static String parameter(Response redirect, String name) {
        String location = redirect.header("Location").orElseThrow(() -> refused("did not redirect", redirect));
        for (String pair : URI.create(location).getRawQuery().split("&", -1)) {
            if (pair.startsWith(name + "=")) {
                return URLDecoder.decode(pair.substring(name.length() + 1), StandardCharsets.UTF_8);
            }
        }
        throw new AssertionError("no " + name + " in the redirect to " + location);
    }

    private static AssertionError refused(String what, Response response) {
        return new AssertionError("the authorization request " + what + ": " + response.status() + " "
                + response.header("Location").orElse("") + response.body().asUtf8());
    }

    private static Secret newVerifier() {
        byte[] random = new byte[32];
        RANDOM.nextBytes(random);
        return Secret.of(Base64.getUrlEncoder().withoutPadding().encodeToString(random));
    }

    private static String challengeOf(Secret verifier) {
        return Base64.getUrlEncoder()
                .withoutPadding()
                .encodeToString(Digest.of(verifier).toBytes());
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }
}
