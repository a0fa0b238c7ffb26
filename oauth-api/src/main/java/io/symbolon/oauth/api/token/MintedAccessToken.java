// SPDX-License-Identifier: Apache-2.0
package io.symbolon.oauth.api.token;

import io.symbolon.oauth.api.Secret;

/**
 * An access token in its shape.
 *
 * @param value what the client gets
 * @param token what it says
 * @param storage whether it has a row
 */
public record MintedAccessToken(Secret value, AccessToken token, Storage storage) {

    /** Where what a token says is found again. */
    public enum Storage {
        /** In a row. */
        STORED,
        /** In the token itself. */
        SELF_CONTAINED
    }
}
