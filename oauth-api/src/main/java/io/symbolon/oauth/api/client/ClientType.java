// SPDX-License-Identifier: Apache-2.0
package io.symbolon.oauth.api.client;

/** Whether a client can keep a secret (RFC 6749 §2.1). */
public enum ClientType {
    /** It authenticates itself. */
    CONFIDENTIAL,
    /** It only names itself. */
    PUBLIC
}
