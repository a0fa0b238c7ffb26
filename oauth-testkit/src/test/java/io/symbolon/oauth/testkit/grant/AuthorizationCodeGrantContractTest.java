// SPDX-License-Identifier: Apache-2.0
package io.symbolon.oauth.testkit.grant;

import com.google.inject.Module;
import io.symbolon.oauth.api.GrantType;
import io.symbolon.oauth.api.Subject;
import io.symbolon.oauth.core.grant.code.AuthorizationCodeGrantModule;
import io.symbolon.oauth.testkit.GrantHandlerContract;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

class AuthorizationCodeGrantContractTest extends GrantHandlerContract {

    @Override
    protected List<Module> modules() {
        return List.of(new AuthorizationCodeGrantModule());
    }

    @Override
    protected GrantType grantType() {
        return GrantType.AUTHORIZATION_CODE;
    }

    @Override
    protected GoodRequest prepare(Party party, String account) {
        Map<String, String> parameters =
                new LinkedHashMap<>(party.codeFlow().codeFor(account).tokenRequest());
        parameters.remove("grant_type");
        return new GoodRequest(parameters, Subject.ofAccount(account));
    }

    @Override
    protected boolean isSpent() {
        return true;
    }

    @Override
    protected Set<String> openParameters() {
        return Set.of("redirect_uri");
    }
}
