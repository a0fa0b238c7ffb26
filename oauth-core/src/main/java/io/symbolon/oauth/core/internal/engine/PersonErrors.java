// SPDX-License-Identifier: Apache-2.0
package io.symbolon.oauth.core.internal.engine;

import io.symbolon.oauth.api.OAuthException;
import io.symbolon.oauth.api.Request;
import io.symbolon.oauth.api.Response;
import io.symbolon.oauth.api.store.StoreFullException;
import io.symbolon.oauth.api.store.StoreUnavailableException;
import jakarta.inject.Inject;
import java.util.Optional;
import java.util.function.Supplier;

/** The outermost frame of what the application calls on behalf of a browser: refusals become pages. */
public final class PersonErrors {

    private final Refusals refusals;

    @Inject
    PersonErrors(Refusals refusals) {
        this.refusals = refusals;
    }

    /** The step's response, or the page that says why not. */
    public Response guard(Request request, String path, Supplier<Response> step) {
        try {
            return Engine.finished(step.get());
        } catch (OAuthException e) {
            return Engine.finished(refusals.page(e, request, path, Optional.empty()));
        } catch (StoreFullException e) {
            return Engine.finished(refusals.page(refusals.full(e, request), request, path, Optional.empty()));
        } catch (StoreUnavailableException e) {
            return Engine.finished(refusals.page(refusals.unavailable(e, request), request, path, Optional.empty()));
        }
    }
}
