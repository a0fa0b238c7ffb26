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
import jakarta.inject.Inject;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.Optional;

/** Identifier and secret in the {@code Authorization} header (RFC 6749 §2.3.1), decoded strictly. */
final class ClientSecretBasic implements ClientAuthenticator {

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
        if (headers.isEmpty() || !headers.get(0).regionMatches(true, 0, "Basic ", 0, 6)) {
            return Optional.empty();
        }
        if (headers.size() > 1) {
            throw malformed("authorization-header-repeated");
        }
        String pair = decode(headers.get(0).substring(6));
        int colon = pair.indexOf(':');
        if (colon < 1) {
            throw malformed("basic-without-colon");
        }
        try {
            // RFC 6749 §2.3.1: both parts are form-encoded before they are joined
            ClientId clientId = new ClientId(FormComponent.decode(pair.substring(0, colon)));
            return Optional.of(
                    new PresentedCredentials(clientId, Secret.of(FormComponent.decode(pair.substring(colon + 1)))));
        } catch (IllegalArgumentException e) {
            throw malformed("basic-form-encoding");
        }
    }

    @Override
    public boolean isProof(PresentedCredentials credentials, Client client, Instant receivedAt) {
        return secrets.isSecretOf(client, credentials.proof());
    }

    /** Base64 as RFC 4648 §4 has it: no other alphabet, no white space, no bits left over. */
    private static String decode(String base64) {
        try {
            byte[] bytes = Base64.getDecoder().decode(base64);
            if (!Base64.getEncoder().encodeToString(bytes).equals(base64)) {
                throw malformed("basic-base64");
            }
            String pair = new String(bytes, StandardCharsets.UTF_8);
            if (!isText(pair)) {
                throw malformed("basic-characters");
            }
            return pair;
        } catch (IllegalArgumentException e) {
            throw malformed("basic-base64");
        }
    }

    private static boolean isText(String pair) {
        for (int i = 0; i < pair.length(); i++) {
            char c = pair.charAt(i);
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
