// SPDX-License-Identifier: Apache-2.0
package io.symbolon.oauth.core.grant.clientcredentials;

import static com.google.inject.multibindings.Multibinder.newSetBinder;

import com.google.inject.AbstractModule;
import io.symbolon.oauth.api.grant.GrantHandler;

/** Installs the client credentials grant (RFC 6749 §4.4). */
public final class ClientCredentialsGrantModule extends AbstractModule {

    @Override
    protected void configure() {
        newSetBinder(binder(), GrantHandler.class).addBinding().to(ClientCredentialsGrant.class);
    }
}
