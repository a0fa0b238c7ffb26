// SPDX-License-Identifier: Apache-2.0
package io.symbolon.oauth.core.internal.engine;

import io.symbolon.oauth.api.AccessDemand;
import io.symbolon.oauth.api.Issuer;
import io.symbolon.oauth.api.OAuthException;
import io.symbolon.oauth.api.Request;
import io.symbolon.oauth.api.Response;
import io.symbolon.oauth.api.Secret;
import io.symbolon.oauth.core.internal.token.AccessVerification;
import jakarta.inject.Inject;
import java.util.List;

/** Verifies the access token that a request to a resource carries (RFC 6750 §2.1, §3). */
final class BearerAuthentication {

    private final Issuer issuer;
    private final AccessVerification verification;

    @Inject
    BearerAuthentication(Issuer issuer, AccessVerification verification) {
        this.issuer = issuer;
        this.verification = verification;
    }

    Response authenticate(Request request, AccessDemand demand) {
        List<String> headers = request.headers("Authorization");
        if (headers.size() > 1) {
            throw OAuthException.invalidRequest("send one Authorization header")
                    .refusedBy("authorization-header-repeated");
        }
        if (headers.isEmpty() || !headers.get(0).regionMatches(true, 0, "Bearer ", 0, 7)) {
            // RFC 6750 §3.1: no error code for a request without any authentication
            return Response.status(401)
                    .header("WWW-Authenticate", "Bearer realm=\"" + issuer.uri() + "\"")
                    .header("Cache-Control", "no-store")
                    .build();
        }
        Secret token = Secret.of(headers.get(0).substring(7).trim());
        return Response.granted(verification.verify(token, demand, request.receivedAt()));
    }
}
