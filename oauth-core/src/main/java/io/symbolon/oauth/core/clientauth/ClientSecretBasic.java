// SPDX-License-Identifier: Apache-2.0
package io.symbolon.oauth.core.clientauth;

import io.symbolon.oauth.api.ClientAuthenticationMethod;
import io.symbolon.oauth.api.ClientId;
import io.symbolon.oauth.api.OAuthException;
import io.symbolon.oauth.api.Secret;
import io.symbolon.oauth.api.client.Client;
import io.symbolon.oauth.api.client.ClientAuthenticationRequest;
import io.symbolon.oauth.api.client.ClientAuthenticator;
import io.symbolon.oauth.api.client.PresentedCredentials;
import io.symbolon.oauth.core.internal.http.FormComponent;
import io.symbolon.oauth.core.internal.token.StrictBase64;
import jakarta.inject.Inject;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** Identifier and secret in the {@code Authorization} header (RFC 6749 §2.3.1), decoded strictly. */
final class ClientSecretBasic implements ClientAuthenticator {

    private static final String SCHEME = "Basic ";

    private final ClientSecrets secrets;

    @Inject
    ClientSecretBasic(ClientSecrets secrets) {
        this.secrets = secrets;
    }

    @Override
    public ClientAuthenticationMethod method() {
        return ClientAuthenticationMethod.CLIENT_SECRET_BASIC;
    }

    @Override
    public Optional<PresentedCredentials> find(ClientAuthenticationRequest request) {
        List<String> headers = request.request().headers("Authorization");
        if (headers.isEmpty() || !headers.get(0).regionMatches(true, 0, SCHEME, 0, SCHEME.length())) {
            return Optional.empty();
        }
        if (headers.size() > 1) {
            throw malformed("authorization-header-repeated");
        }
        byte[] pair = decode(headers.get(0));
        int colon = indexOfColon(pair);
        if (colon < 1) {
            throw malformed("basic-without-colon");
        }
        try {
            // RFC 6749 §2.3.1: both parts are form-encoded before they are joined
            ClientId clientId = new ClientId(FormComponent.decode(text(pair, 0, colon)));
            String secret = FormComponent.decode(text(pair, colon + 1, pair.length));
            return Optional.of(new PresentedCredentials(clientId, Secret.of(secret)));
        } catch (IllegalArgumentException e) {
            throw malformed("basic-form-encoding");
        }
    }

    @Override
    public boolean isProof(PresentedCredentials credentials, Client client, Instant receivedAt) {
        return secrets.isSecretOf(client, credentials.proof());
    }

    private static byte[] decode(String header) {
        byte[] pair = StrictBase64.padded(header, SCHEME.length(), header.length());
        if (pair == null) {
            throw malformed("basic-base64");
        }
        return pair;
    }

    private static int indexOfColon(byte[] pair) {
        for (int i = 0; i < pair.length; i++) {
            if (pair[i] == ':') {
                return i;
            }
        }
        return -1;
    }

    private static String text(byte[] pair, int from, int to) {
        String text = new String(pair, from, to - from, StandardCharsets.UTF_8);
        if (!isText(text)) {
            throw malformed("basic-characters");
        }
        return text;
    }

    private static boolean isText(String part) {
        for (int i = 0; i < part.length(); i++) {
            char c = part.charAt(i);
            if (Character.isISOControl(c) || c == 0xFFFD) {
                return false;
            }
        }
        return true;
    }

    private static OAuthException malformed(String rule) {
        return OAuthException.invalidClient(
                        "the Authorization header must be Basic with base64 of client_id:client_secret, each form-encoded")
                .refusedBy(rule);
    }
}
