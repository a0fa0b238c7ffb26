// SPDX-License-Identifier: Apache-2.0
package io.symbolon.oauth.core.grant.exchange;

import static com.google.inject.multibindings.Multibinder.newSetBinder;

import com.google.inject.AbstractModule;
import io.symbolon.oauth.api.exchange.TokenExchangePolicy;
import io.symbolon.oauth.api.grant.GrantHandler;

/** Installs token exchange (RFC 8693) under a policy; what that does not allow is refused. */
public final class TokenExchangeGrantModule extends AbstractModule {

    private final TokenExchangePolicy policy;

    /** Under this policy, such as {@link ExchangeRules}. */
    public TokenExchangeGrantModule(TokenExchangePolicy policy) {
        this.policy = policy;
    }

    @Override
    protected void configure() {
        bind(TokenExchangePolicy.class).toInstance(policy);
        newSetBinder(binder(), GrantHandler.class).addBinding().to(TokenExchangeGrant.class);
    }
}
