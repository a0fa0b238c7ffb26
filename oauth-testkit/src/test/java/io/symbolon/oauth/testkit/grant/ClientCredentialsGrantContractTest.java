// SPDX-License-Identifier: Apache-2.0
package io.symbolon.oauth.testkit.grant;

import com.google.inject.Module;
import io.symbolon.oauth.api.GrantType;
import io.symbolon.oauth.api.Subject;
import io.symbolon.oauth.core.grant.clientcredentials.ClientCredentialsGrantModule;
import io.symbolon.oauth.testkit.GrantHandlerContract;
import java.util.List;
import java.util.Map;

class ClientCredentialsGrantContractTest extends GrantHandlerContract {

    @Override
    protected List<Module> modules() {
        return List.of(new ClientCredentialsGrantModule());
    }

    @Override
    protected GrantType grantType() {
        return GrantType.CLIENT_CREDENTIALS;
    }

    @Override
    protected GoodRequest prepare(Party party, String account) {
        return new GoodRequest(Map.of(), Subject.ofClient(party.client().clientId()));
    }
}
