// SPDX-License-Identifier: Apache-2.0
package io.symbolon.oauth.core.internal.assertion;

import io.symbolon.oauth.api.ClientId;
import io.symbolon.oauth.api.Digest;
import io.symbolon.oauth.api.Issuer;
import io.symbolon.oauth.api.OAuthException;
import io.symbolon.oauth.api.Secret;
import io.symbolon.oauth.api.assertion.AssertionLimits;
import io.symbolon.oauth.api.client.Client;
import io.symbolon.oauth.api.client.ClientMacSecrets;
import io.symbolon.oauth.api.client.HashedSecret;
import io.symbolon.oauth.api.store.OnceStore;
import jakarta.inject.Inject;
import java.time.Instant;
import java.util.Base64;
import java.util.Set;

/**
 * Assertions by which clients authenticate (RFC 7523 §2.2, §3): made by the client about itself, for this issuer and nobody
 * else, good for one use.
 */
public final class ClientAssertions {

    /** The algorithm of {@code client_secret_jwt}. */
    public static final String MAC_ALGORITHM = "HS256";

    private static final String CLIENT = "client";

    private final AssertionRules rules;
    private final AssertionVerification verification;
    private final OnceStore onceOnly;

    @Inject
    ClientAssertions(Issuer issuer, AssertionLimits limits, AssertionVerification verification, OnceStore onceOnly) {
        // the update of RFC 7523: an assertion for this issuer alone cannot be one that another server talked the
        // client into
        this.rules = new AssertionRules(
                Set.of(issuer.uri()),
                Set.of("jwt", "client-authentication+jwt"),
                limits,
                OAuthException::invalidClient);
        this.verification = verification;
        this.onceOnly = onceOnly;
    }

    /** The {@code alg} that an assertion states; empty if it is none. */
    public static String algorithmOf(Secret presented) {
        return Assertion.parse(presented).map(Assertion::algorithm).orElse("");
    }

    /**
     * Who a client assertion says it comes from.
     *
     * @throws OAuthException {@code invalid_client} if it does not say what it must
     */
    public ClientId read(Secret presented, Instant at) {
        Assertion assertion = rules.read(presented, at);
        String subject = assertion.text("sub").orElseThrow();
        if (!assertion.text("iss").orElseThrow().equals(subject)) {
            throw rules.refused(
                    "assertion-issuer-is-not-subject", "iss and sub of a client assertion are both the client_id");
        }
        if (!assertion.algorithm().equals(MAC_ALGORITHM) && !AssertionVerification.isAllowed(assertion)) {
            throw rules.refused("assertion-algorithm", "the assertion's alg is none of those in the metadata");
        }
        try {
            return new ClientId(subject);
        } catch (IllegalArgumentException e) {
            throw rules.refused("assertion-malformed-sub", "iss and sub of a client assertion are both the client_id");
        }
    }

    /**
     * Verifies that a key of the client signed it, and spends it.
     *
     * @throws OAuthException {@code invalid_client} if not, or if it was used before
     */
    public void requireSigned(Secret presented, Client client, Instant at) {
        Assertion assertion = rules.read(presented, at);
        String refusal = verification.refusal(assertion, client.jwks(), client.jwksUri(), at);
        if (!refusal.isEmpty()) {
            throw refused(refusal);
        }
        spend(assertion, at);
    }

    /**
     * Verifies that it has an HMAC under a secret of the client that is registered still, and spends it.
     *
     * @throws OAuthException {@code invalid_client} if not, or if it was used before
     */
    public void requireMac(Secret presented, Client client, ClientMacSecrets secrets, Instant at) {
        Assertion assertion = rules.read(presented, at);
        boolean proven = false;
        for (Secret secret : secrets.secretsOf(client.clientId())) {
            proven |= isRegistered(secret, client) && AssertionVerification.hasMac(assertion, secret);
        }
        if (!proven) {
            throw refused("assertion-mac");
        }
        spend(assertion, at);
    }

    private static boolean isRegistered(Secret secret, Client client) {
        Digest digest = Digest.of(secret);
        boolean found = false;
        for (HashedSecret kept : client.secrets()) {
            found |= kept.scheme().equals(HashedSecret.SHA_256)
                    && digest.matches(Digest.fromBytes(Base64.getUrlDecoder().decode(kept.encoded())));
        }
        return found && secret.length() >= 32;
    }

    private void spend(Assertion assertion, Instant at) {
        OnceStore.Burned burned = onceOnly.burn(assertion.marker(CLIENT), rules.refusedFrom(assertion), at);
        if (burned == OnceStore.Burned.AGAIN) {
            throw refused("assertion-replayed");
        }
    }

    private OAuthException refused(String rule) {
        return rules.refused(rule, "the client's assertion does not authenticate it");
    }
}
