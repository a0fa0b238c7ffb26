// SPDX-License-Identifier: Apache-2.0
package io.symbolon.oauth.core.grant.code;

import io.symbolon.oauth.api.GrantType;
import io.symbolon.oauth.api.OAuthException;
import io.symbolon.oauth.api.Parameter;
import io.symbolon.oauth.api.RedirectUri;
import io.symbolon.oauth.api.ResponseType;
import io.symbolon.oauth.api.Secret;
import io.symbolon.oauth.api.authorization.Approval;
import io.symbolon.oauth.api.authorization.AuthorizationRequest;
import io.symbolon.oauth.api.grant.Artifact;
import io.symbolon.oauth.api.grant.AuthorizationCodeGrantHandler;
import io.symbolon.oauth.api.grant.GrantDecision;
import io.symbolon.oauth.api.grant.TokenRequest;
import io.symbolon.oauth.api.token.Grant;
import io.symbolon.oauth.api.token.PresentedRedeemable;
import io.symbolon.oauth.api.token.Redeemable;
import io.symbolon.oauth.api.token.RedeemableKind;
import io.symbolon.oauth.api.token.TokenReads;
import jakarta.inject.Inject;
import java.util.List;
import java.util.Optional;

/** Issues authorization codes and redeems them, each bound to a client, a redirect URI and a challenge. */
final class AuthorizationCodeGrant implements AuthorizationCodeGrantHandler {

    private static final Parameter<Secret> CODE = Parameter.requiredSecret("code");
    private static final Parameter<Optional<RedirectUri>> REDIRECT_URI =
            Parameter.optional("redirect_uri", RedirectUri::new);
    private static final Parameter<Optional<Secret>> CODE_VERIFIER = Parameter.optionalSecret("code_verifier");

    private final TokenReads tokens;

    @Inject
    AuthorizationCodeGrant(TokenReads tokens) {
        this.tokens = tokens;
    }

    @Override
    public GrantType grantType() {
        return GrantType.AUTHORIZATION_CODE;
    }

    @Override
    public ResponseType responseType() {
        return ResponseType.CODE;
    }

    @Override
    public List<Parameter<?>> parameters() {
        return List.of(CODE, REDIRECT_URI, CODE_VERIFIER);
    }

    @Override
    public GrantDecision.Issue authCode(AuthorizationRequest request, Approval approval) {
        return GrantDecision.Issue.to(approval.subject(), approval.scopes())
                .at(request.resources())
                .saying(approval.claims())
                .authenticatedBy(approval.authentication())
                .only(Artifact.AUTHORIZATION_CODE);
    }

    @Override
    public GrantDecision grant(TokenRequest request) {
        PresentedRedeemable presented = tokens.findRedeemable(RedeemableKind.AUTHORIZATION_CODE, request.get(CODE))
                .orElseThrow(() -> refused("unknown-code"));
        Redeemable code = presented.redeemable();
        Grant grant = presented.grant().orElseThrow(() -> refused("code-without-grant"));
        if (!grant.client().equals(request.clientId())) {
            throw refused("code-of-another-client");
        }
        if (code.state() == Redeemable.State.SPENT) {
            // RFC 6749 §4.1.2: the second use ends all tokens of the first
            return new GrantDecision.Replayed(grant.id(), "code-replayed");
        }
        if (grant.isRevoked() || !request.receivedAt().isBefore(code.expiresAt())) {
            throw refused("code-expired-or-revoked");
        }
        refuseOtherRedirectUri(request, code);
        refuseUnmetChallenge(request, code);
        return GrantDecision.Issue.to(grant.subject(), code.scopes())
                .at(code.resources())
                .spending(presented);
    }

    // RFC 6749 §4.1.3: identical to the one of the authorization request, if that one had any
    private static void refuseOtherRedirectUri(TokenRequest request, Redeemable code) {
        Optional<RedirectUri> presented = request.get(REDIRECT_URI);
        boolean matches = code.redirectUri().isPresent()
                ? presented.equals(code.redirectUri())
                : presented.isEmpty()
                        || request.client()
                                .redirectUris()
                                .verify(presented.get())
                                .isPresent();
        if (!matches) {
            throw refused("other-redirect-uri");
        }
    }

    // RFC 7636 §4.6; RFC 9700 §2.1.1: never one without the other
    private static void refuseUnmetChallenge(TokenRequest request, Redeemable code) {
        Optional<Secret> verifier = request.get(CODE_VERIFIER);
        boolean met = code.codeChallenge().isPresent()
                && verifier.isPresent()
                && code.codeChallenge().get().isMetBy(verifier.get());
        if (!met) {
            throw refused("code-verifier-does-not-match");
        }
    }

    private static OAuthException refused(String rule) {
        return OAuthException.invalidGrant(
                        "the code is unknown, expired, was used before, or does not belong to this client, redirect_uri"
                                + " and code_verifier; start the authorization again")
                .refusedBy(rule);
    }
}
