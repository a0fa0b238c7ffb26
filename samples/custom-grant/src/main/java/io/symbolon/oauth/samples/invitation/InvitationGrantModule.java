// SPDX-License-Identifier: Apache-2.0
package io.symbolon.oauth.samples.invitation;

import com.google.inject.AbstractModule;
import com.google.inject.multibindings.Multibinder;
import io.symbolon.oauth.api.grant.GrantHandler;

/** Installs the invitation grant. */
public final class InvitationGrantModule extends AbstractModule {

    @Override
    protected void configure() {
        Multibinder.newSetBinder(binder(), GrantHandler.class).addBinding().to(InvitationGrant.class);
    }
}
