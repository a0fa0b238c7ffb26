// SPDX-License-Identifier: Apache-2.0
package io.symbolon.oauth.core.clientauth.jwt;

import static com.google.inject.multibindings.Multibinder.newSetBinder;

import com.google.inject.AbstractModule;
import com.google.inject.multibindings.Multibinder;
import com.google.inject.multibindings.OptionalBinder;
import io.symbolon.oauth.api.client.ClientAuthenticator;
import io.symbolon.oauth.api.client.ClientMacSecrets;
import java.util.Optional;

/**
 * Installs {@code private_key_jwt} and, if the application gives it the secrets in clear, {@code client_secret_jwt} (RFC 7523
 * §2.2).
 */
public final class JwtClientAuthenticationModule extends AbstractModule {

    private final Optional<ClientMacSecrets> macSecrets;

    /** For clients that sign with a key of their own. */
    public JwtClientAuthenticationModule() {
        this.macSecrets = Optional.empty();
    }

    /** For clients that sign with a key of their own, or make an HMAC under a secret that the application keeps. */
    public JwtClientAuthenticationModule(ClientMacSecrets macSecrets) {
        this.macSecrets = Optional.of(macSecrets);
    }

    @Override
    protected void configure() {
        Multibinder<ClientAuthenticator> methods = newSetBinder(binder(), ClientAuthenticator.class);
        methods.addBinding().to(PrivateKeyJwt.class);
        OptionalBinder.newOptionalBinder(binder(), ClientMacSecrets.class);
        if (macSecrets.isPresent()) {
            bind(ClientMacSecrets.class).toInstance(macSecrets.get());
            methods.addBinding().to(ClientSecretJwt.class);
        }
    }
}
