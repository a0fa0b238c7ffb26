// SPDX-License-Identifier: Apache-2.0
package io.symbolon.oauth.samples.quickstart;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.symbolon.oauth.api.Issuer;
import io.symbolon.oauth.api.Secret;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * A confidential client as another team would write it: it knows the issuer, its own registration, and nothing of the
 * server that runs in the same process. All it does goes over HTTP.
 */
final class DemoClient {

    /** Made for the first request, since it reads all certificates that the platform trusts. */
    private static final class Http {

        private static final HttpClient CLIENT = HttpClient.newBuilder()
                .connectTimeout(TIMEOUT)
                .followRedirects(HttpClient.Redirect.NEVER)
                .build();
    }

    private static final List<String> SECRETS =
            List.of("access_token", "refresh_token", "token", "code", "code_verifier");
    private static final Duration TIMEOUT = Duration.ofSeconds(10);

    private final JsonMapper json = new JsonMapper();
    private final Issuer issuer;
    private final String clientId;
    private final Secret clientSecret;

    DemoClient(Issuer issuer, String clientId, Secret clientSecret) {
        this.issuer = issuer;
        this.clientId = clientId;
        this.clientSecret = clientSecret;
    }

    /** Where the answers of the authorization endpoint go. */
    static String redirectUri(Issuer issuer) {
        return issuer.origin() + "/demo/callback";
    }

    /** Where to send the browser (RFC 6749 §4.1.1, RFC 7636 §4.3). */
    String authorizationUri(DemoConnection connection) throws UnreachableException {
        Map<String, String> parameters = new LinkedHashMap<>();
        parameters.put("response_type", "code");
        parameters.put("client_id", clientId);
        parameters.put("redirect_uri", redirectUri(issuer));
        parameters.put("scope", PhotosApi.READ + " " + PhotosApi.WRITE);
        parameters.put("state", connection.state());
        parameters.put("code_challenge", challenge(connection.codeVerifier()));
        parameters.put("code_challenge_method", "S256");
        return endpoint("authorization_endpoint") + "?" + form(parameters);
    }

    /** Exchanges a code for tokens (RFC 6749 §4.1.3). */
    DemoConnection redeem(String code, DemoConnection connection) throws UnreachableException {
        Map<String, String> parameters = new LinkedHashMap<>();
        parameters.put("grant_type", "authorization_code");
        parameters.put("code", code);
        parameters.put("redirect_uri", redirectUri(issuer));
        parameters.put("code_verifier", connection.codeVerifier());
        return tokens("Redeem the code", parameters, connection.answered());
    }

    /** Exchanges the refresh token for a new pair (RFC 6749 §6). */
    DemoConnection refresh(DemoConnection connection) throws UnreachableException {
        Map<String, String> parameters = new LinkedHashMap<>();
        parameters.put("grant_type", "refresh_token");
        parameters.put("refresh_token", connection.refreshToken().orElse(""));
        return tokens("Refresh the tokens", parameters, connection);
    }

    /** Gives the tokens back (RFC 7009 §2.1). */
    DemoConnection revoke(DemoConnection connection) throws UnreachableException {
        Map<String, String> parameters =
                Map.of("token", connection.refreshToken().orElse(""));
        String uri = endpoint("revocation_endpoint");
        HttpResponse<String> response = send(post(uri, parameters));
        return connection.after(new Exchange(
                "Give the tokens back", shown("POST " + uri, parameters), shown(response, readObject(response))));
    }

    /** Asks the album's API for the photos (RFC 6750 §2.1). */
    DemoConnection readPhotos(DemoConnection connection) throws UnreachableException {
        String token = connection.accessToken().orElse("");
        String uri = issuer.origin() + PhotosApi.PATH;
        HttpResponse<String> response = send(HttpRequest.newBuilder(URI.create(uri))
                .timeout(TIMEOUT)
                .header("Authorization", "Bearer " + token)
                .build());
        return connection.after(new Exchange(
                "Use the access token",
                "GET " + uri + "\nAuthorization: Bearer " + Exchange.shortened(token),
                shown(response, readObject(response))));
    }

    private DemoConnection tokens(String purpose, Map<String, String> parameters, DemoConnection connection)
            throws UnreachableException {
        String uri = endpoint("token_endpoint");
        HttpResponse<String> response = send(post(uri, parameters));
        ObjectNode answer = readObject(response);
        Exchange exchange = new Exchange(
                purpose,
                shown("POST " + uri + "\nAuthorization: Basic (" + clientId + " and its secret)", parameters),
                shown(response, answer));
        return connection.after(exchange).with(text(answer, "access_token"), text(answer, "refresh_token"));
    }

    private HttpRequest post(String uri, Map<String, String> parameters) {
        String credentials = clientId + ":" + clientSecret.reveal();
        return HttpRequest.newBuilder(URI.create(uri))
                .timeout(TIMEOUT)
                .header(
                        "Authorization",
                        "Basic " + Base64.getEncoder().encodeToString(credentials.getBytes(StandardCharsets.UTF_8)))
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(HttpRequest.BodyPublishers.ofString(form(parameters)))
                .build();
    }

    /** Looks an endpoint up in the server's metadata (RFC 8414 §3). */
    private String endpoint(String name) throws UnreachableException {
        URI uri = URI.create(issuer.origin() + "/.well-known/oauth-authorization-server" + issuer.path());
        ObjectNode metadata =
                readObject(send(HttpRequest.newBuilder(uri).timeout(TIMEOUT).build()));
        if (!text(metadata, "issuer").equals(Optional.of(issuer.uri()))) {
            throw new UnreachableException("the metadata at " + uri + " is not that of " + issuer);
        }
        return text(metadata, name)
                .orElseThrow(() -> new UnreachableException("the metadata at " + uri + " has no " + name));
    }

    private HttpResponse<String> send(HttpRequest request) throws UnreachableException {
        try {
            return Http.CLIENT.send(request, HttpResponse.BodyHandlers.ofString());
        } catch (IOException e) {
            throw new UnreachableException("there is no answer from " + request.uri(), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new UnreachableException("interrupted while waiting for " + request.uri(), e);
        }
    }

    private ObjectNode readObject(HttpResponse<String> response) {
        try {
            return json.readTree(response.body()) instanceof ObjectNode object ? object : json.createObjectNode();
        } catch (JsonProcessingException e) {
            return json.createObjectNode();
        }
    }

    private static Optional<String> text(ObjectNode object, String name) {
        return Optional.ofNullable(object.get(name)).filter(JsonNode::isTextual).map(JsonNode::textValue);
    }

    private static String challenge(String verifier) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(verifier.getBytes(StandardCharsets.US_ASCII));
            return Base64.getUrlEncoder().withoutPadding().encodeToString(digest);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }

    private static String form(Map<String, String> parameters) {
        return parameters.entrySet().stream()
                .map(parameter ->
                        parameter.getKey() + "=" + URLEncoder.encode(parameter.getValue(), StandardCharsets.UTF_8))
                .collect(Collectors.joining("&"));
    }

    private static String shown(String head, Map<String, String> parameters) {
        return parameters.entrySet().stream()
                .map(parameter -> parameter.getKey() + " = "
                        + (SECRETS.contains(parameter.getKey())
                                ? Exchange.shortened(parameter.getValue())
                                : parameter.getValue()))
                .collect(Collectors.joining("\n", head + "\n\n", ""));
    }

    private static String shown(HttpResponse<String> response, ObjectNode answer) {
        ObjectNode readable = answer.deepCopy();
        for (String name : SECRETS) {
            text(answer, name).ifPresent(secret -> readable.put(name, Exchange.shortened(secret)));
        }
        String challenge = response.headers()
                .firstValue("WWW-Authenticate")
                .map(value -> "\nWWW-Authenticate: " + value)
                .orElse("");
        return response.statusCode() + challenge + (answer.isEmpty() ? "" : "\n" + readable.toPrettyString());
    }
}
