// SPDX-License-Identifier: Apache-2.0
package io.symbolon.oauth.core.internal.authorization;

import static com.google.inject.multibindings.Multibinder.newSetBinder;

import com.google.inject.AbstractModule;
import com.google.inject.multibindings.Multibinder;
import io.symbolon.oauth.api.authorization.Approvals;
import io.symbolon.oauth.api.authorization.Interactions;
import io.symbolon.oauth.api.authorization.WaitingRequestReader;
import io.symbolon.oauth.api.endpoint.Endpoint;
import io.symbolon.oauth.api.endpoint.Pages;
import io.symbolon.oauth.api.grant.ResponseTypeHandler;

/** Installs the authorization endpoint and the two pages behind it. */
public final class AuthorizationModule extends AbstractModule {

    @Override
    protected void configure() {
        newSetBinder(binder(), ResponseTypeHandler.class);
        newSetBinder(binder(), WaitingRequestReader.class);
        bind(Interactions.class).to(BrowserInteractions.class);
        bind(Approvals.class).to(ParkedRequests.class);
        bind(Pages.class).to(BrowserPages.class);
        Multibinder<Endpoint> endpoints = newSetBinder(binder(), Endpoint.class);
        endpoints.addBinding().to(AuthorizationEndpoint.class);
        endpoints.addBinding().to(ResumeEndpoint.class);
        endpoints.addBinding().to(ConsentEndpoint.class);
    }
}
