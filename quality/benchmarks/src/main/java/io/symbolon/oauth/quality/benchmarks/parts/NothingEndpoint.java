// SPDX-License-Identifier: Apache-2.0
package io.symbolon.oauth.quality.benchmarks.parts;

import com.google.inject.AbstractModule;
import com.google.inject.multibindings.Multibinder;
import io.symbolon.oauth.api.Body;
import io.symbolon.oauth.api.Response;
import io.symbolon.oauth.api.endpoint.Endpoint;
import io.symbolon.oauth.api.endpoint.EndpointRequest;
import java.util.Set;

/** Has its client authenticated, and does nothing else. */
final class NothingEndpoint implements Endpoint {

    static final String PATH = "/nothing";

    private static final Body ANSWER = Body.utf8("{}");

    @Override
    public String path() {
        return PATH;
    }

    @Override
    public Set<String> methods() {
        return Set.of("POST");
    }

    @Override
    public ClientAuthentication clientAuthentication() {
        return ClientAuthentication.CONFIDENTIAL_CLIENT;
    }

    @Override
    public Response handle(EndpointRequest request) {
        return Response.status(200).json(ANSWER).build();
    }

    /** Mounts it. */
    static final class Module extends AbstractModule {

        @Override
        protected void configure() {
            Multibinder.newSetBinder(binder(), Endpoint.class).addBinding().to(NothingEndpoint.class);
        }
    }
}
