// SPDX-License-Identifier: Apache-2.0
package io.symbolon.oauth.testkit.grant;

import com.google.inject.Module;
import io.symbolon.oauth.api.GrantType;
import io.symbolon.oauth.api.Subject;
import io.symbolon.oauth.core.grant.code.AuthorizationCodeGrantModule;
import io.symbolon.oauth.core.grant.refresh.RefreshTokenGrantModule;
import io.symbolon.oauth.testkit.GrantHandlerContract;
import java.util.List;
import java.util.Map;

class RefreshTokenGrantContractTest extends GrantHandlerContract {

    @Override
    protected List<Module> modules() {
        return List.of(new AuthorizationCodeGrantModule(), new RefreshTokenGrantModule());
    }

    @Override
    protected GrantType grantType() {
        return GrantType.REFRESH_TOKEN;
    }

    @Override
    protected GoodRequest prepare(Party party, String account) {
        String refreshToken = party.codeFlow().tokensFor(account).refreshToken().orElseThrow();
        return new GoodRequest(Map.of("refresh_token", refreshToken), Subject.ofAccount(account));
    }

    @Override
    protected boolean isSpent() {
        return true;
    }
}
