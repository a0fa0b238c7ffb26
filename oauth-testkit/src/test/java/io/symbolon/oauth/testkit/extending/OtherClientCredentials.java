// SPDX-License-Identifier: Apache-2.0
package io.symbolon.oauth.testkit.extending;

import io.symbolon.oauth.api.GrantType;
import io.symbolon.oauth.api.OAuthException;
import io.symbolon.oauth.api.grant.GrantDecision;
import io.symbolon.oauth.api.grant.GrantHandler;
import io.symbolon.oauth.api.grant.TokenRequest;

/** A second handler for a grant type that has one. */
final class OtherClientCredentials implements GrantHandler {

    @Override
    public GrantType grantType() {
        return GrantType.CLIENT_CREDENTIALS;
    }

    @Override
    public GrantDecision grant(TokenRequest request) {
        throw OAuthException.invalidGrant("never");
    }
}
