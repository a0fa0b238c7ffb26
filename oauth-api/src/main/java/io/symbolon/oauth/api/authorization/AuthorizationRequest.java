// SPDX-License-Identifier: Apache-2.0
package io.symbolon.oauth.api.authorization;

import io.symbolon.oauth.api.CodeChallenge;
import io.symbolon.oauth.api.ResourceUri;
import io.symbolon.oauth.api.ResponseType;
import io.symbolon.oauth.api.Scopes;
import io.symbolon.oauth.api.VerifiedRedirectUri;
import io.symbolon.oauth.api.client.Client;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;

/**
 * A verified authorization request (RFC 6749 §4.1.1): the client is known and active, the redirect URI is its own, the
 * scopes and resources are registered and within what the client may have.
 *
 * @param client who asks
 * @param redirectUri where the answer goes
 * @param redirectUriPresented whether the client sent the redirect URI, so that it must repeat it (RFC 6749 §4.1.3)
 * @param responseType what is asked for
 * @param scopes what is asked for; the client's own scopes where the request names none
 * @param resources what the tokens are to be narrowed to (RFC 8707 §2); may be empty
 * @param state to be returned unchanged
 * @param codeChallenge of PKCE; always present for response types that issue a code
 * @param nonce to be repeated in an ID token
 * @param prompts what the resource owner is to be shown; may be empty
 * @param maxAge the greatest age of the authentication
 * @param loginHint whom the client expects
 * @param receivedAt when the request, or its resumption, arrived
 */
public record AuthorizationRequest(
        Client client,
        VerifiedRedirectUri redirectUri,
        boolean redirectUriPresented,
        ResponseType responseType,
        Scopes scopes,
        Set<ResourceUri> resources,
        Optional<String> state,
        Optional<CodeChallenge> codeChallenge,
        Optional<String> nonce,
        Set<Prompt> prompts,
        Optional<Duration> maxAge,
        Optional<String> loginHint,
        Instant receivedAt) {

    public AuthorizationRequest {
        resources = Set.copyOf(resources);
        prompts = Set.copyOf(prompts);
    }

    /** What of it the resource owner is asked. */
    public ApprovalRequest toApprove() {
        return new ApprovalRequest(
                client, scopes, resources, Optional.of(redirectUri), prompts, maxAge, loginHint, receivedAt);
    }
}
