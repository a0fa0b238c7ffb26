// SPDX-License-Identifier: Apache-2.0
package io.symbolon.oauth.testkit.grant;

import com.google.inject.Module;
import io.symbolon.oauth.api.GrantType;
import io.symbolon.oauth.api.Subject;
import io.symbolon.oauth.core.grant.code.AuthorizationCodeGrantModule;
import io.symbolon.oauth.core.grant.exchange.ExchangeRule;
import io.symbolon.oauth.core.grant.exchange.ExchangeRules;
import io.symbolon.oauth.core.grant.exchange.TokenExchangeGrantModule;
import io.symbolon.oauth.testkit.GrantHandlerContract;
import java.util.List;
import java.util.Map;
import java.util.Set;

class TokenExchangeGrantContractTest extends GrantHandlerContract {

    @Override
    protected List<Module> modules() {
        return List.of(
                new AuthorizationCodeGrantModule(),
                new TokenExchangeGrantModule(ExchangeRules.of(rule("client"), rule("other-client"))));
    }

    private static ExchangeRule rule(String client) {
        return ExchangeRule.forClient(client)
                .issuedTo("client")
                .issuedTo("other-client")
                .impersonating()
                .scopes("contract.read", "contract.write")
                .build();
    }

    @Override
    protected GrantType grantType() {
        return GrantType.TOKEN_EXCHANGE;
    }

    @Override
    protected Set<String> openParameters() {
        return Set.of("subject_token_type", "actor_token_type", "requested_token_type", "audience");
    }

    @Override
    protected GoodRequest prepare(Party party, String account) {
        String subjectToken = party.codeFlow().tokensFor(account).accessToken();
        return new GoodRequest(
                Map.of(
                        "subject_token",
                        subjectToken,
                        "subject_token_type",
                        "urn:ietf:params:oauth:token-type:access_token"),
                Subject.ofAccount(account));
    }
}
