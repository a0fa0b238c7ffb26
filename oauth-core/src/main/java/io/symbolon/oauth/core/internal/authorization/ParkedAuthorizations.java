// SPDX-License-Identifier: Apache-2.0
package io.symbolon.oauth.core.internal.authorization;

import io.symbolon.oauth.api.OAuthException;
import io.symbolon.oauth.api.Request;
import io.symbolon.oauth.api.Response;
import io.symbolon.oauth.api.authorization.Approval;
import io.symbolon.oauth.api.authorization.ApprovalRequest;
import io.symbolon.oauth.api.authorization.AuthorizationRequest;
import io.symbolon.oauth.api.authorization.WaitingRequest;
import io.symbolon.oauth.api.authorization.WaitingRequestReader;
import io.symbolon.oauth.core.internal.http.Form;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Instant;

/** Reads parked authorization requests back, form-encoded as they came. */
@Singleton
final class ParkedAuthorizations implements WaitingRequestReader {

    static final String NAME = "authorization";

    private final AuthorizationRequests requests;
    private final AuthorizationResponses responses;

    @Inject
    ParkedAuthorizations(AuthorizationRequests requests, AuthorizationResponses responses) {
        this.requests = requests;
        this.responses = responses;
    }

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public WaitingRequest read(String parked, Instant at) {
        Form form = Form.ofText(parked);
        return waiting(requests.read(requests.addressee(form), form, at));
    }

    /** The request, whether it was parked or not. */
    WaitingRequest waiting(AuthorizationRequest request) {
        return new Waiting(request, responses);
    }

    private record Waiting(AuthorizationRequest request, AuthorizationResponses responses) implements WaitingRequest {

        @Override
        public ApprovalRequest toApprove() {
            return request.toApprove();
        }

        @Override
        public Response approved(Approval approval, Request browser) {
            return responses.approved(request, approval, browser);
        }

        @Override
        public Response refused(OAuthException refusal, Request browser) {
            return responses.refused(request, refusal, browser);
        }
    }
}
