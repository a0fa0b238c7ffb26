// SPDX-License-Identifier: Apache-2.0
package io.symbolon.oauth.testkit.extending;

import static com.google.inject.multibindings.Multibinder.newSetBinder;

import com.google.inject.AbstractModule;
import io.symbolon.oauth.api.client.ClientAuthenticator;
import io.symbolon.oauth.api.endpoint.Endpoint;
import io.symbolon.oauth.api.grant.ResponseTypeHandler;
import io.symbolon.oauth.api.token.AccessTokenFormat;

/** Installs all of them. */
final class AlbumModule extends AbstractModule {

    @Override
    protected void configure() {
        newSetBinder(binder(), ClientAuthenticator.class).addBinding().to(ClientKeyHeader.class);
        newSetBinder(binder(), AccessTokenFormat.class).addBinding().to(MarkedTokens.class);
        newSetBinder(binder(), ResponseTypeHandler.class).addBinding().to(PreviewResponseType.class);
        newSetBinder(binder(), Endpoint.class).addBinding().to(EmergencyEndpoint.class);
    }
}
