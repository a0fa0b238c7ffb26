// SPDX-License-Identifier: Apache-2.0
package io.symbolon.oauth.api.grant;

import io.symbolon.oauth.api.Claims;

/**
 * Adds members to token and authorization responses, such as an ID token: a plug-in. It runs after code and access token
 * are minted and before anything is committed; it may read, and never writes. Called from many threads.
 */
public interface TokenContributor {

    /** The members to add; none if there is nothing to add. Names that the server itself sets are ignored. */
    Claims contribute(Contribution contribution);
}
