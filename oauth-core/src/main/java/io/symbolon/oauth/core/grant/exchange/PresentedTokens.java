// SPDX-License-Identifier: Apache-2.0
package io.symbolon.oauth.core.grant.exchange;

import io.symbolon.oauth.api.ErrorCode;
import io.symbolon.oauth.api.OAuthException;
import io.symbolon.oauth.api.Scopes;
import io.symbolon.oauth.api.Secret;
import io.symbolon.oauth.api.assertion.TrustedAssertion;
import io.symbolon.oauth.api.assertion.TrustedAssertions;
import io.symbolon.oauth.api.exchange.ExchangedToken;
import io.symbolon.oauth.api.grant.OnceOnly;
import io.symbolon.oauth.api.grant.TokenRequest;
import io.symbolon.oauth.api.token.AccessToken;
import io.symbolon.oauth.api.token.Grant;
import io.symbolon.oauth.api.token.PresentedRefreshToken;
import io.symbolon.oauth.api.token.PresentedRefreshToken.Standing;
import io.symbolon.oauth.api.token.TokenReads;
import jakarta.inject.Inject;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Reads the tokens of an exchange, each by the type that the client states (RFC 8693 §3). */
final class PresentedTokens {

    static final String ACCESS_TOKEN = "urn:ietf:params:oauth:token-type:access_token";
    static final String REFRESH_TOKEN = "urn:ietf:params:oauth:token-type:refresh_token";
    static final String JWT = "urn:ietf:params:oauth:token-type:jwt";

    /**
     * A token as it was read.
     *
     * @param token what it says
     * @param once what must be seen once only; of a JWT of a trusted issuer
     */
    record Read(ExchangedToken token, Optional<OnceOnly> once) {}

    private final TokenReads tokens;
    private final TrustedAssertions assertions;

    @Inject
    PresentedTokens(TokenReads tokens, TrustedAssertions assertions) {
        this.tokens = tokens;
        this.assertions = assertions;
    }

    Read subject(Secret presented, String type, TokenRequest request) {
        return type.equals(REFRESH_TOKEN) ? refreshToken(presented, request) : actor(presented, type, request);
    }

    /** A refresh token names nobody who acts. */
    Read actor(Secret presented, String type, TokenRequest request) {
        return switch (type) {
            case ACCESS_TOKEN -> accessToken(presented, request);
            case JWT -> trustedJwt(presented, request);
            default ->
                throw refused(
                        "exchange-token-type",
                        "a token can be an access token of this server, a jwt of a trusted issuer or, as subject"
                                + " token, a refresh token of this client");
        };
    }

    private Read accessToken(Secret presented, TokenRequest request) {
        AccessToken token = tokens.findAccessToken(presented, request.receivedAt())
                .orElseThrow(() -> refused("exchange-access-token-invalid", "an access token is expired or revoked"));
        if (token.senderKey().isPresent() && !token.senderKey().equals(request.senderKey())) {
            // RFC 9449 §7.1, RFC 8705 §3: a bound token is no bearer token
            throw refused("exchange-sender-key-not-proven", "an access token is bound to a key that proved nothing");
        }
        return new Read(
                new ExchangedToken(
                        ExchangedToken.Kind.ACCESS_TOKEN,
                        Optional.empty(),
                        token.subject(),
                        Optional.of(token.client()),
                        token.scopes(),
                        token.audience(),
                        token.grants(),
                        token.claims(),
                        token.expiresAt()),
                Optional.empty());
    }

    /** Only its own client may use a refresh token (RFC 6749 §6), and only the current one. */
    private Read refreshToken(Secret presented, TokenRequest request) {
        PresentedRefreshToken found = tokens.findRefreshToken(presented, request.receivedAt())
                .filter(token -> token.grant().client().equals(request.clientId()))
                .filter(token ->
                        token.standing() == Standing.CURRENT && !token.grant().isRevoked())
                .filter(token -> request.receivedAt()
                        .isBefore(token.grant().refreshToken().orElseThrow().expiresAt()))
                .orElseThrow(() -> refused(
                        "exchange-refresh-token-invalid",
                        "a refresh token is expired, revoked, used or another client's"));
        Grant grant = found.grant();
        if (grant.refreshToken().orElseThrow().senderKey().isPresent()
                && !grant.refreshToken().orElseThrow().senderKey().equals(request.senderKey())) {
            throw refused("exchange-sender-key-not-proven", "a refresh token is bound to a key that proved nothing");
        }
        return new Read(
                new ExchangedToken(
                        ExchangedToken.Kind.REFRESH_TOKEN,
                        Optional.empty(),
                        grant.subject(),
                        Optional.of(grant.client()),
                        grant.scopes(),
                        grant.resources(),
                        List.of(grant.id()),
                        grant.claims(),
                        grant.refreshToken().orElseThrow().expiresAt()),
                Optional.empty());
    }

    private Read trustedJwt(Secret presented, TokenRequest request) {
        TrustedAssertion jwt = verified(presented, request);
        return new Read(
                new ExchangedToken(
                        ExchangedToken.Kind.TRUSTED_JWT,
                        Optional.of(jwt.issuer().issuer()),
                        jwt.subject(),
                        Optional.empty(),
                        scopesOf(jwt),
                        Set.of(),
                        List.of(),
                        jwt.claims(),
                        jwt.expiresAt()),
                Optional.of(new OnceOnly(jwt.marker(), jwt.refusedFrom(), "assertion-replayed")));
    }

    /** RFC 8693 §2.2.2: whatever is wrong with a token, the error is {@code invalid_request}. */
    private TrustedAssertion verified(Secret presented, TokenRequest request) {
        try {
            return assertions.verify(presented, request.client(), request.receivedAt());
        } catch (OAuthException e) {
            throw e.code().equals(ErrorCode.INVALID_GRANT) ? refused(e.rule(), e.description()) : e;
        }
    }

    /** What the issuer is trusted for and, where the token says what it is good for, no more than that. */
    private static Scopes scopesOf(TrustedAssertion jwt) {
        if (!jwt.claims().asMap().containsKey("scope")) {
            return jwt.issuer().scopes();
        }
        try {
            return jwt.issuer()
                    .scopes()
                    .intersect(Scopes.parse(String.valueOf(jwt.claims().asMap().get("scope"))));
        } catch (IllegalArgumentException e) {
            throw refused("exchange-scope-malformed", "the scope of a token is malformed");
        }
    }

    static OAuthException refused(String rule, String description) {
        return OAuthException.invalidRequest(description).refusedBy(rule);
    }
}
