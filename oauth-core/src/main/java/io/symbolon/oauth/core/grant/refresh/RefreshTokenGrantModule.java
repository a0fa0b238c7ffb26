// SPDX-License-Identifier: Apache-2.0
package io.symbolon.oauth.core.grant.refresh;

import static com.google.inject.multibindings.Multibinder.newSetBinder;

import com.google.inject.AbstractModule;
import io.symbolon.oauth.api.grant.GrantHandler;

/** Installs the refresh token grant (RFC 6749 §6). */
public final class RefreshTokenGrantModule extends AbstractModule {

    @Override
    protected void configure() {
        newSetBinder(binder(), GrantHandler.class).addBinding().to(RefreshTokenGrant.class);
    }
}
