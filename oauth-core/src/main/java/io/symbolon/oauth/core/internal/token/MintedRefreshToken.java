// SPDX-License-Identifier: Apache-2.0
package io.symbolon.oauth.core.internal.token;

import io.symbolon.oauth.api.Digest;
import io.symbolon.oauth.api.Secret;

/**
 * A refresh token that is about to become the current one of its grant.
 *
 * @param value what the client gets
 * @param digest what is kept of it
 * @param generation 0 for the first, one more with each rotation
 * @param derivedWith the keys that it was derived with, as {@link RefreshTokens#deriveAgain} wants to hear it; empty for
 *     a first one
 */
public record MintedRefreshToken(Secret value, Digest digest, int generation, String derivedWith) {}
