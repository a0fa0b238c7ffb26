// SPDX-License-Identifier: Apache-2.0
package io.symbolon.oauth.api;

import java.time.Duration;
import java.util.Optional;

/**
 * A refusal for which the protocol has a word. Made by the factories, each named after its error code; it has no stack
 * trace. The description is for the client's developer and says what to change; the rule is for the operator alone.
 */
public final class OAuthException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final transient ErrorCode code;
    private final int status;
    private final String description;
    private final String rule;
    private final transient Optional<Duration> retryAfter;

    private OAuthException(ErrorCode code, int status, String description, String rule, Optional<Duration> retryAfter) {
        super(code.value() + ": " + description, null, false, false);
        this.code = code;
        this.status = status;
        this.description = description;
        this.rule = rule;
        this.retryAfter = retryAfter;
    }

    private static OAuthException of(ErrorCode code, int status, String description) {
        return new OAuthException(code, status, Text.errorText(description), code.value(), Optional.empty());
    }

    /** The request is malformed (RFC 6749 §4.1.2.1, §5.2): 400. */
    public static OAuthException invalidRequest(String description) {
        return of(ErrorCode.INVALID_REQUEST, 400, description);
    }

    /** The method is not the endpoint's: 405. */
    public static OAuthException methodNotAllowed(String description) {
        return of(ErrorCode.INVALID_REQUEST, 405, description);
    }

    /** The body or the query is larger than the server reads: 413. */
    public static OAuthException requestTooLarge(String description) {
        return of(ErrorCode.INVALID_REQUEST, 413, description);
    }

    /** Client authentication failed (RFC 6749 §5.2): 401. */
    public static OAuthException invalidClient(String description) {
        return of(ErrorCode.INVALID_CLIENT, 401, description);
    }

    /** Too many failed authentications of this client from this address: 429 with {@code Retry-After}. */
    public static OAuthException tooManyAttempts(String description, Duration retryAfter) {
        return of(ErrorCode.INVALID_CLIENT, 429, description).after(retryAfter);
    }

    /** Too many wrong passwords or user codes from this address: 429 with {@code Retry-After}. */
    public static OAuthException tooManyGuesses(String description, Duration retryAfter) {
        return of(ErrorCode.INVALID_GRANT, 429, description).after(retryAfter);
    }

    /** What was presented to be redeemed is not valid (RFC 6749 §5.2): 400. */
    public static OAuthException invalidGrant(String description) {
        return of(ErrorCode.INVALID_GRANT, 400, description);
    }

    /** The client may not use this grant type or response type (RFC 6749 §5.2): 400. */
    public static OAuthException unauthorizedClient(String description) {
        return of(ErrorCode.UNAUTHORIZED_CLIENT, 400, description);
    }

    /** No handler is installed for the grant type (RFC 6749 §5.2): 400. */
    public static OAuthException unsupportedGrantType(String description) {
        return of(ErrorCode.UNSUPPORTED_GRANT_TYPE, 400, description);
    }

    /** No handler is installed for the response type (RFC 6749 §4.1.2.1): 400. */
    public static OAuthException unsupportedResponseType(String description) {
        return of(ErrorCode.UNSUPPORTED_RESPONSE_TYPE, 400, description);
    }

    /** The scope is unknown, malformed or not the client's (RFC 6749 §5.2): 400. */
    public static OAuthException invalidScope(String description) {
        return of(ErrorCode.INVALID_SCOPE, 400, description);
    }

    /** The resource is unknown, malformed or not granted (RFC 8707 §2): 400. */
    public static OAuthException invalidTarget(String description) {
        return of(ErrorCode.INVALID_TARGET, 400, description);
    }

    /** The resource owner or the server denied the request (RFC 6749 §4.1.2.1): 403. */
    public static OAuthException accessDenied(String description) {
        return of(ErrorCode.ACCESS_DENIED, 403, description);
    }

    /** The resource owner must log in, and the client allowed no page (OpenID Connect Core §3.1.2.6): 400. */
    public static OAuthException loginRequired(String description) {
        return of(ErrorCode.LOGIN_REQUIRED, 400, description);
    }

    /** The resource owner must consent, and the client allowed no page (OpenID Connect Core §3.1.2.6): 400. */
    public static OAuthException consentRequired(String description) {
        return of(ErrorCode.CONSENT_REQUIRED, 400, description);
    }

    /** The resource owner has not answered yet (RFC 8628 §3.5): 400. */
    public static OAuthException authorizationPending(String description) {
        return of(ErrorCode.AUTHORIZATION_PENDING, 400, description);
    }

    /** The client polls too fast (RFC 8628 §3.5): 400. */
    public static OAuthException slowDown(String description) {
        return of(ErrorCode.SLOW_DOWN, 400, description);
    }

    /** What the client polls for has expired (RFC 8628 §3.5): 400. */
    public static OAuthException expiredToken(String description) {
        return of(ErrorCode.EXPIRED_TOKEN, 400, description);
    }

    /** The access token is expired, revoked, malformed or not for this resource (RFC 6750 §3.1): 401. */
    public static OAuthException invalidToken(String description) {
        return of(ErrorCode.INVALID_TOKEN, 401, description);
    }

    /** The access token lacks a scope that is demanded (RFC 6750 §3.1): 403. */
    public static OAuthException insufficientScope(String description) {
        return of(ErrorCode.INSUFFICIENT_SCOPE, 403, description);
    }

    /** Tokens of this type cannot be revoked (RFC 7009 §2.2.1): 400. */
    public static OAuthException unsupportedTokenType(String description) {
        return of(ErrorCode.UNSUPPORTED_TOKEN_TYPE, 400, description);
    }

    /** The server is full or its store is out of reach for now: 503 with {@code Retry-After}. */
    public static OAuthException temporarilyUnavailable(String description, Duration retryAfter) {
        return of(ErrorCode.TEMPORARILY_UNAVAILABLE, 503, description).after(retryAfter);
    }

    /** Something broke that the client cannot mend: 500. */
    public static OAuthException serverError(String description) {
        return of(ErrorCode.SERVER_ERROR, 500, description);
    }

    /** An error that an extension defines. */
    public static OAuthException extension(ErrorCode code, int status, String description) {
        if (status < 400 || status > 599) {
            throw new IllegalArgumentException("an error's status is 400 to 599");
        }
        return of(code, status, description);
    }

    /**
     * The same refusal, naming for the operator the exact rule that refused; it goes into the log and the event, never to
     * the client, and holds no secret.
     */
    public OAuthException refusedBy(String exactRule) {
        return new OAuthException(code, status, description, exactRule, retryAfter);
    }

    private OAuthException after(Duration delay) {
        return new OAuthException(code, status, description, rule, Optional.of(delay));
    }

    public ErrorCode code() {
        return code;
    }

    /** The HTTP status. */
    public int status() {
        return status;
    }

    /** What is wrong and what to change; only characters that RFC 6749 §5.2 allows. */
    public String description() {
        return description;
    }

    /** The exact rule that refused, for the operator; the error code where none was named. */
    public String rule() {
        return rule;
    }

    /** How long to wait before another attempt. */
    public Optional<Duration> retryAfter() {
        return retryAfter;
    }
}
