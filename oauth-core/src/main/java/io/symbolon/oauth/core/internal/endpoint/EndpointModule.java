// SPDX-License-Identifier: Apache-2.0
package io.symbolon.oauth.core.internal.endpoint;

import static com.google.inject.multibindings.Multibinder.newSetBinder;

import com.google.inject.AbstractModule;
import com.google.inject.multibindings.Multibinder;
import io.symbolon.oauth.api.endpoint.Endpoint;

/** Installs the endpoints that clients and resource servers call. */
public final class EndpointModule extends AbstractModule {

    @Override
    protected void configure() {
        Multibinder<Endpoint> endpoints = newSetBinder(binder(), Endpoint.class);
        endpoints.addBinding().to(TokenEndpoint.class);
        endpoints.addBinding().to(IntrospectionEndpoint.class);
        endpoints.addBinding().to(RevocationEndpoint.class);
        endpoints.addBinding().to(AuthenticateEndpoint.class);
        endpoints.addBinding().to(MetadataEndpoint.class);
        endpoints.addBinding().to(JwksEndpoint.class);
    }
}
