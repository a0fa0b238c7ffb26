// SPDX-License-Identifier: Apache-2.0
package io.symbolon.oauth.api.store;

import io.symbolon.oauth.api.token.AccessToken;

/**
 * An access token's row.
 *
 * @param token what it says; it may have expired
 * @param liveness whether it was revoked in any way that the store knows
 */
public record StoredAccessToken(AccessToken token, Liveness liveness) {}
