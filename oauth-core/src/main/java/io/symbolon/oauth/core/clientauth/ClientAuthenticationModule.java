// SPDX-License-Identifier: Apache-2.0
package io.symbolon.oauth.core.clientauth;

import static com.google.inject.multibindings.Multibinder.newSetBinder;

import com.google.inject.AbstractModule;
import com.google.inject.multibindings.Multibinder;
import io.symbolon.oauth.api.client.ClientAuthenticator;
import io.symbolon.oauth.api.client.SecretHashScheme;

/** Installs {@code client_secret_basic}, {@code client_secret_post} and {@code none}. */
public final class ClientAuthenticationModule extends AbstractModule {

    @Override
    protected void configure() {
        newSetBinder(binder(), SecretHashScheme.class);
        Multibinder<ClientAuthenticator> methods = newSetBinder(binder(), ClientAuthenticator.class);
        methods.addBinding().to(ClientSecretBasic.class);
        methods.addBinding().to(ClientSecretPost.class);
        methods.addBinding().to(NoAuthentication.class);
    }
}
