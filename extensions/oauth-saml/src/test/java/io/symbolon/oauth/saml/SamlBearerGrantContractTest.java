// SPDX-License-Identifier: Apache-2.0
package io.symbolon.oauth.saml;

import com.google.inject.Module;
import io.symbolon.oauth.api.GrantType;
import io.symbolon.oauth.api.Subject;
import io.symbolon.oauth.api.assertion.SubjectMapping;
import io.symbolon.oauth.testkit.GrantHandlerContract;
import io.symbolon.oauth.testkit.SamlAssertionMaker;
import java.util.List;
import java.util.Map;

class SamlBearerGrantContractTest extends GrantHandlerContract {

    private static final String PARTNER = "https://partner.example/saml";

    private final SamlAssertionMaker partner = SamlAssertionMaker.named(PARTNER);

    @Override
    protected List<Module> modules() {
        return List.of(new SamlBearerGrantModule(TrustedSamlIssuer.named(PARTNER)
                .key(partner.publicKey())
                .subjects(SubjectMapping.toAccount(""))
                .scopes("contract.read", "contract.write")
                .build()));
    }

    @Override
    protected GrantType grantType() {
        return GrantType.SAML2_BEARER;
    }

    @Override
    protected boolean isMarked() {
        return true;
    }

    @Override
    protected GoodRequest prepare(Party party, String account) {
        String assertion = partner.assertion(
                account, "https://as.example.com", party.clock().instant());
        return new GoodRequest(Map.of("assertion", assertion), Subject.ofAccount(account));
    }
}
