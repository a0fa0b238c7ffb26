// SPDX-License-Identifier: Apache-2.0
package io.symbolon.oauth.testkit.grant;

import static com.google.inject.multibindings.Multibinder.newSetBinder;

import com.google.inject.Module;
import io.symbolon.oauth.api.GrantType;
import io.symbolon.oauth.api.Subject;
import io.symbolon.oauth.api.assertion.SubjectMapping;
import io.symbolon.oauth.api.assertion.TrustedIssuer;
import io.symbolon.oauth.core.grant.jwtbearer.JwtBearerGrantModule;
import io.symbolon.oauth.testkit.AssertionMaker;
import io.symbolon.oauth.testkit.GrantHandlerContract;
import java.util.List;
import java.util.Map;

class JwtBearerGrantContractTest extends GrantHandlerContract {

    private static final String PARTNER = "https://partner.example";

    private final AssertionMaker partner = AssertionMaker.named(PARTNER);

    @Override
    protected List<Module> modules() {
        TrustedIssuer trusted = TrustedIssuer.named(PARTNER)
                .jwks(partner.jwks())
                .subjects(SubjectMapping.toAccount(""))
                .scopes("contract.read", "contract.write")
                .build();
        return List.of(
                new JwtBearerGrantModule(),
                binder -> newSetBinder(binder, TrustedIssuer.class).addBinding().toInstance(trusted));
    }

    @Override
    protected GrantType grantType() {
        return GrantType.JWT_BEARER;
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
