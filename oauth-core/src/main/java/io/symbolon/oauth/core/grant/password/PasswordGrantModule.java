// SPDX-License-Identifier: Apache-2.0
package io.symbolon.oauth.core.grant.password;

import static com.google.inject.multibindings.Multibinder.newSetBinder;

import com.google.inject.AbstractModule;
import io.symbolon.oauth.api.account.Accounts;
import io.symbolon.oauth.api.grant.GrantHandler;

/**
 * Installs the resource owner password credentials grant (RFC 6749 §4.3); {@link Accounts} must be bound. It makes people
 * tell clients their passwords, so RFC 9700 §2.4 forbids it and OAuth 2.1 leaves it out: the server warns when it starts.
 */
public final class PasswordGrantModule extends AbstractModule {

    @Override
    protected void configure() {
        requireBinding(Accounts.class);
        newSetBinder(binder(), GrantHandler.class).addBinding().to(PasswordGrant.class);
    }
}
