// SPDX-License-Identifier: Apache-2.0
package io.symbolon.oauth.core.grant.implicit;

import static com.google.inject.multibindings.Multibinder.newSetBinder;

import com.google.inject.AbstractModule;
import io.symbolon.oauth.api.grant.ResponseTypeHandler;

/**
 * Installs the implicit grant (RFC 6749 §4.2). Its tokens pass through the browser's address, so RFC 9700 §2.1.2 advises
 * against it and OAuth 2.1 leaves it out: the server warns when it starts.
 */
public final class ImplicitGrantModule extends AbstractModule {

    @Override
    protected void configure() {
        newSetBinder(binder(), ResponseTypeHandler.class).addBinding().to(ImplicitGrant.class);
    }
}
