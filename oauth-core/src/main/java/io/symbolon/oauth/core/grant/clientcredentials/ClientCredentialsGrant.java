// SPDX-License-Identifier: Apache-2.0
package io.symbolon.oauth.core.grant.clientcredentials;

import io.symbolon.oauth.api.GrantType;
import io.symbolon.oauth.api.Subject;
import io.symbolon.oauth.api.client.ClientType;
import io.symbolon.oauth.api.grant.Artifact;
import io.symbolon.oauth.api.grant.GrantDecision;
import io.symbolon.oauth.api.grant.GrantHandler;
import io.symbolon.oauth.api.grant.TokenRequest;
import java.util.Set;

/** Grants a confidential client access in its own name (RFC 6749 §4.4). */
final class ClientCredentialsGrant implements GrantHandler {

    @Override
    public GrantType grantType() {
        return GrantType.CLIENT_CREDENTIALS;
    }

    // RFC 6749 §4.4: only confidential clients
    @Override
    public Set<ClientType> clientTypes() {
        return Set.of(ClientType.CONFIDENTIAL);
    }

    // RFC 6749 §4.4.3: no refresh token
    @Override
    public GrantDecision grant(TokenRequest request) {
        return GrantDecision.Issue.to(
                        Subject.ofClient(request.clientId()), request.client().scopes())
                .only(Artifact.ACCESS_TOKEN);
    }
}
