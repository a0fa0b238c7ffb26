// SPDX-License-Identifier: Apache-2.0
package io.symbolon.oauth.core.grant.device;

import static com.google.inject.multibindings.Multibinder.newSetBinder;

import com.google.inject.AbstractModule;
import io.symbolon.oauth.api.grant.GrantHandler;
import io.symbolon.oauth.core.device.DeviceAuthorizationModule;

/** Installs the device authorization grant (RFC 8628) with its endpoints. */
public final class DeviceCodeGrantModule extends AbstractModule {

    @Override
    protected void configure() {
        newSetBinder(binder(), GrantHandler.class).addBinding().to(DeviceCodeGrant.class);
        install(new DeviceAuthorizationModule());
    }
}
