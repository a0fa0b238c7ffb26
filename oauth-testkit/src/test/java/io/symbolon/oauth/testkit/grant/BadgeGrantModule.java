// SPDX-License-Identifier: Apache-2.0
package io.symbolon.oauth.testkit.grant;

import static com.google.inject.multibindings.Multibinder.newSetBinder;

import com.google.inject.AbstractModule;
import io.symbolon.oauth.api.grant.GrantHandler;

/** Installs the badge grant; the application binds {@link Badges}. */
final class BadgeGrantModule extends AbstractModule {

    @Override
    protected void configure() {
        requireBinding(Badges.class);
        newSetBinder(binder(), GrantHandler.class).addBinding().to(BadgeGrant.class);
    }
}
