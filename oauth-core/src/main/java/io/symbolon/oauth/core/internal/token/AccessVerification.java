// SPDX-License-Identifier: Apache-2.0
package io.symbolon.oauth.core.internal.token;

import io.symbolon.oauth.api.AccessDemand;
import io.symbolon.oauth.api.OAuthException;
import io.symbolon.oauth.api.Secret;
import io.symbolon.oauth.api.VerifiedAccess;
import io.symbolon.oauth.api.client.Client;
import io.symbolon.oauth.api.client.ClientReads;
import io.symbolon.oauth.api.grant.AccessDecision;
import io.symbolon.oauth.api.grant.AccessRequest;
import io.symbolon.oauth.api.grant.GrantOrigin;
import io.symbolon.oauth.api.token.AccessToken;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.Optional;

/** Whether an access token is good for what a resource server demands. */
@Singleton
public final class AccessVerification {

    private final AccessTokens tokens;
    private final ClientReads clients;
    private final GrantOrigins origins;

    @Inject
    AccessVerification(AccessTokens tokens, ClientReads clients, GrantOrigins origins) {
        this.tokens = tokens;
        this.clients = clients;
        this.origins = origins;
    }

    /**
     * What the token says, if it satisfies the demand.
     *
     * @throws OAuthException {@code invalid_token} or {@code insufficient_scope} (RFC 6750 §3.1)
     */
    public VerifiedAccess verify(Secret presented, AccessDemand demand, Instant at) {
        AccessToken token =
                tokens.findValid(presented, at).orElseThrow(() -> invalid("token-unknown-expired-or-revoked"));
        if (token.senderKey().isPresent()) {
            // RFC 9449 §7.1, RFC 8705 §3: a bound token is no bearer token
            throw invalid("sender-key-not-proven");
        }
        if (demand.resource().isPresent()
                && !token.audience().contains(demand.resource().get())) {
            throw invalid("other-audience");
        }
        if (demand.invokerUri().isPresent()
                && !isInvokedFrom(demand.invokerUri().get(), token)) {
            throw invalid("unregistered-invoker-uri");
        }
        if (!token.scopes().containsAll(demand.scopes())) {
            throw OAuthException.insufficientScope("the access token lacks a scope; needed: " + demand.scopes())
                    .refusedBy("scope-not-granted");
        }
        VerifiedAccess access = verified(token);
        GrantOrigin origin = origins.find(token.origin())
                .orElseThrow(() -> invalid("handler-no-longer-installed:" + token.origin()));
        AccessDecision decision = origin.authenticate(new AccessRequest(access, demand, at));
        if (decision.refusal().isPresent()) {
            throw OAuthException.invalidToken(decision.refusal().get())
                    .refusedBy("refused-by-handler:" + token.origin());
        }
        return access;
    }

    private boolean isInvokedFrom(String invokerUri, AccessToken token) {
        Optional<Client> client = clients.find(token.client());
        return client.isPresent() && client.get().invokerUris().contains(invokerUri);
    }

    private static VerifiedAccess verified(AccessToken token) {
        return new VerifiedAccess(
                token.subject(),
                token.client(),
                token.scopes(),
                token.audience(),
                token.issuedAt(),
                token.expiresAt(),
                token.grant(),
                token.senderKey(),
                token.claims());
    }

    private static OAuthException invalid(String rule) {
        return OAuthException.invalidToken("the access token is expired, revoked, or not for this resource")
                .refusedBy(rule);
    }
}
