// SPDX-License-Identifier: Apache-2.0
package io.symbolon.oauth.core.grant.code;

import static com.google.inject.multibindings.Multibinder.newSetBinder;

import com.google.inject.AbstractModule;
import io.symbolon.oauth.api.grant.GrantHandler;
import io.symbolon.oauth.api.grant.ResponseTypeHandler;

/** Installs the authorization code grant with PKCE (RFC 6749 §4.1, RFC 7636). */
public final class AuthorizationCodeGrantModule extends AbstractModule {

    @Override
    protected void configure() {
        newSetBinder(binder(), GrantHandler.class).addBinding().to(AuthorizationCodeGrant.class);
        newSetBinder(binder(), ResponseTypeHandler.class).addBinding().to(AuthorizationCodeGrant.class);
    }
}
