// SPDX-License-Identifier: Apache-2.0
package io.symbolon.oauth.api.store;

/** How a revocation ended. */
public enum RevokeOutcome {
    /** It has ended now, by this call. */
    REVOKED,
    /** It had ended before. */
    ALREADY_REVOKED,
    /** There is no such thing. */
    UNKNOWN
}
