// SPDX-License-Identifier: Apache-2.0
package io.symbolon.oauth.core.device;

import static com.google.inject.multibindings.Multibinder.newSetBinder;

import com.google.inject.AbstractModule;
import com.google.inject.multibindings.Multibinder;
import io.symbolon.oauth.api.authorization.WaitingRequestReader;
import io.symbolon.oauth.api.endpoint.Endpoint;

/** Installs the endpoints of device authorization; the grant's own module does it. */
public final class DeviceAuthorizationModule extends AbstractModule {

    @Override
    protected void configure() {
        Multibinder<Endpoint> endpoints = newSetBinder(binder(), Endpoint.class);
        endpoints.addBinding().to(DeviceAuthorizationEndpoint.class);
        endpoints.addBinding().to(VerificationEndpoint.class);
        endpoints.addBinding().to(ConfirmationEndpoint.class);
        newSetBinder(binder(), WaitingRequestReader.class).addBinding().to(WaitingDevices.class);
    }
}
