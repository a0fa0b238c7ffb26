// SPDX-License-Identifier: Apache-2.0
package io.symbolon.oauth.api;

/**
 * An error code of the OAuth Extensions Error registry.
 *
 * @param value the code on the wire
 */
public record ErrorCode(String value) {

    public static final ErrorCode INVALID_REQUEST = new ErrorCode("invalid_request");
    public static final ErrorCode INVALID_CLIENT = new ErrorCode("invalid_client");
    public static final ErrorCode INVALID_GRANT = new ErrorCode("invalid_grant");
    public static final ErrorCode UNAUTHORIZED_CLIENT = new ErrorCode("unauthorized_client");
    public static final ErrorCode UNSUPPORTED_GRANT_TYPE = new ErrorCode("unsupported_grant_type");
    public static final ErrorCode INVALID_SCOPE = new ErrorCode("invalid_scope");
    public static final ErrorCode ACCESS_DENIED = new ErrorCode("access_denied");
    public static final ErrorCode UNSUPPORTED_RESPONSE_TYPE = new ErrorCode("unsupported_response_type");
    public static final ErrorCode SERVER_ERROR = new ErrorCode("server_error");
    public static final ErrorCode TEMPORARILY_UNAVAILABLE = new ErrorCode("temporarily_unavailable");
    public static final ErrorCode INVALID_TOKEN = new ErrorCode("invalid_token");
    public static final ErrorCode INSUFFICIENT_SCOPE = new ErrorCode("insufficient_scope");
    public static final ErrorCode UNSUPPORTED_TOKEN_TYPE = new ErrorCode("unsupported_token_type");
    public static final ErrorCode INVALID_TARGET = new ErrorCode("invalid_target");
    public static final ErrorCode AUTHORIZATION_PENDING = new ErrorCode("authorization_pending");
    public static final ErrorCode SLOW_DOWN = new ErrorCode("slow_down");
    public static final ErrorCode EXPIRED_TOKEN = new ErrorCode("expired_token");
    public static final ErrorCode LOGIN_REQUIRED = new ErrorCode("login_required");
    public static final ErrorCode CONSENT_REQUIRED = new ErrorCode("consent_required");
    public static final ErrorCode INTERACTION_REQUIRED = new ErrorCode("interaction_required");

    public ErrorCode {
        if (!Text.isScopeToken(value)) {
            throw new IllegalArgumentException("an error code has visible ASCII characters and no space");
        }
    }

    @Override
    public String toString() {
        return value;
    }
}
