// SPDX-License-Identifier: Apache-2.0
package io.symbolon.oauth.core.settings;

/** Whether redeeming a refresh token replaces it by a successor. */
public enum RefreshTokenRotation {
    /** Every refresh token works once. */
    ALWAYS,
    /** Only those of clients that cannot authenticate work once (RFC 9700 §4.14.2). */
    PUBLIC_CLIENTS,
    /** A refresh token stays the same until it expires, as FAPI 2.0 wants of clients that authenticate. */
    NEVER
}
