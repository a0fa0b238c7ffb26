// SPDX-License-Identifier: Apache-2.0
package io.symbolon.oauth.core.internal.assertion;

import io.symbolon.oauth.api.Issuer;
import io.symbolon.oauth.api.OAuthException;
import io.symbolon.oauth.api.Secret;
import io.symbolon.oauth.api.Subject;
import io.symbolon.oauth.api.assertion.AssertionLimits;
import io.symbolon.oauth.api.assertion.TrustedAssertion;
import io.symbolon.oauth.api.assertion.TrustedAssertions;
import io.symbolon.oauth.api.assertion.TrustedIssuer;
import io.symbolon.oauth.api.client.Client;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;

/** Assertions of the issuers that are registered as trusted (RFC 7523 §2.1, §3). */
@Singleton
public final class RegisteredAssertions implements TrustedAssertions {

    private static final String ISSUER = "issuer";

    private final Map<String, TrustedIssuer> issuers = new LinkedHashMap<>();
    private final AssertionRules rules;
    private final AssertionVerification verification;

    @Inject
    RegisteredAssertions(
            Set<TrustedIssuer> trusted, Issuer issuer, AssertionLimits limits, AssertionVerification verification) {
        for (TrustedIssuer each : trusted) {
            if (issuers.put(each.issuer(), each) != null || each.issuer().equals(issuer.uri())) {
                throw new IllegalArgumentException("the issuer '" + each.issuer()
                        + "' is trusted twice, or is this server itself: name each other issuer once");
            }
        }
        this.rules = new AssertionRules(
                Set.of(issuer.uri(), issuer.uri() + "/token"),
                Set.of("jwt", "authorization-grant+jwt"),
                limits,
                OAuthException::invalidGrant);
        this.verification = verification;
    }

    @Override
    public TrustedAssertion verify(Secret presented, Client presenter, Instant receivedAt) {
        Assertion assertion = rules.read(presented, receivedAt);
        if (!AssertionVerification.isAllowed(assertion)) {
            throw refused("assertion-algorithm");
        }
        TrustedIssuer issuer = issuers.get(assertion.text("iss").orElseThrow());
        if (issuer == null) {
            throw refused("assertion-issuer-not-trusted");
        }
        if (!issuer.clients().isEmpty() && !issuer.clients().contains(presenter.clientId())) {
            throw refused("assertion-presented-by-another-client");
        }
        String refusal = verification.refusal(assertion, issuer.jwks(), issuer.jwksUri(), receivedAt);
        if (!refusal.isEmpty()) {
            throw refused(refusal);
        }
        Subject subject = issuer.subjects()
                .find(assertion.text("sub").orElseThrow(), assertion.claims())
                .orElseThrow(() -> refused("assertion-subject-unknown"));
        return new TrustedAssertion(
                issuer,
                subject,
                assertion.claims(),
                assertion.marker(ISSUER),
                rules.expiresAt(assertion),
                rules.refusedFrom(assertion));
    }

    private OAuthException refused(String rule) {
        return rules.refused(
                rule,
                "the assertion is not signed by a trusted issuer for this client, or its subject is unknown here");
    }
}
