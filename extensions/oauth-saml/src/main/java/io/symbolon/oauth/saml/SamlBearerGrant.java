// SPDX-License-Identifier: Apache-2.0
package io.symbolon.oauth.saml;

import io.symbolon.oauth.api.GrantType;
import io.symbolon.oauth.api.Parameter;
import io.symbolon.oauth.api.Secret;
import io.symbolon.oauth.api.grant.Artifact;
import io.symbolon.oauth.api.grant.GrantDecision;
import io.symbolon.oauth.api.grant.GrantHandler;
import io.symbolon.oauth.api.grant.OnceOnly;
import io.symbolon.oauth.api.grant.TokenRequest;
import jakarta.inject.Inject;
import java.util.List;

/** Grants access on the word of a trusted issuer (RFC 7522 §2.1): each assertion once, and never more than it is trusted for. */
final class SamlBearerGrant implements GrantHandler {

    private static final Parameter<Secret> ASSERTION = Parameter.requiredSecret("assertion");

    private final SamlAssertions assertions;

    @Inject
    SamlBearerGrant(SamlAssertions assertions) {
        this.assertions = assertions;
    }

    @Override
    public GrantType grantType() {
        return GrantType.SAML2_BEARER;
    }

    @Override
    public List<Parameter<?>> parameters() {
        return List.of(ASSERTION);
    }

    // RFC 7521 §4.1: no refresh token; whoever may go on gets another assertion
    @Override
    public GrantDecision grant(TokenRequest request) {
        VerifiedAssertion assertion = assertions.verify(request.get(ASSERTION), request.client(), request.receivedAt());
        return GrantDecision.Issue.to(assertion.subject(), assertion.scopes())
                .only(Artifact.ACCESS_TOKEN)
                .onlyOnce(new OnceOnly(assertion.marker(), assertion.refusedFrom(), "assertion-replayed"));
    }
}
