// SPDX-License-Identifier: Apache-2.0
package io.symbolon.oauth.saml;

import io.symbolon.oauth.api.Digest;
import io.symbolon.oauth.api.Issuer;
import io.symbolon.oauth.api.OAuthException;
import io.symbolon.oauth.api.Secret;
import io.symbolon.oauth.api.Subject;
import io.symbolon.oauth.api.assertion.AssertionLimits;
import io.symbolon.oauth.api.client.Client;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;

/** Assertions of the issuers that are registered as trusted (RFC 7522 §3). Verifies, and spends nothing. */
@Singleton
final class SamlAssertions {

    private final Map<String, Trusted> issuers = new LinkedHashMap<>();
    private final SignatureVerification verification = new SignatureVerification();

    @Inject
    SamlAssertions(Set<TrustedSamlIssuer> trusted, Issuer server, AssertionLimits limits) {
        for (TrustedSamlIssuer each : trusted) {
            if (issuers.put(each.issuer(), new Trusted(each, rules(each, server, limits))) != null) {
                throw new IllegalArgumentException(
                        "the SAML issuer '" + each.issuer() + "' is trusted twice: name each issuer once");
            }
        }
    }

    /**
     * The assertion, if a trusted issuer made it for this server, lets this client present it, and it is valid at this
     * instant.
     *
     * @throws OAuthException {@code invalid_grant} if not, naming the rule
     */
    VerifiedAssertion verify(Secret presented, Client presenter, Instant receivedAt) {
        PresentedAssertion claimed = PresentedAssertion.parse(presented);
        SignatureForm signature = SignatureForm.of(claimed);
        Trusted trusted = issuers.get(claimed.issuer());
        if (trusted == null) {
            throw Refusal.untrusted("assertion-issuer-not-trusted");
        }
        TrustedSamlIssuer issuer = trusted.issuer();
        if (!issuer.clients().isEmpty() && !issuer.clients().contains(presenter.clientId())) {
            throw Refusal.untrusted("assertion-presented-by-another-client");
        }
        PresentedAssertion signed = verification
                .signed(claimed, signature, issuer.keys())
                .filter(it -> it.issuer().equals(issuer.issuer()))
                .orElseThrow(() -> Refusal.untrusted("assertion-signature"));
        SamlStatement statement = SamlStatement.of(signed);
        Instant expiresAt = trusted.rules().requireValid(statement, receivedAt);
        Subject subject = issuer.subjects()
                .find(statement.subject(), statement.claims())
                .orElseThrow(() -> Refusal.untrusted("assertion-subject-unknown"));
        return new VerifiedAssertion(
                subject,
                issuer.scopes(),
                marker(issuer, signed.id()),
                trusted.rules().refusedFrom(expiresAt));
    }

    private static SamlRules rules(TrustedSamlIssuer issuer, Issuer server, AssertionLimits limits) {
        String tokenEndpoint = server.uri() + "/token";
        Set<String> audiences = new HashSet<>(issuer.audiences());
        audiences.add(server.uri());
        audiences.add(tokenEndpoint);
        return new SamlRules(tokenEndpoint, audiences, limits);
    }

    /** Two have the same only if they have the same maker and the same {@code ID}. */
    private static Digest marker(TrustedSamlIssuer issuer, String id) {
        return Digest.of(Secret.of("saml:" + issuer.issuer().length() + ':' + issuer.issuer() + id));
    }

    /** An issuer, and what its assertions must say. */
    private record Trusted(TrustedSamlIssuer issuer, SamlRules rules) {}
}
