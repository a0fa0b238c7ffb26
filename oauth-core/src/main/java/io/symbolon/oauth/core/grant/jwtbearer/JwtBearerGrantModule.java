// SPDX-License-Identifier: Apache-2.0
package io.symbolon.oauth.core.grant.jwtbearer;

import static com.google.inject.multibindings.Multibinder.newSetBinder;

import com.google.inject.AbstractModule;
import io.symbolon.oauth.api.grant.GrantHandler;

/**
 * Installs the JWT bearer grant (RFC 7523 §2.1). The issuers that it trusts are those of the server: {@code
 * OAuthServer.builder(...).trustedIssuer(...)}.
 */
public final class JwtBearerGrantModule extends AbstractModule {

    @Override
    protected void configure() {
        newSetBinder(binder(), GrantHandler.class).addBinding().to(JwtBearerGrant.class);
    }
}
